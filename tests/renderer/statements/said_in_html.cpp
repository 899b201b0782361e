// The page, read back.
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

/// HTML without tags; what stands between them, one piece a line.
std::string plain(std::string html) {
  html = std::regex_replace(html, std::regex("<[^>]*>"), "");
  for (const auto& [what, with] :
       std::vector<std::pair<std::string, std::string>>{{"&lt;", "<"},
                                                        {"&gt;", ">"},
                                                        {"&quot;", "\""},
                                                        {"&#39;", "'"},
                                                        {"&amp;", "&"},
                                                        {"\u00A0*", " *"}}) {
    html = replaced(html, what, with);
  }
  return trimmed(html);
}

std::vector<std::string> between(const std::string& text, const std::string& start,
                                 const std::string& end) {
  std::vector<std::string> pieces;
  for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at)) {
    at += start.size();
    const std::size_t stop = std::min(text.find(end, at), text.size());
    pieces.push_back(text.substr(at, stop - at));
    at = stop;
  }
  return pieces;
}

/// From each journey's details to the next, or to the end of the section.
std::vector<std::string> journeys_in(const std::string& html) {
  const std::string start = "<details class=\"journey\"";
  std::vector<std::string> pieces;
  for (std::size_t at = html.find(start); at != std::string::npos;) {
    const std::size_t next = html.find(start, at + start.size());
    const std::size_t end = std::min(html.find("</section>", at), next);
    pieces.push_back(html.substr(at, end - at));
    at = next;
  }
  return pieces;
}

std::vector<std::string> html_cells(const std::string& row) {
  std::vector<std::string> cells;
  static const std::regex cell("<t[dh][^>]*>(.*?)</t[dh]>");
  for (std::sregex_iterator at(row.begin(), row.end(), cell), end; at != end; ++at) {
    cells.push_back((*at)[1]);
  }
  return cells;
}

std::string without_note(const std::string& cell) {
  return plain(cell.substr(0, cell.find("<small")));
}

std::string note_of(const std::string& cell) {
  const auto notes = between(cell, "<small>", "</small>");
  return notes.empty() ? "" : plain(notes.front());
}

/// Whose row it is: the one that heads it, and those that it stands for beside.
std::vector<std::string> data_of_row(const std::string& cell) {
  std::vector<std::string> names = {without_note(cell)};
  const std::string also = "data-also=\"";
  if (const std::size_t at = cell.find(also); at != std::string::npos) {
    const std::size_t from = at + also.size();
    std::string others = plain(cell.substr(from, cell.find('"', from) - from));
    for (std::size_t next = 0; next != std::string::npos;) {
      next = others.find(" + ");
      names.push_back(others.substr(0, next));
      if (next != std::string::npos) others.erase(0, next + std::string(" + ").size());
    }
  }
  return names;
}

}  // namespace

SaidOfAll parsed_html(const RenderInput& input, const std::string& html) {
  SaidOfAll said;
  for (const std::string& card : between(html, "<article class=\"card\">", "</article>")) {
    const std::string name = plain(between(card, "<h3>", "<span").front());
    const std::string head = between(card, "<p class=\"headline", "</p>").front();
    const std::string right = plain(between(head, "<span>", "</span>").front());
    said.journeys.insert(joined(
        {name, plain(between(head, "<b>", "</b>").front()), right.substr(right.rfind("· ") + 3)}));
    for (const std::string& promise : between(card, "<p class=\"promise\">", "</p>")) {
      const std::string words = plain(promise.substr(promise.find("<span")));
      const std::size_t mark = words.find(' ');
      said.promises.insert(joined({name, plain(between(promise, "<b>", "</b>").front()),
                                   words.substr(0, mark), words.substr(mark + 1)}));
    }
    for (const std::string& words : between(card, "<p class=\"planned\">", "</p>")) {
      said.planned.insert(joined({name, plain(words)}));
    }
    for (const std::string& words : between(card, "<p class=\"uncertain\">uncertain, ", "</p>")) {
      said.uncertain.insert(joined({name, plain(words)}));
    }
    for (const std::string& caveat : between(card, "<p class=\"caveat", "</p>")) {
      said.caveats.insert(joined({name, plain("<" + caveat)}));
    }
  }
  for (const std::string& next : between(html, "<p class=\"next\">Next: ", "</p>")) {
    // Names are bold, and commands code, where they stand in backquotes elsewhere.
    said.next.insert(plain(std::regex_replace(next, std::regex("</?(b|code)>"), "`")));
  }
  for (const std::string& table : between(html, "<table", "</table>")) {
    if (!has(table, "Single points of failure of several journeys")) continue;
    for (const std::string& row : between(table, "<tr>", "</tr>")) {
      const auto cells = html_cells(row);
      if (cells.empty() || plain(cells[0]) == "event") continue;
      const std::string word = without_note(cells[2]);
      for (const std::string& name : journeys_named(input, plain(cells[6]))) {
        said.points.insert(joined(
            {name, without_note(cells[0]), word.substr(word.find(' ') + 1), plain(cells[3])}));
      }
    }
  }
  // Tables inside of a journey are folded by themselves.
  for (const std::string& details : journeys_in(html)) {
    const std::string name = plain(between(details, "<h3>", "</h3>").front());
    for (const std::string& table : between(details, "<table", "</table>")) {
      const bool is_points = has(table, "Single points of failure, by");
      const bool is_defeated = has(table, "Behind redundancy");
      if (!is_points && !is_defeated) continue;
      for (const std::string& row : between(table, "<tr>", "</tr>")) {
        const auto cells = html_cells(row);
        if (cells.empty() || plain(cells[0]) == "event" || plain(cells[0]) == "redundancy")
          continue;
        if (is_points) {
          const std::string word = without_note(cells[2]);
          said.points.insert(joined(
              {name, without_note(cells[0]), word.substr(word.find(' ') + 1), plain(cells[3])}));
        } else {
          std::istringstream events(replaced(plain(cells[1]), ", ", "\n"));
          for (std::string event; std::getline(events, event);) {
            said.defeated.insert(joined({event, plain(cells[0])}));
          }
        }
      }
    }
  }
  const auto section = [&html](const std::string& id) {
    const auto found = between(html, "<section id=\"" + id + "\">", "</section>");
    return found.empty() ? std::string() : found.front();
  };
  for (const std::string& table : between(section("recovery"), "<table", "</table>")) {
    const bool is_site = has(table, "Disaster recovery");
    std::vector<std::string> columns;
    for (const std::string& row : between(table, "<tr>", "</tr>")) {
      const auto cells = html_cells(row);
      if (columns.empty()) {
        for (const std::string& cell : cells) columns.push_back(plain(cell));
        continue;
      }
      if (is_site) {
        said.sites.insert(
            joined({without_note(cells[0]), without_note(cells[2]), without_note(cells[3])}));
        continue;
      }
      for (std::size_t i = 2; i + 1 < cells.size(); ++i) {
        const std::string cell = cells[i];
        if (plain(cell).rfind("RPO ", 0) != 0) continue;
        const std::string rpo = plain(cell.substr(0, cell.find("<br>"))).substr(4);
        const std::string after = cell.substr(cell.find("<br>"));
        for (const std::string& name : data_of_row(cells[0])) {
          said.data.insert(joined({name, columns[i], rpo, without_note(after).substr(4)}));
        }
      }
    }
  }
  for (const std::string& row : between(section("redundancy"), "<tr>", "</tr>")) {
    const auto cells = html_cells(row);
    if (cells.size() < 2 || plain(cells[0]) == "group") continue;
    said.groups.insert(joined({without_note(cells[0]), plain(cells[1]), note_of(cells[0])}));
  }
  if (!section("redundancy").empty()) {
    CHECK(has(section("redundancy"), std::string(counted_in_availability)));
  }
  for (const std::string& words : between(html, "<dt>Not used</dt><dd>", "</dd>")) {
    said.unused.insert(plain(words));
  }
  static const std::string assumed = "or measure with cutpoint observe: ";
  const std::string figures = plain(section("figures"));
  const std::size_t at = figures.find(assumed);
  if (at == std::string::npos) {
    said.assumed.insert("");
  } else {
    const std::string rest = figures.substr(at + assumed.size());
    const std::size_t end = rest.find(".Figures that went in");
    said.assumed.insert(rest.substr(0, end == std::string::npos ? rest.find(".\n") : end));
  }
  return said;
}

}  // namespace cutpoint::testing
