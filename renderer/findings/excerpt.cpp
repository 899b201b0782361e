#include "renderer/findings/excerpt.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "model/base/passwords.hpp"

namespace cutpoint {

namespace {

/// What stands from `begin` to `end`. Addresses that begin far before are not looked for, as a line
/// may be megabytes.
std::string shown_part(std::string_view whole_line, std::size_t begin, std::size_t end) {
  constexpr std::size_t longest_address = 1024;
  const std::size_t from = begin > longest_address ? begin - longest_address : 0;
  return without_passwords(whole_line.substr(from, end + longest_address - from))
      .substr(begin - from, end - begin);
}

}  // namespace

std::string place_text(const SourceSpan& span, const SourceFiles& sources) {
  if (!span.file.valid()) return {};
  if (!span.known()) return visible(sources.name(span.file));
  return fmt::format("{}:{}:{}", visible(sources.name(span.file)), span.line,
                     sources.display_column(span));
}

std::string excerpt(const SourceSpan& span, const SourceFiles& sources, const Painter& paint,
                    Style style, std::size_t width) {
  constexpr std::size_t widest = 100;
  const std::size_t margins = std::to_string(span.line).size() + 6;  // gutter and marks of cuts
  const std::size_t window = width > margins ? std::min(widest, width - margins) : widest;
  const std::string_view line = sources.line(span.file, span.line);
  std::size_t start = std::min<std::size_t>(span.column > 0 ? span.column - 1 : 0, line.size());
  std::size_t from = 0;
  const auto is_inside = [&](std::size_t at) {
    return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U;
  };
  if (start > window / 2) from = start - window / 2;
  while (from > 0 && is_inside(from)) --from;
  std::size_t to = std::min(line.size(), from + window);
  while (to < line.size() && is_inside(to)) ++to;
  while (start > from && is_inside(start)) --start;
  std::size_t end = std::min(to, start + std::max<std::size_t>(1, span.length));
  while (end < to && is_inside(end)) ++end;
  const std::string shown = shown_part(line, from, to);
  const std::string before = visible(shown.substr(0, start - from));
  const std::string marked = visible(shown.substr(start - from, end - start));
  const std::string after = visible(shown.substr(end - from));
  const std::string lead = from > 0 ? "…" : "";
  const std::string number = std::to_string(span.line);
  const std::string margin(number.size(), ' ');
  const std::string gutter = paint(Style::dim, "|");
  std::string out = fmt::format(" {} {}\n", margin, gutter);
  out += fmt::format(" {} {} {}{}{}{}{}\n", paint(Style::dim, number), gutter, lead, before, marked,
                     after, to < line.size() ? "…" : "");
  out +=
      fmt::format(" {} {} {}{}\n", margin, gutter, std::string(display_width(lead + before), ' '),
                  paint(style, std::string(std::max<std::size_t>(1, display_width(marked)), '^')));
  return out;
}

}  // namespace cutpoint
