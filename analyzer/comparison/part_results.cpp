#include "analyzer/comparison/part_results.hpp"

#include <algorithm>
#include <utility>

namespace cutpoint {

namespace {

ResultValue duration_value(const std::optional<Duration>& time, std::string word) {
  ResultValue value;
  if (time) value.number = time->in_seconds();
  value.word = std::move(word);
  return value;
}

std::string objective_word(const std::optional<bool>& met) {
  if (!met) return "not known";
  return *met ? "met" : "missed";
}

void add_scope(const std::string& component, const DataRecovery& data, const ScopeRecovery& row,
               Results& results) {
  if (row.source == RecoverySource::no_data) return;
  const auto put = [&](ResultKind kind, ResultValue value) {
    results.values.insert_or_assign({kind, component, {std::string(name_of(row.scope))}},
                                    std::move(value));
  };
  std::string source(name_of(row.source));
  if (!row.from.empty()) source += " " + row.from;
  put(ResultKind::data_loss, duration_value(row.rpo, source));
  put(ResultKind::recovery_time, duration_value(row.rto, source));
  if (data.rpo_objective) {
    put(ResultKind::loss_objective, {{}, {}, {}, objective_word(row.rpo_met), {}});
  }
  if (data.rto_objective) {
    put(ResultKind::recovery_objective, {{}, {}, {}, objective_word(row.rto_met), {}});
  }
}

void add_copies(const std::string& component, const DataRecovery& data, Results& results) {
  ResultValue value;
  if (data.artifact) {
    value.number = data.artifact->copies;
    value.word = data.artifact->versioned ? "earlier versions kept" : "no earlier versions";
  } else {
    value.number = data.copy_rule.copies;
    value.word = data.copy_rule.kept() ? "3-2-1 kept" : "3-2-1 not kept";
  }
  results.values.insert_or_assign({ResultKind::copies, component, {}}, std::move(value));
}

}  // namespace

void add_redundancy_results(const AnalysedModel& side, const GroupNames& names, Results& results) {
  // Gates of fault trees are drawn as somebody likes: no redundancies that could be lost.
  if (!side.model.form.shows_needs) return;
  std::vector<std::string> known;
  for (const RedundancyGroup& group : side.function.groups) {
    known.push_back(names.name_of(side, group));
    const auto spare = static_cast<double>(group.of) - static_cast<double>(group.needed);
    const auto [row, is_new] =
        results.values.try_emplace({ResultKind::redundancy, known.back(), {}});
    row->second.number = is_new ? spare : std::min(spare, *row->second.number);
  }
  for (const JourneyAnalysis& journey : side.analysis.journeys) {
    for (const HiddenCommonCause& cause : journey.hidden_common_causes) {
      const std::string& event = side.function.events[cause.event].name;
      const std::string& group = known[cause.group.index()];
      results.values.try_emplace({ResultKind::hidden_common_cause, group, {event}});
    }
  }
}

void add_recovery_results(const AnalysedModel& side, Results& results) {
  for (const DataRecovery& data : side.analysis.recovery) {
    const std::string& name = side.model.components[data.component].name;
    for (const ScopeRecovery& row : data.scopes) add_scope(name, data, row, results);
    const bool keeps = !data.scopes.empty() && data.scopes.back().source != RecoverySource::no_data;
    if (keeps) add_copies(name, data, results);
  }
  for (const DisasterRecovery& site : side.analysis.disasters) {
    results.values[{ResultKind::site_loss, site.name, {}}] = duration_value(site.rpo, {});
    results.values[{ResultKind::site_recovery, site.name, {}}] = duration_value(site.rto, {});
    if (site.rpo_objective) {
      results.values[{ResultKind::loss_objective, site.name, {"site"}}].word =
          objective_word(site.rpo_met());
    }
    if (site.rto_objective) {
      results.values[{ResultKind::recovery_objective, site.name, {"site"}}].word =
          objective_word(site.rto_met());
    }
  }
}

void add_cost_results(const AnalysedModel& side, Results& results) {
  for (const Money& sum : side.analysis.component_costs) {
    results.values[{ResultKind::cost, "", {sum.currency}}].number = sum.amount;
  }
  for (const DisasterRecovery& site : side.analysis.disasters) {
    for (const Money& sum : site.standby_costs) {
      results.values[{ResultKind::standby_cost, site.name, {sum.currency}}].number = sum.amount;
    }
  }
}

}  // namespace cutpoint
