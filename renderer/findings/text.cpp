// Findings for a terminal, four lines each at most: what, where, why, what to do.
#include <algorithm>

#include <fmt/format.h>

#include "model/base/passwords.hpp"
#include "renderer/findings/excerpt.hpp"
#include "renderer/findings/finding_text.hpp"
#include "renderer/findings/severity_words.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

/// The line that it is about, without its indentation.
std::string source_line(const Finding& finding, const SourceFiles& sources, std::size_t room) {
  constexpr std::size_t widest = 72;
  constexpr std::size_t worth_showing = 12;
  constexpr std::size_t most_looked_at = 600;  // bytes
  if (!finding.span.known() || room < worth_showing) return {};
  std::string_view line = sources.line(finding.span.file, finding.span.line);
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  // Of a line that is a whole document no more is looked at than can be shown.
  std::size_t looked_at = std::min(line.size(), most_looked_at);
  while (looked_at < line.size() && (static_cast<unsigned char>(line[looked_at]) & 0xC0U) == 0x80U)
    ++looked_at;
  line = line.substr(0, looked_at);
  return elided(visible(without_passwords(line)), std::min(widest, room));
}

/// The first reason, and how many more there are.
std::string reason_text(const Finding& finding, const SourceFiles& sources) {
  std::size_t count = finding.witness.size() + finding.notes.size();
  if (count == 0) return {};
  std::string text = finding.witness.empty()
                         ? fmt::format("{}: {}", place_text(finding.notes.front().span, sources),
                                       visible(finding.notes.front().message))
                         : visible(finding.witness.front());
  if (--count > 0) text += fmt::format(" ({} more: --format full)", count);
  return text;
}

constexpr std::size_t most_finding_lines = 4;
constexpr std::size_t most_heading_lines = 2;

std::size_t lines_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// The name of the rule gives way to its code where that saves a line.
std::string short_heading(const Finding& finding, const FindingPage& page, bool& left_out) {
  const auto heading = [&](const std::string& rule, std::size_t lines) {
    const std::string head = fmt::format("{}[{}]:", name_of(finding.severity), visible(rule));
    return page.paint(words_for(finding.severity).style, head) + ' ' +
           page.paint(Style::bold, wrapped_within(lines, visible(finding.message),
                                                  display_width(head) + 1, 4, page.width)) +
           '\n';
  };
  std::string whole = heading(rule_name(finding), std::string::npos);
  if (lines_in(whole) > 1) whole = heading(rule_id(finding), std::string::npos);
  if (lines_in(whole) <= most_heading_lines) return whole;
  left_out = true;
  return heading(rule_id(finding), most_heading_lines);
}

std::string place_line(const Finding& finding, const FindingPage& page) {
  const std::string place = place_text(finding.span, page.sources);
  if (place.empty()) return {};
  constexpr std::size_t around = 9;  // arrow and gaps
  const std::size_t taken = around + display_width(place);
  const std::string line =
      source_line(finding, page.sources, page.width - std::min(page.width, taken));
  return fmt::format("  {} {}{}\n", page.paint(Style::dim, "-->"), place,
                     line.empty() ? "" : page.paint(Style::dim, "   " + line));
}

/// What and where always, what to do as far as it has room, why where all has; the rest is left to
/// the full format, and `left_out` is set.
std::string short_finding(const Finding& finding, const FindingPage& page, bool& left_out) {
  std::string out = short_heading(finding, page, left_out) + place_line(finding, page);
  const std::string reason = reason_text(finding, page.sources);
  const std::string why =
      reason.empty() ? std::string() : labelled_line(Style::dim, "·", reason, page);
  const std::string help = help_line(finding, page);
  const std::size_t room = most_finding_lines - lines_in(out);
  if (lines_in(why) + lines_in(help) <= room) return out + why + help;
  left_out = true;
  return help.empty()
             ? out + labelled_line(Style::dim, "·", reason, page, room)
             : out + labelled_line(Style::green, "help:", visible(finding.help), page, room);
}

Rendered render_text_findings(const FindingReport& report) {
  bool left_out = false;
  std::string out =
      told_findings(report, [&left_out](const Finding& finding, const FindingPage& page) {
        return short_finding(finding, page, left_out);
      });
  return left_out ? out + "`--format full` shows each of them whole\n" : out;
}

}  // namespace

const Format<FindingReport>& text_finding_format() {
  static const Format<FindingReport> format{
      {"text", "for people: what, where, why and what to do", Medium::terminal},
      render_text_findings};
  return format;
}

}  // namespace cutpoint
