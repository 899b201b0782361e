#include "lint/facts/witness.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace cutpoint {

std::string path_of(const LintSubject& subject, JourneyId journey, const FailurePath& path) {
  const std::string& name = subject.model.journeys[journey].name;
  return path.steps.empty() ? name : name + " → " + path_of(subject, path);
}

std::string path_of(const LintSubject& subject, const FailurePath& path) {
  std::string text;
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    if (i > 0) text += " → ";
    if (path.omitted > 0 && i == FailurePath::kept_at_each_end) {
      text += fmt::format("({} more) → ", path.omitted);
    }
    text += subject.name(path.steps[i]);
  }
  return text;
}

void add_paths(const LintSubject& subject, ComponentId id, RuleFinding& finding) {
  constexpr std::size_t most = 3;
  const auto& stops = subject.stops(id);
  for (std::size_t i = 0; i < stops.size() && i < most; ++i) {
    finding.witness.push_back("path: " + path_of(subject, stops[i].journey, stops[i].point->path));
  }
  if (stops.size() > most) {
    finding.witness.push_back(fmt::format("and so for {} more journeys", stops.size() - most));
  }
}

std::string names_of(const LintSubject& subject, const std::vector<ComponentId>& ids,
                     std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < ids.size() && i < most; ++i) {
    if (i > 0) text += ", ";
    text += subject.name(ids[i]);
  }
  if (ids.size() > most) text += fmt::format(" and {} more", ids.size() - most);
  return text;
}

std::string journeys_of(const LintSubject& subject, const std::vector<JourneyId>& journeys) {
  if (journeys.empty()) return "no journey";
  std::string text = fmt::format("`{}`", subject.model.journeys[journeys.front()].name);
  if (journeys.size() == 2) {
    return text + fmt::format(" and `{}`", subject.model.journeys[journeys.back()].name);
  }
  if (journeys.size() > 2) text += fmt::format(" and {} more journeys", journeys.size() - 1);
  return text;
}

std::string outages_of(std::optional<double> known) {
  if (!known) return "outages unknown";
  const double per_year = *known;
  if (per_year >= 9.95) return fmt::format("{:.0f} outages a year", per_year);
  if (per_year >= 0.095) return fmt::format("{:.1f} outages a year", per_year);
  if (per_year > 0.0) return fmt::format("an outage every {:.0f} years", 1.0 / per_year);
  return "no outage of its own";
}

std::string downtime_of(const SinglePoint& point, bool assumed) {
  return fmt::format("down {} a year by itself, {}{}", to_human_text(point.downtime_per_year),
                     outages_of(point.outages_per_year), assumed ? " (assumed figures)" : "");
}

std::string what_decides(Method method) {
  return method == Method::bounded
             ? "more time or memory may decide it: `--budget`"
             : "playing the model more closely may decide it: `cutpoint simulate --precision 1%`";
}

}  // namespace cutpoint
