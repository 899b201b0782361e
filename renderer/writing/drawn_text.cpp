#include "renderer/writing/drawn_text.hpp"

#include <algorithm>

#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

/// Of the em, of a bold letter in DejaVu Sans, the widest of the fonts.
double letter_width(char c) {
  constexpr std::string_view narrow = "iljI.,:;'|![]()-/ ftr\"*{}\\";
  constexpr std::string_view wide = "mwMW@%#+=<>~&";
  if (narrow.find(c) != std::string_view::npos) return 0.47;
  if (wide.find(c) != std::string_view::npos) return 1.05;
  return c >= 'A' && c <= 'Z' ? 0.8 : 0.71;
}

constexpr double regular_share = 0.89;  // of the width of bold letters

/// Where the character that starts at `at` ends.
std::size_t character_end(std::string_view text, std::size_t at) {
  do {
    ++at;
  } while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return at;
}

bool is_between_words(char c) {
  return std::string_view("-._/ :#@,").find(c) != std::string_view::npos;
}

/// Where words end and begin, the ends of the text among them.
std::vector<std::size_t> word_ends(std::string_view text) {
  std::vector<std::size_t> ends = {0};
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (is_between_words(text[at])) ends.push_back(at + 1);
  }
  ends.push_back(text.size());
  return ends;
}

/// "ts-admin-…service": whole words from the front, and from the back where there is room, which
/// fill it well; empty where no words do. What begins alike is told apart by what comes first.
std::string whole_words_within(const std::string& text, double width, double font_size, bool bold) {
  constexpr std::size_t most_words = 40;
  const std::vector<std::size_t> ends = word_ends(text);
  if (ends.size() > most_words) return {};
  std::string best;
  double most = width / 3;
  for (std::size_t head = 1; head + 1 < ends.size(); ++head) {
    for (std::size_t tail = ends.size() - 1; tail > head; --tail) {
      const std::string shorter = text.substr(0, ends[head]) + "…" + text.substr(ends[tail]);
      const double taken = text_width(shorter, font_size, bold);
      if (taken > width) break;
      const double worth = text.size() - ends[tail] > ends[head] ? taken / 2 : taken;
      if (worth <= most) continue;
      most = worth;
      best = shorter;
    }
  }
  return best;
}

}  // namespace

double text_width(std::string_view text, double font_size, bool bold) {
  double em = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = character_end(text, at);
    const bool is_ascii = end == at + 1;
    em += is_ascii ? letter_width(text[at])
                   : 0.75 * static_cast<double>(display_width(text.substr(at, end - at)));
    at = end;
  }
  return em * font_size * (bold ? 1 : regular_share);
}

SharedWords shared_words(std::string_view a, std::string_view b) {
  SharedWords shared;
  const std::size_t most = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < most && a[i] == b[i]; ++i) {
    if (is_between_words(a[i])) shared.front = i + 1;
  }
  for (std::size_t i = 1; i + shared.front < most && a[a.size() - i] == b[b.size() - i]; ++i) {
    if (is_between_words(a[a.size() - i])) shared.back = i;
  }
  return shared;
}

std::string text_within(const std::string& text, double width, double font_size, bool bold) {
  if (text_width(text, font_size, bold) <= width) return text;
  if (std::string words = whole_words_within(text, width, font_size, bold); !words.empty()) {
    return words;
  }
  for (std::size_t columns = display_width(text); columns > 1; --columns) {
    std::string shorter = elided(text, columns);
    if (text_width(shorter, font_size, bold) <= width) return shorter;
  }
  return "…";
}

std::vector<std::string> lines_within(const std::string& text, double width, double font_size,
                                      bool bold) {
  if (text_width(text, font_size, bold) <= width) return {text};
  std::size_t fits = 0;
  std::size_t behind_word = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = character_end(text, at);
    if (text_width(std::string_view(text).substr(0, end), font_size, bold) > width) break;
    fits = end;
    if (is_between_words(text[at])) behind_word = end;
    at = end;
  }
  const std::size_t cut = behind_word > 0 ? behind_word : fits;
  std::string first = text.substr(0, cut);
  while (first.size() > 1 && first.back() == ' ') first.pop_back();
  return {first, text_within(text.substr(cut), width, font_size, bold)};
}

}  // namespace cutpoint
