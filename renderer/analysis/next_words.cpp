#include "renderer/analysis/next_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "renderer/advice/first_change_words.hpp"
#include "renderer/analysis/journey_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_told_names = 4;

/// The point that nobody accepted and that costs most.
const PointStatement* worst_open_point(const Statements& statements) {
  for (const PointStatement& point : statements.points) {
    if (point.point->classification != SinglePointClass::accepted) return &point;
  }
  return nullptr;
}

const PromiseStatement* most_missed(const Statements& statements) {
  const PromiseStatement* most = nullptr;
  for (const JourneyStatement& journey : statements.journeys) {
    const PromiseStatement* slo = journey.slo();
    if (slo == nullptr || slo->verdict != TargetVerdict::missed) continue;
    if (most == nullptr || slo->gap > most->gap) most = slo;
  }
  return most;
}

std::string journeys_word(const RenderInput& input, const std::vector<JourneyId>& journeys) {
  const std::string names = journey_names(input.model, journeys);
  return names == "both" || names == "all" ? names + " journeys" : names;
}

std::string_view what_helps(const RenderInput& input, EventId event) {
  return input.function.events[event].kind == EventKind::failover
             ? "a faster or surer switch"
             : "a second one or a faster recovery";
}

/// "db, orders miss their objectives"; empty where none does.
std::string missed_objectives(const std::vector<RecoveredData>& all) {
  std::vector<std::string_view> names;
  for (const RecoveredData& data : all) {
    const bool misses =
        std::any_of(data.losses.begin(), data.losses.end(), [](const RecoveredData::Loss& loss) {
          return !loss.rpo.met.value_or(true) || !loss.rto.met.value_or(true);
        });
    if (misses) names.push_back(data.name);
  }
  if (names.empty()) return {};
  return fmt::format("{} {} of RPO or RTO", names_text(names, most_told_names),
                     names.size() == 1 ? "misses an objective" : "miss objectives");
}

/// A path is no line: what is longer is left to the reader.
std::string shown_file(const RenderInput& input) {
  constexpr std::size_t longest_path = 36;
  const std::string shown = visible(input.options.file_name);
  return shown.empty() || display_width(shown) > longest_path ? std::string("FILE") : shown;
}

}  // namespace

std::vector<std::string> next_words(const RenderInput& input, const Statements& statements,
                                    const std::vector<RecoveredData>& data) {
  const std::string file = shown_file(input);
  if (const FirstChange* first = input.options.first_change) {
    return {first_change_words(input.model, *first), after_first_change_words(*first, file)};
  }
  if (const std::string objectives = missed_objectives(data); !objectives.empty()) {
    return {fmt::format("{}: `cutpoint lint {}` says what each needs", objectives, file)};
  }
  std::vector<std::string> words;
  const PointStatement* point = worst_open_point(statements);
  if (point != nullptr && point->point->downtime_per_year > Duration()) {
    const std::string where = point->journeys.size() > 1
                                  ? fmt::format(" ({})", journeys_word(input, point->journeys))
                                  : "";
    words.push_back(fmt::format("{}: {} saves up to {} a year{}",
                                event_text(input, point->point->event),
                                what_helps(input, point->point->event),
                                to_human_text(point->point->downtime_per_year), where));
  }
  const PromiseStatement* missed = most_missed(statements);
  const bool has_target = std::any_of(statements.journeys.begin(), statements.journeys.end(),
                                      [](const auto& row) { return row.slo() != nullptr; });
  if (missed != nullptr) {
    words.push_back(fmt::format("`cutpoint improve {}` finds the cheapest way to {}", file,
                                stated_text(missed->target)));
  } else if (!has_target) {
    words.emplace_back("state an `slo` to have a verdict");
  }
  return words;
}

}  // namespace cutpoint
