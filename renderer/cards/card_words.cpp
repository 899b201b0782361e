#include "renderer/cards/card_words.hpp"

#include <fmt/format.h>

#include "renderer/cards/card_text.hpp"
#include "renderer/cards/gathering.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/drawn_text.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/key_words.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

std::string downtime_text(double minutes) {
  constexpr double seconds_a_minute = 60;
  if (minutes * seconds_a_minute < 1) return "under 1 s a year";
  return to_human_text(Duration::seconds(minutes * seconds_a_minute)) + " a year";
}

/// Of an availability of which the worse end is known alone.
constexpr std::string_view no_less = "≥ ";

std::string figure_of(const Card& card, double minutes, bool is_whole) {
  const bool is_end = card.role == Card::Role::journey && card.kind.starts_with(no_less);
  if (minutes > 0) return (is_end ? "≤ " : "") + downtime_text(minutes);
  const bool stands_for_all = !card.opens() || card.role == Card::Role::gathered;
  if (!card.is_used && stands_for_all) return "used by no journey";
  const bool is_known = is_whole && card.loudest() != CardMeaning::plain;
  return is_known ? "no downtime" : "";
}

std::string kind_line(const Card& card, double room) {
  if (!card.opens()) return card.kind.empty() ? card.kind_name : card.kind;
  const bool has_full = card.single_points > 0;
  const std::size_t points = has_full ? card.single_points : card.partial_points;
  const std::string_view mark = has_full ? "✗" : "◐";
  // "host ×37" with one service on them has 38 inside: what the name tells is not told again.
  const std::size_t inside = card.members > card.told ? card.members - card.told : 0;
  const std::string_view where = card.told > 0 ? "in them" : "inside";
  if (inside == 0) return points == 0 ? "" : fmt::format("{} {}", points, mark);
  if (points == 0) return fmt::format("{} {}", inside, where);
  const std::string text = fmt::format("{} {}, {} {}", inside, where, points, mark);
  return text_width(text, card_size::font, false) <= room
             ? text
             : fmt::format("{} of {} {}", points, card.members, mark);
}

/// Of a stretch, its first name above its last.
std::vector<std::string> card_name_lines(const Card& card) {
  const std::size_t mark =
      card.role == Card::Role::gathered ? card.name.find(stretch_mark) : std::string::npos;
  if (mark == std::string::npos) {
    // The mark of cards that open stands beside a second line.
    const bool has_two = name_lines_of(card.name, card_size::text_room).size() > 1;
    return name_lines_of(card.name,
                         has_two && card.opens() ? card_size::beside_mark : card_size::text_room);
  }
  const double room = card_size::beside_mark;
  const auto within = [room](const std::string& text) {
    return text_within(text, room, card_size::name_font, true);
  };
  constexpr std::string_view more = " …";
  const double first_room = room - text_width(more, card_size::name_font, true);
  std::string first = card.name.substr(0, mark);
  std::string last = card.name.substr(mark + stretch_mark.size());
  if (text_width(first, card_size::name_font, true) > first_room ||
      text_width(last, card_size::name_font, true) > room) {
    const SharedWords shared = shared_words(first, last);
    for (std::string* name : {&first, &last}) {
      *name = name->substr(shared.front, name->size() - shared.front - shared.back);
    }
  }
  const auto width = [](const std::string& text) {
    return text_width(text, card_size::name_font, true);
  };
  // A name that is longer than a line begins in the first, where there is room.
  if (width(first) <= first_room && width(last) > room) {
    const std::vector<std::string> lines =
        lines_within(first + std::string(stretch_mark) + last, room, card_size::name_font, true);
    if (lines.size() > 1 && last.ends_with(lines.back())) return lines;
  }
  first = text_within(first, first_room, card_size::name_font, true);
  if (!first.ends_with("…")) first += more;
  return {first, within(last)};
}

}  // namespace

void describe_component(Card& card, const Model& model, ComponentId id) {
  const Component& component = model.components[id];
  card.kind_name = key_words(visible(model.kind_of(id).name));
  card.kind = card.kind_name;
  if (component.is_pool()) {
    card.kind = fmt::format("{}, {} of {}", card.kind_name, component.at_least, component.replicas);
  }
}

void describe_journey(Card& card, const JourneyAnalysis& journey) {
  constexpr double seconds_a_minute = 60;
  card.kind = journey.up.method == Method::bounded
                  ? std::string(no_less) + worse_end_text(journey.up)
                  : availability_text(journey);
  const auto promise = [&card](PromiseStatement::Kind kind, const auto& level) {
    if (level) card.promises.push_back(promise_lines(promise_statement(kind, *level)));
  };
  promise(PromiseStatement::Kind::slo, journey.slo);
  promise(PromiseStatement::Kind::sla, journey.sla);
  card.own_minutes = journey.up.downtime_per_year().in_seconds() / seconds_a_minute;
}

void write_words(CardTree& tree, bool is_whole) {
  constexpr double kind_room = 134;
  constexpr double figure_room = 138;
  constexpr double title_room = 104;  // beside sign, mark and toggle
  constexpr double wide_room = title_room + card_size::width;
  for (Card& card : tree.cards) {
    card.name = visible(card.name);
    card.name_lines = card_name_lines(card);
    card.figure =
        text_within(figure_of(card, card.minutes, is_whole), figure_room, card_size::font, false);
    if (card.opens()) {
      const std::string shown = (card.is_asked_for ? "◎ " : "") + card.name;
      card.title = text_within(shown, title_room, card_size::font, true);
      std::string wide = shown;
      if (card.role == Card::Role::component) wide += " · " + card.kind_name;
      if (card.own_minutes > 0) wide += " · " + downtime_text(card.own_minutes);
      card.wide_title = text_within(wide, wide_room, card_size::font, true);
    }
    const double room =
        card.opens() || card.name_lines.size() > 1 ? card_size::beside_mark : kind_room;
    card.kind = text_within(kind_line(card, room), room, card_size::font, false);
  }
}

}  // namespace cutpoint
