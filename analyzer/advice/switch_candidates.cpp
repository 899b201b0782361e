#include "analyzer/advice/switch_candidates.hpp"

#include <optional>

#include <fmt/format.h>

#include "analyzer/advice/draft_edits.hpp"

namespace cutpoint {

namespace {

// Figures of ours, for what the document does not say.
constexpr double detection_seconds = 10, switch_seconds = 30;
constexpr double switch_success = 0.99;

std::vector<std::string> members_of(const DraftRequirement& group) {
  std::vector<std::string> names;
  for (const DraftRequirement& member : group.members.entries) {
    names.push_back(member.component.value);
  }
  return names;
}

/// What stands ready as a pilot light, or in backups, has to be started or restored first: taking
/// the decision from people saves little of that.
bool is_ready(const Failover& failover) {
  return !failover.strategy || failover.strategy->value == DisasterStrategy::warm_standby ||
         failover.strategy->value == DisasterStrategy::active_active;
}

bool is_by_hand(const DraftRequirement& need) {
  return need.failover && need.failover->automatic && !need.failover->automatic->value &&
         is_ready(*need.failover) && need.members.labels.empty();
}

void make_automatic(Failover& failover) {
  failover.automatic = given(true);
  if (!failover.detection) failover.detection = given(Duration::seconds(detection_seconds));
  failover.time = given(Duration::seconds(switch_seconds));
  failover.success = given(Probability(switch_success));
}

/// Applies to the groups of exactly these members. Nesting is limited by the reader.
template <class Requirements>
void make_automatic(Requirements& needs, const std::vector<std::string>& members) {
  for (DraftRequirement& need : needs) {
    if (is_by_hand(need) && members_of(need) == members) make_automatic(*need.failover);
    make_automatic(need.members.entries, members);
  }
}

void collect(const std::vector<DraftRequirement>& needs,
             std::set<std::vector<std::string>>& groups) {
  for (const DraftRequirement& need : needs) {
    if (is_by_hand(need)) groups.insert(members_of(need));
    collect(need.members.entries, groups);
  }
}

std::optional<Duration> downtime_of(const std::vector<std::string>& members, const Model& model,
                                    const Analysis& analysis) {
  for (const FailoverGroupResult& group : analysis.groups) {
    std::vector<std::string> names;
    for (const ComponentId id : group.members) names.push_back(model.components[id].name);
    if (names == members) return group.downtime;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Candidate> switch_candidates(const Draft& draft) {
  std::set<std::vector<std::string>> groups;
  for (const DraftComponent& component : draft.components) collect(component.depends_on, groups);
  for (const DraftJourney& journey : draft.journeys) collect(journey.needs, groups);
  std::vector<Candidate> candidates;
  for (const std::vector<std::string>& members : groups) {
    Candidate candidate;
    candidate.shown.way = AdviceWay::eliminate;
    candidate.shown.subject = fmt::format("{}", fmt::join(members, ", "));
    candidate.shown.description.what = ChangeDescription::What::automatic_switch;
    candidate.shown.description.members = members;
    candidate.shown.assumptions.emplace_back().what = ChangeAssumption::What::automatic_switch;
    candidate.effort = Effort::failover;
    candidate.switched = members;
    candidate.apply = [members](Draft& changed) {
      for (DraftComponent& component : changed.components) {
        make_automatic(component.depends_on, members);
      }
      for (DraftJourney& journey : changed.journeys) make_automatic(journey.needs, members);
    };
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

std::optional<SideEffect> switching_effect(const std::vector<std::string>& members,
                                           const Model& before_model, const Analysis& before,
                                           const Model& after_model, const Analysis& after) {
  const auto was = downtime_of(members, before_model, before);
  const auto is = downtime_of(members, after_model, after);
  if (!was || !is) return std::nullopt;
  return SideEffect{SideEffect::What::group_down, was, is};
}

}  // namespace cutpoint
