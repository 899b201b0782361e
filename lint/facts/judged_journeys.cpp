#include "lint/facts/judged_journeys.hpp"

namespace cutpoint {

std::vector<JudgedJourney> judged_journeys(const LintSubject& subject) {
  std::vector<JudgedJourney> judged;
  for (const JourneyAnalysis& analysis : subject.analysis.journeys) {
    const Journey& journey = subject.model.journeys[analysis.journey];
    if (const auto target = target_of(journey)) judged.push_back({journey, analysis, *target});
  }
  return judged;
}

}  // namespace cutpoint
