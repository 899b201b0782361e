// The versioned contract documented in docs/reference/json-output.md.
#include <algorithm>
#include <cstddef>
#include <vector>

#include "renderer/advice/change_json.hpp"
#include "renderer/analysis/json/cut_sets_json.hpp"
#include "renderer/analysis/json/data_recovery_json.hpp"
#include "renderer/analysis/json/hidden_causes_json.hpp"
#include "renderer/analysis/json/service_levels_json.hpp"
#include "renderer/analysis/json/uncertainty_json.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

std::string_view reason_name(DifferenceReason reason) {
  switch (reason) {
    case DifferenceReason::required_leaf:
      return "required-leaf";
    case DifferenceReason::reached_by_other_paths:
      return "reached-by-other-paths";
    case DifferenceReason::optional_behind:
      return "optional-behind";
    case DifferenceReason::cannot_fail:
      return "cannot-fail";
  }
  return "";
}

class AnalysisWriter {
 public:
  explicit AnalysisWriter(const RenderInput& input)
      : input_(input), statements_(statements_of(input)) {}

  OrderedJson write() const {
    const Analysis& analysis = input_.analysis;
    OrderedJson json = {{"format", "cutpoint-analysis/1"}, {"model", model()}};
    OrderedJson& journeys = json["journeys"] = OrderedJson::array();
    for (const JourneyStatement& row : statements_.journeys) journeys.push_back(journey(row));
    json["articulation_points"] = json_names(input_.model, analysis.articulation_points);
    OrderedJson& dominators = json["dominators"] = OrderedJson::object();
    for (const JourneyAnalysis& row : analysis.journeys) {
      dominators[input_.model.journeys[row.journey].name] =
          json_names(input_.model, row.dominators);
    }
    OrderedJson& differences = json["differences"] = OrderedJson::array();
    for (const CutVertexDifference& row : analysis.differences) {
      differences.push_back({{"component", input_.model.components[row.component].name},
                             {"reason", reason_name(row.reason)}});
    }
    OrderedJson& costs = json["component_costs_per_year"] = OrderedJson::array();
    for (const Money& cost : analysis.component_costs) costs.push_back(json_money(cost));
    json["recovery"] = json_recovery(input_.model, analysis.recovery);
    json["redundancy_in_time"] = json_groups(input_.model, analysis.groups);
    json["disaster_recovery"] = json_disasters(analysis.disasters);
    json["domains"] = domains();
    json["unreachable"] = json_names(input_.model, analysis.unreachable);
    json["unreachable_serving_copies"] = serving_copies();
    json["expired_acceptances"] = expired_acceptances();
    json["not_modelled"] = analysis.not_modelled;
    json["hidden_common_causes_complete"] = analysis.common_causes_complete;
    json["engine_budget"] = engine_budget();
    json["caveats"] = caveats(statements_.caveats);
    json["next"] = first_change_json(input_.model, input_.options.first_change);
    if (analysis.uncertainty) json["uncertainty"] = json_uncertainty_run(*analysis.uncertainty);
    json["diagnostics"] = diagnostics();
    return json;
  }

 private:
  [[nodiscard]] const std::string& event_name(EventId event) const {
    return input_.function.events[event].name;
  }

  [[nodiscard]] OrderedJson domain_loss(const Component& component, const DomainLoss& loss) const {
    return {{"place", input_.model.components[loss.place].name},
            {"lost", loss.lost},
            {"left", component.replicas - loss.lost},
            {"enough", component.replicas - loss.lost >= component.at_least}};
  }

  [[nodiscard]] OrderedJson domains() const {
    OrderedJson rows = OrderedJson::array();
    for (const DomainLosses& row : input_.analysis.domains) {
      const Component& component = input_.model.components[row.component];
      OrderedJson& json = rows.emplace_back();
      json["component"] = component.name;
      json["instances"] = component.replicas;
      json["needed"] = component.at_least;
      json["worst_node"] = domain_loss(component, row.node);
      if (row.zone) json["worst_zone"] = domain_loss(component, *row.zone);
    }
    return rows;
  }

  [[nodiscard]] OrderedJson model() const {
    return {{"name", input_.model.name},
            {"file", input_.options.file_name},
            {"components", input_.model.components.size()},
            {"basic_events", input_.function.events.size()},
            {"assumed", assumed()},
            {"assumptions", assumptions()}};
  }

  /// Those whose share of time down is a guess.
  [[nodiscard]] OrderedJson assumed() const {
    OrderedJson names = OrderedJson::array();
    for (const Assumption& row : statements_.assumptions) {
      if (row.concerns_downtime()) names.push_back(subject_of(input_.model, row));
    }
    return names;
  }

  [[nodiscard]] OrderedJson serving_copies() const {
    OrderedJson names = OrderedJson::array();
    for (const Unused& row : statements_.unused) {
      if (row.serves_copies) names.push_back(input_.model.components[row.component].name);
    }
    return names;
  }

  [[nodiscard]] OrderedJson assumptions() const {
    OrderedJson rows = OrderedJson::array();
    for (const Assumption& row : statements_.assumptions) {
      rows.push_back(
          {{"component", subject_of(input_.model, row)}, {"what", assumption_words(row.what)}});
    }
    return rows;
  }

  [[nodiscard]] OrderedJson caveats(const std::vector<Caveat>& caveats) const {
    OrderedJson rows = OrderedJson::array();
    for (const Caveat& caveat : caveats) {
      rows.push_back({{"kind", name_of(caveat.what)}, {"text", caveat_words(input_, caveat)}});
    }
    return rows;
  }

  /// What was given, and what it cut short.
  [[nodiscard]] OrderedJson engine_budget() const {
    const EngineBudget& budget = input_.analysis.budget;
    OrderedJson json = {{"time_seconds", nullptr}, {"memory_bytes", budget.memory}};
    if (budget.time) json["time_seconds"] = budget.time->in_seconds();
    OrderedJson& cuts = json["cut_short"] = OrderedJson::array();
    for (const EngineCut& cut : input_.analysis.cuts) {
      cuts.push_back({{"task", name_of(cut.task)}, {"limit", name_of(cut.limit)}});
    }
    return json;
  }

  void add_availability(OrderedJson& json, const AvailabilityResult& result) const {
    json["availability"] = result.availability.value();
    json["unavailability"] = result.availability.unavailability();
    json["method"] = name_of(result.method);
    json["bounds"] = {result.lower_unavailability, result.upper_unavailability};
    json["nines"] = result.availability.nines();
    json["outages_per_year"] =
        result.outages_per_year ? OrderedJson(*result.outages_per_year) : OrderedJson();
    json["outages_per_year_bounds"] = json_interval(result.outages_interval);
    json["mean_outage_seconds"] =
        result.mean_outage ? OrderedJson(result.mean_outage->in_seconds()) : OrderedJson();
    json["downtime_seconds_per_year"] = result.downtime_per_year().in_seconds();
  }

  [[nodiscard]] OrderedJson journey(const JourneyStatement& statement) const {
    const JourneyAnalysis& row = *statement.analysis;
    const Journey& written = input_.model.journeys[row.journey];
    OrderedJson json = {{"name", written.name}};
    add_availability(json, row.up);
    json["method"] = name_of(statement.method);
    json["caveats"] = caveats(statement.caveats);
    OrderedJson full = OrderedJson::object();
    add_availability(full, row.full);
    json["full_service"] = std::move(full);
    OrderedJson& approximated = json["approximated_groups"] = OrderedJson::array();
    for (const std::uint32_t group : row.approximated) {
      approximated.push_back(input_.function.failover_groups[group].name);
    }
    json["planned_downtime_seconds_per_year"] =
        row.planned_unavailability
            ? OrderedJson(Duration::in_a_year(*row.planned_unavailability).in_seconds())
            : OrderedJson();
    json["slo"] = json_service_level(row.slo);
    json["sla"] = json_agreement(row.sla);
    json["money"] = json_journey_money(row.money);
    OrderedJson& points = json["single_points_of_failure"] = OrderedJson::array();
    for (const SinglePoint& point : row.single_points) {
      points.push_back(single_point(point, written.name));
    }
    json["hidden_common_causes"] = json_hidden_causes(input_, row);
    json["hidden_common_causes_count"] = row.hidden_common_causes.size();
    json["coherent"] = row.coherent;
    json["minimal_cut_sets"] = json_cut_sets(input_, row);
    json["prime_implicants"] = json_prime_implicants(input_, row);
    OrderedJson& importance = json["importance"] = OrderedJson::array();
    for (const Importance& event : row.importance) importance.push_back(importance_of(event));
    if (row.up.method == Method::bounded) {
      OrderedJson& between = json["importance_bounds"] = OrderedJson::array();
      for (const ImportanceBounds& event : row.importance_bounds) {
        between.push_back(importance_between(event));
      }
      json["importance_left_out"] = row.importance_left_out;
    }
    json["unknown_dependencies"] = json_names(input_.model, row.unknown_dependencies);
    if (row.uncertainty) json["uncertainty"] = json_uncertainty(input_, *row.uncertainty);
    return json;
  }

  /// The first of them: their number says how many there are.
  [[nodiscard]] OrderedJson taken_down(const std::vector<ComponentId>& all) const {
    constexpr std::size_t most_named = 100;
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(most_named, all.size()));
    return json_names(input_.model, std::vector<ComponentId>(all.begin(), end));
  }

  [[nodiscard]] OrderedJson single_point(const SinglePoint& point,
                                         const std::string& journey) const {
    const BasicEvent& event = input_.function.events[point.event];
    OrderedJson path = json_names(input_.model, point.path.steps);
    path.insert(path.begin(), journey);
    if (event.kind == EventKind::link) path.push_back(event.name);
    OrderedJson json = {{"component", event.name},
                        {"class", name_of(point.classification)},
                        {"path", std::move(path)},
                        {"path_omitted", point.path.omitted}};
    json["takes_down"] = point.takes_down ? taken_down(*point.takes_down) : OrderedJson();
    json["takes_down_count"] =
        point.takes_down ? OrderedJson(point.takes_down->size()) : OrderedJson();
    json["downtime_seconds_per_year"] = point.downtime_per_year.in_seconds();
    json["outages_per_year"] =
        point.outages_per_year ? OrderedJson(*point.outages_per_year) : OrderedJson();
    json["assumed"] = event.assumed;
    if (point.acceptance != nullptr) {
      json["accepted"] = {
          {"reason", point.acceptance->reason ? point.acceptance->reason->value : ""},
          {"owner", point.acceptance->owner ? point.acceptance->owner->value : ""},
          {"until", point.acceptance->until ? OrderedJson(to_text(point.acceptance->until->value))
                                            : OrderedJson()}};
    }
    return json;
  }

  [[nodiscard]] OrderedJson expired_acceptances() const {
    OrderedJson rows = OrderedJson::array();
    const auto text = [](const Given<std::string>& written) {
      return written ? OrderedJson(written->value) : OrderedJson();
    };
    for (const ExpiredAcceptance& row : input_.analysis.expired) {
      OrderedJson json = {{"rule", text(row.acceptance->rule)}};
      json["component"] = row.component.valid()
                              ? OrderedJson(input_.model.components[row.component].name)
                              : OrderedJson();
      json["journey"] = row.journey.valid() ? OrderedJson(input_.model.journeys[row.journey].name)
                                            : OrderedJson();
      json["until"] = to_text(row.acceptance->until->value);
      json["reason"] = text(row.acceptance->reason);
      json["owner"] = text(row.acceptance->owner);
      rows.push_back(std::move(json));
    }
    return rows;
  }

  [[nodiscard]] OrderedJson importance_between(const ImportanceBounds& row) const {
    const auto ends = [](const std::optional<Interval>& interval) {
      if (!interval) return OrderedJson();
      return OrderedJson::array({json_number(interval->low), json_number(interval->high)});
    };
    return {
        {"event", event_name(row.event)},          {"ahead_of_the_rest", row.is_ahead},
        {"birnbaum", ends(row.birnbaum)},          {"criticality", ends(row.criticality)},
        {"raw", ends(row.risk_achievement_worth)}, {"rrw", ends(row.risk_reduction_worth)},
        {"diagnostic", ends(row.diagnostic)},      {"fussell_vesely", ends(row.fussell_vesely)}};
  }

  [[nodiscard]] OrderedJson importance_of(const Importance& row) const {
    OrderedJson json = {
        {"event", event_name(row.event)},
        {"birnbaum", row.birnbaum},
        {"criticality", row.criticality},
        {"raw", json_number(row.risk_achievement_worth)},
        {"rrw", json_number(row.risk_reduction_worth)},
        {"diagnostic", row.diagnostic},
        {"fussell_vesely", row.fussell_vesely ? OrderedJson(*row.fussell_vesely) : OrderedJson()}};
    OrderedJson& bounds = json["fussell_vesely_bounds"] = OrderedJson();
    if (row.fussell_vesely_bounds) {
      bounds = {row.fussell_vesely_bounds->first, row.fussell_vesely_bounds->second};
    }
    return json;
  }

  [[nodiscard]] OrderedJson diagnostics() const {
    OrderedJson rows = OrderedJson::array();
    for (const Diagnostic& diagnostic : input_.diagnostics.all()) {
      OrderedJson row = {{"rule", diagnostic.rule},
                         {"severity", name_of(diagnostic.severity)},
                         {"message", diagnostic.message}};
      if (diagnostic.span.file.valid()) row["file"] = input_.sources.name(diagnostic.span.file);
      if (diagnostic.span.known()) {
        row["line"] = diagnostic.span.line;
        row["column"] = input_.sources.display_column(diagnostic.span);
      }
      if (!diagnostic.help.empty()) row["help"] = diagnostic.help;
      rows.push_back(std::move(row));
    }
    return rows;
  }

  const RenderInput& input_;
  const Statements statements_;
};

Rendered render_json(const RenderInput& input) {
  return json_text(AnalysisWriter(input).write());
}

}  // namespace

const Format<RenderInput>& json_analysis_format() {
  static const Format<RenderInput> format{{"json", "the versioned machine-readable results"},
                                          render_json};
  return format;
}

}  // namespace cutpoint
