#include "renderer/analysis/broken_promises.hpp"

#include <fmt/format.h>

#include "renderer/analysis/recovery_table.hpp"
#include "renderer/statements/statement_words.hpp"

namespace cutpoint {

namespace {

void add_journeys(const RenderInput& input, BrokenPromises& found) {
  for (const JourneyStatement& journey : statements_of(input).journeys) {
    for (const PromiseStatement& promise : journey.promises) {
      if (promise.verdict == TargetVerdict::met) continue;
      auto& lines = promise.verdict == TargetVerdict::missed ? found.missed : found.undecided;
      lines.push_back(fmt::format("{}: {} {}", visible(input.model.journeys[journey.journey].name),
                                  name_of(promise.kind), promise_words(promise)));
    }
  }
}

/// A time that is not stated decides nothing where an objective is.
void add_objective(const std::string& subject, std::string_view of, Duration at_most,
                   const JudgedTime& time, BrokenPromises& found) {
  if (time.met && *time.met) return;
  const std::string line =
      fmt::format("{}: {} {}, at most {}", subject, of, time.text, to_human_text(at_most));
  (time.met ? found.missed : found.undecided).push_back(line);
}

void add_data(const RenderInput& input, BrokenPromises& found) {
  for (const RecoveredData& data : recovery_table(input)) {
    for (const RecoveredData::Objective& objective : data.objectives) {
      for (const RecoveredData::Loss& loss : data.losses) {
        add_objective(fmt::format("{} lost with {}", visible(data.name), visible(loss.lost_with)),
                      objective.of, objective.at_most, objective.of == "RPO" ? loss.rpo : loss.rto,
                      found);
      }
    }
  }
}

void add_sites(const RenderInput& input, BrokenPromises& found) {
  for (const DisasterRecovery& site : input.analysis.disasters) {
    const std::string subject = "site of " + visible(site.primary);
    if (site.rpo_objective) {
      add_objective(subject, "RPO", *site.rpo_objective,
                    judged_time(site.rpo, site.rpo_met(), "everything"), found);
    }
    if (site.rto_objective) {
      add_objective(subject, "RTO", *site.rto_objective,
                    judged_time(site.rto, site.rto_met(), "never"), found);
    }
  }
}

}  // namespace

BrokenPromises broken_promises(const RenderInput& input) {
  BrokenPromises found;
  add_journeys(input, found);
  add_data(input, found);
  add_sites(input, found);
  return found;
}

}  // namespace cutpoint
