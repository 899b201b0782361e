#include "renderer/comparison/comparing.hpp"
#include "renderer/comparison/words.hpp"
#include "renderer/writing/csv_text.hpp"

namespace cutpoint {

namespace {

class ComparisonTable {
 public:
  std::string write(const Comparison& comparison) {
    for (const JourneyComparison& journey : comparison.journeys) write_journey(journey);
    for (const std::string& name : comparison.components_added) add("component", name, "added");
    for (const std::string& name : comparison.components_removed) add("component", name, "removed");
    for (const ComponentChange& change : comparison.components_changed) {
      for (const std::string& what : difference_texts(change)) add("component", change.name, what);
    }
    for (const ModelEdge& edge : comparison.edges_added) add("edge", text_of(edge), "added");
    for (const ModelEdge& edge : comparison.edges_removed) add("edge", text_of(edge), "removed");
    for (const MonthlyCost& cost : comparison.costs) {
      table_.add({"cost_per_month", "", cost.currency, "changed", csv_number(cost.before),
                  csv_number(cost.after)});
    }
    return table_.text();
  }

 private:
  void add(const char* what, const std::string& name, const std::string& change,
           const std::string& journey = {}) {
    table_.add({what, journey, name, change, "", ""});
  }

  void write_journey(const JourneyComparison& journey) {
    const auto unavailability = [](const std::optional<AvailabilityResult>& result) {
      return result ? csv_number(result->availability.unavailability()) : std::string();
    };
    const char* change = !journey.before          ? "added"
                         : !journey.after         ? "removed"
                         : journey.less_available ? "less available"
                                                  : "";
    table_.add({"unavailability", journey.name, "", change, unavailability(journey.before),
                unavailability(journey.after)});
    if (journey.target_missed_now) add("slo", "", "missed now", journey.name);
    for (const std::string& point : journey.points_gained) {
      add("single_point_of_failure", point, "gained", journey.name);
    }
    for (const std::string& point : journey.points_lost) {
      add("single_point_of_failure", point, "lost", journey.name);
    }
  }

  static std::string text_of(const ModelEdge& edge) {
    return edge.from + " → " + edge.to + " (" + edge_kind_text(edge) + ")";
  }

  CsvTable table_{{"what", "journey", "name", "change", "before", "after"}};
};

Rendered render_comparison_csv(const ComparisonReport& report) {
  return ComparisonTable().write(report.comparison);
}

}  // namespace

const Format<ComparisonReport>& csv_comparison_format() {
  static const Format<ComparisonReport> format{
      {"csv", "all differences in one table; unavailabilities before and after"},
      render_comparison_csv};
  return format;
}

}  // namespace cutpoint
