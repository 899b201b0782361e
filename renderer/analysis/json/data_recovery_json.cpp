#include "renderer/analysis/json/data_recovery_json.hpp"

#include "renderer/analysis/json/service_levels_json.hpp"
#include "renderer/writing/doubt_text.hpp"

namespace cutpoint {

namespace {

OrderedJson seconds(const std::optional<Duration>& time) {
  return time ? json_number(time->in_seconds()) : OrderedJson();
}

OrderedJson truth(const std::optional<bool>& value) {
  return value ? OrderedJson(*value) : OrderedJson();
}

OrderedJson json_artifact(const ArtifactCopies& kept) {
  return {{"version", text_or_null(kept.version)},
          {"copies", kept.copies},
          {"regions", kept.regions},
          {"versioned", kept.versioned}};
}

OrderedJson json_scope(const Model& model, const ScopeRecovery& row) {
  return {{"scope", name_of(row.scope)},     {"lost", model.components[row.lost].name},
          {"source", name_of(row.source)},   {"from", row.from},
          {"rpo_seconds", seconds(row.rpo)}, {"rpo_met", truth(row.rpo_met)},
          {"rto_seconds", seconds(row.rto)}, {"rto_met", truth(row.rto_met)},
          {"rto_assumed", row.rto_assumed}};
}

}  // namespace

OrderedJson json_recovery(const Model& model, const std::vector<DataRecovery>& recovery) {
  OrderedJson json = OrderedJson::array();
  for (const DataRecovery& data : recovery) {
    OrderedJson row = {
        {"component", model.components[data.component].name},
        {"rpo_objective_seconds", seconds(data.rpo_objective)},
        {"rpo_objective_of",
         data.rpo_of.valid() ? OrderedJson(model.journeys[data.rpo_of].name) : OrderedJson()},
        {"rto_objective_seconds", seconds(data.rto_objective)}};
    OrderedJson& scopes = row["scopes"] = OrderedJson::array();
    for (const ScopeRecovery& scope : data.scopes) scopes.push_back(json_scope(model, scope));
    row["copies"] = data.copy_rule.copies;
    row["media"] = data.copy_rule.media;
    row["offsite"] = data.copy_rule.offsite;
    row["three_two_one"] = data.copy_rule.kept();
    row["artifact"] = data.artifact ? json_artifact(*data.artifact) : OrderedJson();
    json.push_back(std::move(row));
  }
  return json;
}

OrderedJson json_groups(const Model& model, const std::vector<FailoverGroupResult>& groups) {
  OrderedJson json = OrderedJson::array();
  for (const FailoverGroupResult& group : groups) {
    json.push_back({{"group", group.name},
                    {"members", json_names(model, group.members)},
                    {"needed", group.needed},
                    {"repair_crews", group.crews ? OrderedJson(*group.crews) : OrderedJson()},
                    {"counted_downtime_seconds_per_year", group.counted.in_seconds()},
                    {"downtime_seconds_per_year", group.downtime.in_seconds()},
                    {"switching_seconds_per_year", group.switching.in_seconds()},
                    {"failed_switches_seconds_per_year", group.failed_switches.in_seconds()},
                    {"all_failed_seconds_per_year", group.all_failed.in_seconds()},
                    {"outages_per_year", group.outages_per_year},
                    {"approximation", text_or_null(std::string(words_of(group.doubt)))},
                    {"left_out", OrderedJson()}});
  }
  return json;
}

OrderedJson json_disasters(const std::vector<DisasterRecovery>& disasters) {
  OrderedJson json = OrderedJson::array();
  for (const DisasterRecovery& disaster : disasters) {
    OrderedJson costs = OrderedJson::array();
    for (const Money& cost : disaster.standby_costs) costs.push_back(json_money(cost));
    OrderedJson full = OrderedJson::array();
    for (const Money& cost : disaster.full_costs) full.push_back(json_money(cost));
    json.push_back(
        {{"group", disaster.name},
         {"strategy", name_of(disaster.strategy)},
         {"primary", disaster.primary},
         {"standby", disaster.standby},
         {"rpo_seconds", seconds(disaster.rpo)},
         {"rpo_of", text_or_null(disaster.rpo_from)},
         {"rpo_objective_seconds", seconds(disaster.rpo_objective)},
         {"rpo_met", truth(disaster.rpo_met())},
         {"rto_seconds", seconds(disaster.rto)},
         {"restores", text_or_null(disaster.rto_from)},
         {"rto_objective_seconds", seconds(disaster.rto_objective)},
         {"rto_met", truth(disaster.rto_met())},
         {"standby_costs_per_year", std::move(costs)},
         {"standby_scale", disaster.scale ? OrderedJson(disaster.scale->value()) : OrderedJson()},
         {"full_standby_costs_per_year", std::move(full)}});
  }
  return json;
}

}  // namespace cutpoint
