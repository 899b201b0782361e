// The report for terminals, read back.
#include <algorithm>
#include <regex>
#include <sstream>

#include <fmt/format.h>

#include "renderer/statements/statement_words.hpp"
#include "tests/renderer/statements/said.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing {

namespace {

/// Cells of a row of aligned columns, between which two blanks stand at least.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  static const std::regex gap("  +");
  const std::string text = trimmed(line);
  for (std::sregex_token_iterator at(text.begin(), text.end(), gap, -1), end; at != end; ++at) {
    cells.push_back(*at);
  }
  return cells;
}

/// The lines of one section of the terminal report.
std::vector<std::string> section_of(const std::string& text, const std::string& name) {
  std::vector<std::string> found;
  bool inside = false;
  for (const std::string& line : lines_of(text)) {
    if (!line.empty() && line.front() != ' ')
      inside = line == name;
    else if (inside)
      found.push_back(line);
  }
  return found;
}

std::string class_of_mark(const std::string& mark) {
  if (mark == "✗") return "full";
  return mark == "~" ? "partial" : "accepted";
}

/// The first screen: a row a journey, and lines with "!".
void read_first_screen(const RenderInput& input, const std::string& text, SaidOfAll& said) {
  std::vector<std::string> names;
  for (const Journey& journey : input.model.journeys) names.push_back(journey.name);
  bool is_uncertain = false;
  for (const std::string& line : lines_of(text)) {
    if (line == "journeys") break;
    if (line.rfind("  ! ", 0) == 0) {
      const std::string caveat = line.substr(4);
      const std::size_t colon = caveat.find(": ");
      const bool names_journeys = colon != std::string::npos &&
                                  std::any_of(names.begin(), names.end(), [&](const auto& name) {
                                    return caveat.rfind(name, 0) == 0;
                                  });
      for (const std::string& name : names) {
        const bool is_of = !names_journeys || has(caveat.substr(0, colon), name) ||
                           caveat.rfind("both: ", 0) == 0 || caveat.rfind("all: ", 0) == 0;
        if (is_of) {
          said.caveats.insert(joined({name, names_journeys ? caveat.substr(colon + 2) : caveat}));
        }
      }
      continue;
    }
    const std::string words = trimmed(line);
    if (line.rfind("  Uncertain ", 0) == 0) is_uncertain = true;
    if (is_uncertain && has(line, " trials")) {
      const std::string row = trimmed(replaced(words, "Uncertain ", ""));
      const std::size_t colon = row.find(": ");
      said.uncertain.insert(joined({row.substr(0, colon), row.substr(colon + 2)}));
      continue;
    }
    if (const std::size_t at = words.find(": planned downtime "); at != std::string::npos) {
      said.planned.insert(joined({words.substr(0, at), words.substr(at + 2)}));
      continue;
    }
    if (line.rfind("  Next ", 0) == 0) said.next.insert(trimmed(line.substr(7)));
    if (line.rfind("  Not used ", 0) == 0) said.unused.insert(trimmed(line.substr(11)));
    const auto cells = cells_of(line);
    if (cells.size() < 4 || std::find(names.begin(), names.end(), cells[0]) == names.end())
      continue;
    if (line.rfind("  " + cells[0] + "  ", 0) != 0) continue;
    said.journeys.insert(joined({cells[0], cells[1], cells.back()}));
  }
}

}  // namespace

SaidOfAll parsed_first_screen(const RenderInput& input, const std::string& text) {
  SaidOfAll said;
  read_first_screen(input, text, said);
  return said;
}

SaidOfAll parsed_text(const RenderInput& input, const std::string& text) {
  SaidOfAll said;
  read_first_screen(input, text, said);
  std::string journey = input.model.journeys.begin()->name;
  // "  name   99.9 %   …" starts a journey, "    SLO over 30 d: meets …; …" is a promise.
  static const std::regex promise("^    (SLO|SLA) over [^:]*: (.*)$");
  for (const std::string& line : section_of(text, "journeys")) {
    std::smatch match;
    if (std::regex_match(line, match, promise)) {
      std::string words = match[2];
      words = words.substr(0, words.find(';'));
      const std::size_t planned = words.rfind(" of it planned");
      if (planned != std::string::npos) words = words.substr(0, words.rfind(", "));
      const std::string mark = words.rfind("meets", 0) == 0    ? "✓"
                               : words.rfind("misses", 0) == 0 ? "✗"
                                                               : "?";
      said.promises.insert(joined({journey, match[1], mark, words}));
    } else if (line.rfind("    ", 0) != 0 && line.rfind("  ", 0) == 0) {
      journey = line.substr(2, line.find("   ", 2) - 2);
    }
  }
  const bool is_one = input.model.journeys.size() == 1;
  for (const std::string& line : section_of(text, "points")) {
    const auto cells = cells_of(line);
    if (cells.size() > 5 && (cells[0] == "✗" || cells[0] == "~" || cells[0] == "○")) {
      const std::string of = is_one ? input.model.journeys.begin()->name : cells[5];
      for (const std::string& name : journeys_named(input, of)) {
        said.points.insert(joined({name, cells[1], class_of_mark(cells[0]), cells[3]}));
      }
    }
  }
  std::string data;
  bool is_site = false;
  for (const std::string& line : section_of(text, "data")) {
    auto cells = cells_of(line);
    if (line.rfind("  Disaster recovery", 0) == 0) is_site = true;
    if (line == "  Data") is_site = false;
    if (cells.size() < 4 || cells[0] == "strategy" || cells[0] == "lost with") continue;
    if (is_site) {
      said.sites.insert(joined({cells[0], cells[2], cells[3]}));
      continue;
    }
    if (line[2] != ' ') {
      data = cells[0];
      cells.erase(cells.begin());
    }
    const std::string scope = cells[0].substr(0, cells[0].find(' '));
    said.data.insert(joined({data, scope, cells[1], cells[2]}));
  }
  for (const std::string& line : section_of(text, "figures")) {
    static const std::string label = "  Assumed figures * ";
    if (line.rfind(label, 0) != 0) continue;
    const std::string rest = line.substr(label.size());
    said.assumed.insert(rest.substr(0, rest.rfind("; set figures")));
  }
  if (said.assumed.empty()) said.assumed.insert("");
  bool is_defeated = false;
  for (const std::string& line : section_of(text, "redundancy")) {
    if (line == "  Behind redundancy") is_defeated = true;
    if (line.rfind("  Redundancy in time", 0) == 0) {
      is_defeated = false;
      CHECK(line == fmt::format("  Redundancy in time ({})", counted_in_availability));
    }
    if (is_defeated && line.rfind("    ", 0) == 0) {
      const std::size_t alone = line.find(" alone defeat");
      const std::string what = line.substr(line.find("the redundancy", alone));
      std::istringstream events(replaced(line.substr(4, alone - 4), ", ", "\n"));
      for (std::string event; std::getline(events, event);) {
        said.defeated.insert(joined({event, what}));
      }
      continue;
    }
    const auto cells = cells_of(line);
    if (is_defeated || cells.size() < 7 || cells[0] == "down a year") continue;
    said.groups.insert(joined({cells[0], cells[1], cells.size() > 7 ? cells[7] : ""}));
  }
  return said;
}

}  // namespace cutpoint::testing
