// One rule with all that is known of it.
#include <algorithm>

#include <fmt/format.h>

#include "renderer/findings/finding_formats.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

/// Paragraph text in lines of at most `width` columns.
std::string wrapped_paragraph(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  std::string line(indent, ' ');
  std::size_t used = indent;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    const std::size_t needed = display_width(word);
    if (used > indent && used + 1 + needed > width) {
      out += line + '\n';
      line.assign(indent, ' ');
      used = indent;
    }
    if (used > indent) {
      line += ' ';
      ++used;
    }
    line += word;
    used += needed;
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return out + line + '\n';
}

std::string indented(std::string_view text, std::size_t indent) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += std::string(indent, ' ') + std::string(text.substr(0, end)) + '\n';
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return out;
}

}  // namespace

std::string render_rule_text(const Rule& rule, bool colour, std::size_t width) {
  const Painter paint(colour);
  const std::size_t room = std::clamp<std::size_t>(width, 40, 100);
  std::string out =
      fmt::format("{}  {}  {}\n", paint(Style::bold, rule.code), paint(Style::bold, rule.slug),
                  paint(Style::dim, name_of(rule.severity)));
  out += wrapped_paragraph(rule.summary, 0, room) + '\n' + wrapped_paragraph(rule.what, 2, room);
  const auto section = [&](std::string_view title, std::string_view text) {
    out += fmt::format("\n{}\n", paint(Style::bold, title)) + wrapped_paragraph(text, 2, room);
  };
  section("Why it matters", rule.why);
  section("How to mend it", rule.fix);
  out += fmt::format("\n{}\n", paint(Style::bold, "It speaks here")) + indented(rule.bad, 2);
  out +=
      fmt::format("\n{}\n", paint(Style::bold, "and says nothing here")) + indented(rule.good, 2);
  return out;
}

}  // namespace cutpoint
