#include "renderer/writing/wrapped_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

/// Without a painter's escapes and what encloses or ends a word.
std::string bare(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    if (word.substr(at, 2) == "\x1b[") {
      at = std::min(word.find('m', at), word.size() - 1) + 1;
      continue;
    }
    out += word[at++];
  }
  const std::size_t first = out.find_first_not_of("([`");
  if (first == std::string::npos) return {};
  const std::size_t last = out.find_last_not_of(",.;:)]`");
  return last == std::string::npos || last < first ? "" : out.substr(first, last - first + 1);
}

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// "4", "~70", "-5", "99.95", "1e-6".
bool is_number(std::string_view word) {
  for (const std::string_view sign : {"~", "-", "−", "±", "<", ">"}) {
    if (word.starts_with(sign)) word.remove_prefix(sign.size());
  }
  return !word.empty() && is_digit(word.front()) && is_digit(word.back());
}

bool is_comparison(std::string_view word) {
  constexpr std::array signs = {"<", ">", "≥", "≤", "~", "±", "−"};
  return std::find(signs.begin(), signs.end(), word) != signs.end();
}

bool is_time(std::string_view word) {
  constexpr std::array units = {"ms", "s", "min", "h", "d", "y"};
  return std::find(units.begin(), units.end(), word) != units.end();
}

bool is_unit(std::string_view word) {
  const bool is_currency = word.size() == 3 && std::all_of(word.begin(), word.end(), [](char c) {
                             return std::isupper(static_cast<unsigned char>(c)) != 0;
                           });
  return word == "%" || is_currency || is_time(word);
}

/// How many words from the first on are one figure: "4 h 41 min", "< 1 %", "70 USD".
std::size_t words_of_figure(const std::vector<std::string_view>& words, std::size_t from) {
  const auto is = [&](std::size_t at, bool (*what)(std::string_view)) {
    return at < words.size() && what(bare(words[at]));
  };
  std::size_t at = from;
  if (is(at, is_comparison) && is(at + 1, is_number)) ++at;
  if (!is(at, is_number) || !is(at + 1, is_unit)) return at - from + 1;
  at += 2;
  // A mark behind the unit ends the figure.
  while (is_time(words[at - 1]) && is(at, is_number) && is(at + 1, is_time)) at += 2;
  return at - from;
}

/// How much of a name stands on a line of so many columns.
std::size_t first_part(std::string_view text, std::size_t width) {
  std::size_t fits = 0, behind_word = 0, behind_blank = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    if (text[at] == ' ') behind_blank = end;
    if (display_width(text.substr(0, end)) > width) break;
    fits = end;
    if (std::string_view("-._/:#@,").find(text[at]) != std::string_view::npos) behind_word = end;
    at = end;
  }
  // A break at a blank that leaves most of the line empty is no good one.
  const bool is_good = 3 * behind_blank >= width || behind_blank >= behind_word;
  if (behind_blank > 0 && is_good) return behind_blank;
  if (behind_word > 0) return behind_word;
  return fits > 0 ? fits : text.size();
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t column, std::size_t indent,
                    std::size_t width) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  std::string out;
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t end = i + words_of_figure(words, i);
    const auto start = static_cast<std::size_t>(words[i].data() - text.data());
    const auto stop =
        static_cast<std::size_t>(words[end - 1].data() - text.data()) + words[end - 1].size();
    const std::string_view piece = text.substr(start, stop - start);
    if (i > 0 && column + 1 + display_width(piece) > width) {
      while (out.ends_with(' ')) out.pop_back();
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (i > 0) {
      out += ' ';
      ++column;
    }
    out += piece;
    column += display_width(piece);
    i = end;
  }
  return out;
}

std::string wrapped_within(std::size_t lines, std::string_view text, std::size_t column,
                           std::size_t indent, std::size_t width) {
  std::string out = wrapped(text, column, indent, width);
  std::size_t start = 0;
  for (std::size_t line = 1; line < lines; ++line) {
    const std::size_t end = out.find('\n', start);
    if (end == std::string::npos) return out;
    start = end + 1;
  }
  if (out.find('\n', start) == std::string::npos) return out;
  out.resize(out.find('\n', start));
  const std::size_t before = start == 0 ? column : 0;
  const auto is_too_long = [&] {
    return before + display_width(std::string_view(out).substr(start)) + 1 > width;
  };
  for (std::size_t gap = out.rfind(' '); is_too_long() && gap != std::string::npos && gap > start;
       gap = out.rfind(' ')) {
    out.resize(gap);
  }
  return out + "…";
}

std::vector<std::string> broken_name(std::string_view text, std::size_t width, std::size_t lines) {
  constexpr std::size_t least_width = 8;  // that has room for an indent
  std::vector<std::string> out;
  std::size_t indent = 0;
  while (display_width(text) > width - indent && out.size() + 1 < lines) {
    const std::size_t end = first_part(text, width - indent);
    std::string_view part = text.substr(0, end);
    while (part.ends_with(' ')) part.remove_suffix(1);
    out.push_back(std::string(indent, ' ') + std::string(part));
    text.remove_prefix(end);
    indent = width >= least_width ? 2 : 0;
  }
  out.push_back(std::string(indent, ' ') + elided(text, width - indent));
  return out;
}

std::string fitted(std::string_view text, std::size_t width) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (display_width(line) <= width) {
      out += line;
    } else {
      const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
      out += std::string(indent, ' ') + wrapped(line.substr(indent), indent, indent + 2, width);
    }
    if (end < text.size()) out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace cutpoint
