// The report for design documents, read back.
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

/// Markdown with its escapes taken back.
std::string unescaped(std::string text) {
  for (const auto& [what, with] : std::vector<std::pair<std::string, std::string>>{
           {"&lt;", "<"}, {"&gt;", ">"}, {"&#64;", "@"}, {"&amp;", "&"}}) {
    text = replaced(text, what, with);
  }
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

std::vector<std::string> markdown_cells(const std::string& line) {
  std::vector<std::string> cells;
  if (line.empty() || line.front() != '|' || line.rfind("|---", 0) == 0) return cells;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size()) {
      cell += line[i++];
      cell += line[i];
    } else if (line[i] == '|') {
      cells.push_back(unescaped(trimmed(cell)));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return cells;
}

}  // namespace

SaidOfAll parsed_markdown(const RenderInput& input, const std::string& text) {
  SaidOfAll said;
  std::string heading;
  std::vector<std::string> columns;
  for (const std::string& line : lines_of(text)) {
    if (line.rfind("## ", 0) == 0) {
      heading = line.substr(3);
      columns.clear();
      continue;
    }
    if (heading == "Availability" && line.rfind("Next: ", 0) == 0) {
      said.next.insert(unescaped(line.substr(6, line.size() - 7)));
    }
    if (line.rfind("- ", 0) == 0) {
      const std::string item = unescaped(line.substr(2));
      const std::size_t colon = item.find(": ");
      if (heading == "Availability") {
        static const std::string uncertain = "uncertain, ";
        const std::string name = item.substr(0, colon);
        const std::string words = item.substr(colon + 2);
        if (words.rfind(uncertain, 0) == 0) {
          said.uncertain.insert(joined({name, words.substr(uncertain.size())}));
        } else if (words.rfind("planned downtime", 0) == 0) {
          said.planned.insert(joined({name, words}));
        } else {
          said.caveats.insert(joined({name, words}));
        }
      }
      if (item.rfind("not used: ", 0) == 0) said.unused.insert(item.substr(10));
      if (item.rfind("assumed (*): ", 0) == 0) said.assumed.insert(item.substr(13));
    }
    if (heading == "Redundancy in time" && line.rfind("Part of", 0) == 0) {
      CHECK(line == "Part of the availability above:");
    }
    const auto cells = markdown_cells(line);
    if (cells.empty()) continue;
    if (columns.empty()) {
      columns = cells;
      continue;
    }
    const auto cell = [&](const std::string& column) {
      const auto found = std::find(columns.begin(), columns.end(), column);
      return found == columns.end() ? std::string()
                                    : cells[static_cast<std::size_t>(found - columns.begin())];
    };
    if (heading == "Availability") {
      said.journeys.insert(joined({cells[0], cell("availability"), cell("method")}));
      for (const std::string kind : {"SLO", "SLA"}) {
        std::string words = cell(kind);
        if (words.empty() || words == "–") continue;
        const std::size_t mark = words.find(' ');
        words = words.substr(0, words.find(" ("));
        said.promises.insert(
            joined({cells[0], kind, words.substr(0, mark), words.substr(mark + 1)}));
      }
    } else if (heading == "Single points of failure") {
      const std::string path = cell("path");
      const std::string word = cell("class");
      const std::string of = cell("of").empty() ? path.substr(0, path.find(" → ")) : cell("of");
      for (const std::string& name : journeys_named(input, of)) {
        said.points.insert(
            joined({name, cells[0], word.rfind("accepted", 0) == 0 ? "accepted" : word,
                    cell("down a year")}));
      }
    } else if (heading == "Data") {
      const std::string scope = cells[1].substr(0, cells[1].find(' '));
      said.data.insert(joined({cells[0], scope, cells[2], cells[3]}));
    } else if (heading == "Disaster recovery") {
      said.sites.insert(joined({cells[0], cells[2], cells[3]}));
    } else if (heading == "Redundancy in time") {
      said.groups.insert(joined({cells[0], cells[1], cell("remark")}));
    } else if (heading == "Behind redundancy") {
      said.defeated.insert(joined({cells[1], cells[2]}));
    }
  }
  if (said.assumed.empty()) said.assumed.insert("");
  return said;
}

}  // namespace cutpoint::testing
