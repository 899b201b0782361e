#include "tests/renderer/statements/said.hpp"

#include <sstream>

#include <fmt/format.h>

#include "renderer/analysis/disaster_table.hpp"
#include "renderer/analysis/next_words.hpp"
#include "renderer/analysis/recovery_table.hpp"
#include "renderer/analysis/redundancy_table.hpp"
#include "renderer/analysis/report_overview.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint::testing {

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, " | "));
}

std::vector<std::string> journeys_named(const RenderInput& input, const std::string& words) {
  std::vector<std::string> names;
  if (words == "both" || words == "all") {
    for (const Journey& journey : input.model.journeys) names.push_back(journey.name);
    return names;
  }
  std::istringstream stream(replaced(words, ", ", "\n"));
  for (std::string name; std::getline(stream, name);) names.push_back(name);
  return names;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string trimmed(std::string text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

SaidOfAll said_by_values(const RenderInput& input) {
  SaidOfAll all;
  const Statements statements = statements_of(input);
  for (const JourneyStatement& journey : statements.journeys) {
    const std::string name = input.model.journeys[journey.journey].name;
    all.journeys.insert(
        joined({name, availability_text(*journey.analysis), std::string(name_of(journey.method))}));
    for (const PromiseStatement& promise : journey.promises) {
      all.promises.insert(joined({name, std::string(name_of(promise.kind)),
                                  mark_of(promise.verdict), promise_words(promise)}));
    }
    for (const Caveat& caveat : journey.caveats) {
      all.caveats.insert(joined({name, caveat_words(input, caveat)}));
    }
    if (journey.uncertain) {
      all.uncertain.insert(joined({name, uncertain_words(*journey.uncertain)}));
    }
    if (journey.planned > Duration()) {
      all.planned.insert(joined({name, planned_words(journey.planned)}));
    }
    for (const SinglePoint& point : journey.analysis->single_points) {
      const BasicEvent& event = input.function.events[point.event];
      all.points.insert(joined({name, event.name + (event.assumed ? " *" : ""),
                                std::string(name_of(point.classification)),
                                to_human_text(point.downtime_per_year)}));
    }
  }
  for (const RecoveredData& data : recovery_table(input)) {
    for (const RecoveredData::Loss& loss : data.losses) {
      all.data.insert(
          joined({data.name, std::string(name_of(loss.scope)), loss.rpo.text, loss.rto.text}));
    }
  }
  for (const ResultTable::Row& row : disaster_table(input).rows) {
    all.sites.insert(joined({row.cells[0].text, row.cells[2].text, row.cells[3].text}));
  }
  for (const ResultTable::Row& row : redundancy_table(input).rows) {
    all.groups.insert(joined({row.cells[0].text, row.cells[1].text, row.remark}));
  }
  all.assumed.insert(
      assumptions_text(input, statements.assumptions, statements.assumptions.size()));
  if (!statements.unused.empty()) {
    all.unused.insert(unused_text(input, statements.unused, statements.unused.size()));
  }
  for (const DefeatedGroup& row : statements.defeated) {
    for (const EventId event : row.by) {
      all.defeated.insert(
          joined({input.function.events[event].name, redundancy_words(input, row.group)}));
    }
  }
  if (input.model.form.has_figures) {
    const auto next = next_words(input, statements, worst_data_first(input));
    if (!next.empty()) all.next.insert(next.front());
  }
  return all;
}

}  // namespace cutpoint::testing
