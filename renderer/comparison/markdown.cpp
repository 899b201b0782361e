#include <fmt/format.h>

#include "renderer/comparison/comparing.hpp"
#include "renderer/comparison/words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

std::string names(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& name : list) text += (text.empty() ? "" : ", ") + markdown_text(name);
  return text.empty() ? "–" : text;
}

std::string comparison_row(const JourneyComparison& journey) {
  const auto downtime = [](const std::optional<AvailabilityResult>& result) {
    return result ? to_human_text(result->downtime_per_year()) : std::string("–");
  };
  std::string verdict = journey.is_regression() ? "❌" : "";
  if (journey.less_available) verdict += " less available";
  if (journey.target_missed_now) verdict += " SLO missed now";
  if (!journey.before || !journey.after) verdict += journey.before ? "removed" : "added";
  return fmt::format("| {} | {} → {} | {} → {} | {} | {} | {} |\n", markdown_text(journey.name),
                     availability_before(journey), availability_after(journey),
                     downtime(journey.before), downtime(journey.after),
                     names(journey.points_gained), names(journey.points_lost), verdict);
}

/// What a reviewer should not have to unfold.
std::string notable(const Comparison& comparison) {
  constexpr std::size_t most = 5;
  std::string lines;
  for (const JourneyComparison& journey : comparison.journeys) {
    const auto& cuts = journey.shorter_cuts;
    for (std::size_t i = 0; i < cuts.size() && i < most; ++i) {
      lines += fmt::format("- {} is stopped by {} together; it took more before\n",
                           markdown_text(journey.name), names(cuts[i]));
    }
    if (cuts.size() > most) {
      lines += fmt::format("- {}: {} more cut sets became shorter\n", markdown_text(journey.name),
                           cuts.size() - most);
    }
  }
  for (const MonthlyCost& cost : comparison.costs) {
    lines += fmt::format("- cost {:.2f} → {:.2f} {} a month\n", cost.before, cost.after,
                         markdown_text(cost.currency));
  }
  return lines.empty() ? lines : "\n" + lines;
}

std::string edge_text(const ModelEdge& edge) {
  return fmt::format("{} → {} ({})", markdown_text(edge.from), markdown_text(edge.to),
                     markdown_text(edge_kind_text(edge)));
}

Rendered render_comparison_markdown(const ComparisonReport& report) {
  const Comparison& comparison = report.comparison;
  std::string out = fmt::format("### Architecture: {} → {}\n\n", markdown_text(report.before),
                                markdown_text(report.after));
  if (comparison.is_empty()) return out + "No difference.\n";
  out +=
      "| journey | availability | down a year | single points gained | lost | |\n"
      "|---|---|---|---|---|---|\n";
  for (const JourneyComparison& journey : comparison.journeys) out += comparison_row(journey);
  out += notable(comparison);
  std::string lines;
  for (const std::string& name : comparison.components_added) {
    lines += fmt::format("- added {}\n", markdown_text(name));
  }
  for (const std::string& name : comparison.components_removed) {
    lines += fmt::format("- removed {}\n", markdown_text(name));
  }
  for (const ComponentChange& change : comparison.components_changed) {
    lines += fmt::format("- changed {}: {}\n", markdown_text(change.name),
                         names(difference_texts(change)));
  }
  for (const ModelEdge& edge : comparison.edges_added) lines += "- added " + edge_text(edge) + "\n";
  for (const ModelEdge& edge : comparison.edges_removed) {
    lines += "- removed " + edge_text(edge) + "\n";
  }
  if (lines.empty()) return out;
  return out + "\n<details><summary>Components and edges</summary>\n\n" + lines + "\n</details>\n";
}

}  // namespace

const Format<ComparisonReport>& markdown_comparison_format() {
  static const Format<ComparisonReport> format{{"markdown", "fit for a comment on a pull request"},
                                               render_comparison_markdown};
  return format;
}

}  // namespace cutpoint
