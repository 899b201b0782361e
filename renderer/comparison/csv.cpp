#include <fmt/format.h>

#include "renderer/comparison/change_words.hpp"
#include "renderer/comparison/comparing.hpp"
#include "renderer/comparison/words.hpp"
#include "renderer/writing/csv_text.hpp"

namespace cutpoint {

namespace {

class ComparisonTable {
 public:
  std::string write(const Comparison& comparison) {
    for (const JourneyComparison& journey : comparison.journeys) write_journey(journey);
    for (const ResultChange& change : comparison.results) write_result(change);
    for (const DocumentChange& change : comparison.changes) write_change(change);
    write_parts(comparison);
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

  /// What journeys say above is not repeated.
  void write_result(const ResultChange& change) {
    if (change.kind == ResultKind::availability || change.kind == ResultKind::single_point ||
        change.kind == ResultKind::cost) {
      return;
    }
    const auto value = [](const std::optional<ResultValue>& side) {
      if (!side) return std::string();
      if (side->number) return csv_number(side->number);
      return side->word.empty() ? std::string("yes") : side->word;
    };
    const bool is_neither = change.direction == ResultChange::Direction::neither;
    const std::string how(change.regression ? "regression"
                          : is_neither      ? "changed"
                                            : name_of(change.direction));
    const std::string name = fmt::format("{}", fmt::join(change.details, " and "));
    if (is_of_journey(change.kind)) {
      table_.add({std::string(name_of(change.kind)), change.subject, name, how,
                  value(change.before), value(change.after)});
      return;
    }
    const std::string subject = name.empty() ? change.subject : change.subject + ": " + name;
    table_.add({std::string(name_of(change.kind)), "", subject, how, value(change.before),
                value(change.after)});
  }

  static bool is_of_journey(ResultKind kind) {
    return kind <= ResultKind::cut_set ||
           (kind >= ResultKind::revenue_lost && kind <= ResultKind::credits);
  }

  void write_change(const DocumentChange& change) {
    const std::string object = object_text(change);
    for (const ValueChange& value : change.values) {
      std::string name = object;
      if (!change.is_object()) name += ": " + change.key;
      if (!value.path.empty()) name += (change.is_object() ? ": " : ".") + value.path;
      const char* how = change.weakens                                 ? "weakened"
                        : change.kind == DocumentChange::Kind::renamed ? "renamed"
                        : value.before.empty()                         ? "added"
                        : value.after.empty()                          ? "removed"
                                                                       : "changed";
      table_.add({"document", "", name, how, value.before, value.after});
    }
    if (change.values.empty()) {
      add("document", object, change.kind == DocumentChange::Kind::added ? "added" : "removed");
    }
  }

  void write_parts(const Comparison& comparison) {
    for (const std::string& name : comparison.components_added) add("component", name, "added");
    for (const std::string& name : comparison.components_removed) add("component", name, "removed");
    for (const ComponentChange& change : comparison.components_changed) {
      for (const std::string& what : difference_texts(change)) add("component", change.name, what);
    }
    for (const ModelEdge& edge : comparison.edges_added) add("edge", edge_text(edge), "added");
    for (const ModelEdge& edge : comparison.edges_removed) add("edge", edge_text(edge), "removed");
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
