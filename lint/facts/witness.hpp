/// Lines of proof: paths, lists of names and figures, as plain text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/subject.hpp"

namespace cutpoint {

/// "classify → api → vm-1"
[[nodiscard]] std::string path_of(const LintSubject& subject, JourneyId journey,
                                  const FailurePath& path);
/// "api → vm-1"
[[nodiscard]] std::string path_of(const LintSubject& subject, const FailurePath& path);
/// "path: classify → api → vm-1" for the first few journeys that the component stops.
void add_paths(const LintSubject& subject, ComponentId id, RuleFinding& finding);

/// "a, b, c and 4 more"
[[nodiscard]] std::string names_of(const LintSubject& subject, const std::vector<ComponentId>& ids,
                                   std::size_t most = 5);
/// "`checkout`", "`checkout` and 2 more journeys"
[[nodiscard]] std::string journeys_of(const LintSubject& subject,
                                      const std::vector<JourneyId>& journeys);
/// "36 outages a year", "0.5 outages a year"
[[nodiscard]] std::string outages_of(std::optional<double> per_year);
/// "down 3 d 1 h a year by itself, 36 outages a year (assumed figures)"
[[nodiscard]] std::string downtime_of(const SinglePoint& point, bool assumed);
/// What would narrow an interval that holds a target: "`cutpoint simulate --precision 1%` may
/// decide it".
[[nodiscard]] std::string what_decides(Method method);

}  // namespace cutpoint
