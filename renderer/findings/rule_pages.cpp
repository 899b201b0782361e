// The rule table as people and programs read it.
#include <algorithm>

#include <fmt/format.h>

#include "cutpoint/finding_formats.hpp"
#include "renderer/writing/json_values.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

/// Paragraph text in lines of at most `width` columns.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
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

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// Four marks, as Markdown examples hold fences of three themselves.
std::string fenced(std::string_view example) {
  return fmt::format("````{}\n{}````\n", is_markdown_example(example) ? "markdown" : "yaml",
                     example);
}

}  // namespace

std::string render_rules_text() {
  // Never elided: half a sentence explains nothing.
  constexpr std::size_t whole = 200;
  TextTable table(
      {{"code"}, {"rule"}, {"severity"}, {"what it finds", TextTable::Align::left, whole}});
  for (const Rule* rule : rules()) {
    table.add({{std::string(rule->code)},
               {std::string(rule->slug)},
               {std::string(name_of(rule->severity))},
               {std::string(rule->summary)}});
  }
  return table.text(0, Painter(false));
}

std::string render_rules_json() {
  OrderedJson rows = OrderedJson::array();
  for (const Rule* rule : rules()) {
    rows.push_back({{"code", rule->code},
                    {"rule", rule->slug},
                    {"severity", name_of(rule->severity)},
                    {"summary", rule->summary},
                    {"what", rule->what},
                    {"why", rule->why},
                    {"fix", rule->fix},
                    {"good", rule->good},
                    {"bad", rule->bad}});
  }
  return rows.dump(2) + "\n";
}

std::string render_rules_markdown() {
  std::string page =
      "# Lint rules\n\nGenerated from the rule table (`cutpoint rules --format markdown`). A rule "
      "is named by its code\nor its slug, in options, in `.cutpoint.yaml` and in `accept`.\n\n"
      "| code | rule | severity | what it finds |\n|---|---|---|---|\n";
  for (const Rule* rule : rules()) {
    page += fmt::format("| {0} | [{1}](#{2}-{1}) | {3} | {4} |\n", rule->code, rule->slug,
                        lower_case(rule->code), name_of(rule->severity), rule->summary);
  }
  for (const Rule* rule : rules()) {
    page += fmt::format(
        "\n## {} {}\n\nSeverity: {}. Finds {}.\n\n{}\n\n**Why it matters.** {}\n\n**How to mend "
        "it.** {}\n\nIt speaks here:\n\n{}\nand says nothing here:\n\n{}",
        rule->code, rule->slug, name_of(rule->severity), rule->summary, rule->what, rule->why,
        rule->fix, fenced(rule->bad), fenced(rule->good));
  }
  return page;
}

std::string render_rule_text(const Rule& rule, bool colour, std::size_t width) {
  const Painter paint(colour);
  const std::size_t room = std::clamp<std::size_t>(width, 40, 100);
  std::string out =
      fmt::format("{}  {}  {}\n", paint(Style::bold, rule.code), paint(Style::bold, rule.slug),
                  paint(Style::dim, name_of(rule.severity)));
  out += wrapped(rule.summary, 0, room) + '\n' + wrapped(rule.what, 2, room);
  const auto section = [&](std::string_view title, std::string_view text) {
    out += fmt::format("\n{}\n", paint(Style::bold, title)) + wrapped(text, 2, room);
  };
  section("Why it matters", rule.why);
  section("How to mend it", rule.fix);
  out += fmt::format("\n{}\n", paint(Style::bold, "It speaks here")) + indented(rule.bad, 2);
  out +=
      fmt::format("\n{}\n", paint(Style::bold, "and says nothing here")) + indented(rule.good, 2);
  return out;
}

}  // namespace cutpoint
