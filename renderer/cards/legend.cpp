#include "renderer/cards/legend.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "renderer/cards/card_look.hpp"
#include "renderer/cards/card_text.hpp"
#include "renderer/picture/look.hpp"
#include "renderer/statements/picture_words.hpp"
#include "renderer/writing/drawn_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

constexpr double sample_width = 28;

void add_words(CardLegend& legend, std::string words, std::string more = {}) {
  CardLegend::Entry entry;
  entry.words = std::move(words);
  entry.more = std::move(more);
  legend.entries.push_back(std::move(entry));
}

/// The loudest that a closed card says of what it holds, and not of itself.
std::optional<CardMeaning> edge_alone(const CardTree& tree, const Sheet& sheet) {
  std::optional<CardMeaning> found;
  for (const Sheet::Place& place : sheet.cards) {
    const Card& card = tree.cards[place.card];
    if (card.loudest() != card.meaning && (!found || *found < card.loudest())) {
      found = card.loudest();
    }
  }
  return found;
}

/// What the journeys promise and whether they keep it.
void add_promises(CardLegend& legend, const CardTree& tree) {
  constexpr std::size_t most = 12;
  std::size_t told = 0;
  for (const Card& card : tree.cards) {
    for (const auto& lines : card.promises) {
      if (++told > most) continue;
      add_words(legend, fmt::format("{}, {}", card.name, lines.front()), lines.back());
    }
  }
  if (told > most) add_words(legend, fmt::format("{} more promises", told - most));
}

}  // namespace

LineLook line_look(const Sheet::Line& line, bool in_focus, Theme theme) {
  const Palette& colours = palette_of(theme);
  LineLook look;
  look.stroke = in_focus ? colours.ink : colours.line;
  look.width = in_focus ? 1.4 : 1;
  if (in_focus && line.count > 1) {
    look.width += std::min(2.0, 0.5 * std::log2(static_cast<double>(line.count)));
  }
  switch (line.style) {
    case NeedStyle::redundant:
      look.has_ring = true;
      break;
    case NeedStyle::soft:
      look.dashes = "6 4";
      break;
    case NeedStyle::link:
      look.has_arrow = false;
      look.width += 1.2;
      break;
    case NeedStyle::placed:
      look.dashes = "2 3";
      look.has_arrow = false;
      break;
    case NeedStyle::needs:
      break;
  }
  return look;
}

std::vector<std::string> words_on_lines(const CardTree& tree, const Sheet& sheet,
                                        const std::vector<DrawnLine>& lines) {
  // Lines between a place and what is in it are said by the frame.
  constexpr std::size_t most_untold = 30;
  std::vector<std::string> words;
  const bool is_dimmed =
      std::any_of(lines.begin(), lines.end(), [](const DrawnLine& line) { return !line.in_focus; });
  if (is_dimmed && tree.focus >= 0) {
    words.push_back(fmt::format("strong lines: what {} uses",
                                tree.cards[static_cast<std::size_t>(tree.focus)].name));
  }
  if (sheet.lines.size() > lines.size() + most_untold) {
    words.push_back(fmt::format("{} more lines between the cards are not drawn",
                                sheet.lines.size() - lines.size()));
  }
  return words;
}

double heat_share(const CardTree& tree, const Card& card) {
  if (tree.most_minutes <= 0 || card.kind_name == "journey") return 0;
  return std::min(1.0, card.minutes / tree.most_minutes);
}

double CardLegend::height(double width) {
  constexpr double left = 12;
  constexpr double line_height = 22;
  constexpr double between = 18;
  constexpr double widest_letter = 8;  // on average over a line
  const auto columns = static_cast<std::size_t>((width - 2 * left) / widest_letter);
  double x = left;
  double y = 16;
  for (Entry& entry : entries) {
    if (entry.is_statement) {
      entry.lines = legend_lines(entry.words, columns);
      // From the left, and nothing beside them.
      if (x > left) y += line_height;
      entry.x = left;
      entry.y = y;
      y += line_height + static_cast<double>(entry.lines.size() - 1) * said_line_height;
      x = left;
      continue;
    }
    entry.words =
        text_within(entry.words, width - 2 * left - entry.sample_width, card_size::font, false);
    const double wide = entry.sample_width + text_width(entry.words, card_size::font, false) +
                        text_width(entry.more, card_size::font, false) + between;
    if (x > left && x + wide > width) {
      x = left;
      y += line_height;
    }
    entry.x = x;
    entry.y = y;
    x += wide;
  }
  // Behind lines of their own the next row is begun already.
  if (x == left && !entries.empty()) y -= line_height;
  return entries.empty() ? 0 : y + 12;
}

CardLegend card_legend(const CardTree& tree, const Sheet& sheet,
                       const std::vector<DrawnLine>& lines) {
  CardLegend legend;
  const auto uses = [&](CardMeaning meaning) {
    return std::any_of(sheet.cards.begin(), sheet.cards.end(),
                       [&](const Sheet::Place& place) {
                         return tree.cards[place.card].loudest() == meaning;
                       }) ||
           std::any_of(sheet.frames.begin(), sheet.frames.end(), [&](const Sheet::Place& place) {
             return tree.cards[place.card].meaning == meaning;
           });
  };
  for (auto at = card_meanings.rbegin(); at != card_meanings.rend(); ++at) {
    if (*at == CardMeaning::plain || !uses(*at)) continue;
    CardLegend::Entry entry;
    entry.meaning = *at;
    entry.words = meaning_words(*at);
    entry.sample_width = sample_width;
    legend.entries.push_back(std::move(entry));
  }
  if (const auto inside = edge_alone(tree, sheet)) {
    CardLegend::Entry entry;
    entry.meaning = *inside;
    entry.is_inside = true;
    entry.words = edge_alone_words;
    entry.sample_width = sample_width;
    legend.entries.push_back(std::move(entry));
  }
  for (const NeedStyle style : {NeedStyle::needs, NeedStyle::redundant, NeedStyle::soft,
                                NeedStyle::link, NeedStyle::placed}) {
    if (std::none_of(lines.begin(), lines.end(), [&](const DrawnLine& line) {
          return sheet.lines[line.line].style == style;
        })) {
      continue;
    }
    CardLegend::Entry entry;
    entry.style = style;
    entry.words = style_words(style);
    entry.sample_width = sample_width;
    legend.entries.push_back(std::move(entry));
  }
  const bool has_heat = std::any_of(
      sheet.cards.begin(), sheet.cards.end(),
      [&](const Sheet::Place& place) { return heat_share(tree, tree.cards[place.card]) > 0; });
  if (has_heat) {
    CardLegend::Entry entry;
    entry.is_bar = true;
    entry.words = "its share of the downtime";
    entry.sample_width = sample_width;
    legend.entries.push_back(std::move(entry));
  }
  const bool is_around =
      std::any_of(sheet.cards.begin(), sheet.cards.end(),
                  [&](const Sheet::Place& place) { return tree.cards[place.card].is_asked_for; });
  if (is_around) add_words(legend, "second outline: what was asked for");
  for (std::string& words : words_on_lines(tree, sheet, lines)) {
    add_words(legend, std::move(words));
  }
  if (const std::size_t behind = parts_behind(tree, sheet); behind > 0) {
    add_words(legend, fmt::format("{} more behind the cards that are closed", behind));
  }
  for (const std::string& statement : tree.statements) {
    CardLegend::Entry entry;
    entry.words = statement;
    entry.is_statement = true;
    legend.entries.push_back(std::move(entry));
  }
  add_promises(legend, tree);
  for (const std::string& note : tree.notes) add_words(legend, visible(note));
  return legend;
}

}  // namespace cutpoint
