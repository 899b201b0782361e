#include "analyzer/group_recovery.hpp"

#include <algorithm>
#include <set>

#include "analyzer/markov_chain.hpp"
#include "analyzer/placement.hpp"

namespace cutpoint {

namespace {

constexpr double year_hours = Duration::year / Duration::hour;

Duration a_year(double share) {
  return Duration::seconds(share * Duration::year);
}

/// How a member fails, with what it alone runs on.
struct Member {
  double failure_rate = 0;
  double repair_rate = 0;
};

/// One of two serves, the other takes over. States by who serves (or served last).
class PairChain {
 public:
  PairChain(const Member& first, const Member& second, const Failover& failover)
      : members_{first, second}, chain_(state_count) {
    const double success = failover.success ? failover.success->value.value() : 1.0;
    const bool by_hand = failover.automatic && !failover.automatic->value;
    const double detection = hours(failover.detection);
    covered_ = by_hand ? 0.0 : success;
    switch_rate_ = rate_of(detection + hours(failover.time));
    // A failed switch without anybody to mend it lasts until the member is repaired.
    manual_rate_ = failover.manual ? rate_of(detection + hours(failover.manual)) : 0.0;
    cold_ = failover.standby && failover.standby->value == Standby::cold;
    for (std::size_t serving = 0; serving < 2; ++serving) connect(serving);
    // Both failed: the first one repaired serves.
    chain_.add(both_failed, alone(0), members_[0].repair_rate);
    chain_.add(both_failed, alone(1), members_[1].repair_rate);
  }

  void fill(GroupRecovery& result) const {
    const std::vector<double> steady = chain_.steady_state();
    const auto both = [&steady](std::size_t one, std::size_t other) {
      return steady[one] + steady[other];
    };
    const double in_switch = both(switching(0), switching(1));
    const double by_hand = both(failed_switch(0), failed_switch(1));
    result.switching = a_year(in_switch);
    result.failed_switches = a_year(by_hand);
    result.all_failed = a_year(steady[both_failed]);
    result.downtime = a_year(in_switch + by_hand + steady[both_failed]);
    std::vector<bool> down(state_count, false);
    down[both_failed] = true;
    for (std::size_t i = 0; i < 2; ++i) down[switching(i)] = down[failed_switch(i)] = true;
    result.outages_per_year = chain_.flow_into(steady, down) * year_hours;
  }

 private:
  static constexpr std::size_t state_count = 9, both_failed = 8;
  [[nodiscard]] static std::size_t both_up(std::size_t serving) { return serving; }
  [[nodiscard]] static std::size_t switching(std::size_t served) { return 2 + served; }
  [[nodiscard]] static std::size_t failed_switch(std::size_t served) { return 4 + served; }
  [[nodiscard]] static std::size_t alone(std::size_t serving) { return 6 + serving; }

  [[nodiscard]] static double hours(const Given<Duration>& time) {
    return time ? time->value.in_hours() : 0.0;
  }
  [[nodiscard]] static double rate_of(double hours) {
    // A switch in no time at all still has to be left: a millionth of a second.
    return 1.0 / std::max(hours, 1e-6 / Duration::hour);
  }

  void connect(std::size_t serving) {
    const std::size_t other = 1 - serving;
    const Member& active = members_[serving];
    const Member& spare = members_[other];
    const double spare_fails = cold_ ? 0.0 : spare.failure_rate;
    chain_.add(both_up(serving), switching(serving), active.failure_rate * covered_);
    chain_.add(both_up(serving), failed_switch(serving), active.failure_rate * (1.0 - covered_));
    chain_.add(both_up(serving), alone(serving), spare_fails);
    for (const auto& [state, ends] : {std::pair{switching(serving), switch_rate_},
                                      std::pair{failed_switch(serving), manual_rate_}}) {
      chain_.add(state, alone(other), ends);
      chain_.add(state, both_up(serving), active.repair_rate);
      chain_.add(state, both_failed, spare_fails);
    }
    chain_.add(alone(serving), both_up(serving), spare.repair_rate);
    chain_.add(alone(serving), both_failed, active.failure_rate);
  }

  Member members_[2];
  MarkovChain chain_;
  double covered_ = 1.0;
  double switch_rate_ = 0;
  double manual_rate_ = 0;
  bool cold_ = false;
};

class GroupAnalyzer {
 public:
  explicit GroupAnalyzer(const Model& model) : model_(model) {}

  std::vector<GroupRecovery> analyse() {
    for (const Journey& journey : model_.journeys) find_pairs(journey.needs);
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      add_pool(ComponentId(i));
      find_pairs(model_.components[ComponentId(i)].needs);
    }
    return std::move(result_);
  }

 private:
  /// Nesting is limited by the reader.
  void find_pairs(const std::vector<Requirement>& needs) {
    for (const Requirement& requirement : needs) {
      find_pairs(requirement.members);
      if (requirement.failover) add_pair(requirement);
    }
  }

  void add_pair(const Requirement& group) {
    const Failover& failover = *group.failover;
    const bool passive = failover.mode && failover.mode->value == FailoverMode::active_passive;
    if (!passive || group.members.size() != 2 || group.at_least != 1) return;
    const ComponentId one = group.members[0].component, other = group.members[1].component;
    if (!one.valid() || !other.valid() || one == other || !seen_.insert({one, other}).second) {
      return;
    }
    if (model_.components[one].is_pool() || model_.components[other].is_pool()) return;
    const auto first = member(one, other), second = member(other, one);
    if (!first || !second) return;
    GroupRecovery result;
    result.members = {one, other};
    result.needed = 1;
    const auto share = [](const Member& m) {
      return m.failure_rate / (m.failure_rate + m.repair_rate);
    };
    result.counted = a_year(share(*first) * share(*second));
    PairChain(*first, *second, failover).fill(result);
    result_.push_back(std::move(result));
  }

  /// Absent where it cannot fail or be repaired in time.
  [[nodiscard]] std::optional<Member> member(ComponentId id, ComponentId partner) const {
    const std::set<ComponentId> shared = common_places(model_, partner);
    std::set<ComponentId> parts = common_places(model_, id);
    parts.insert(id);
    Member result;
    double down = 0;
    for (const ComponentId part : parts) {
      const auto& figures = model_.components[part].figures;
      if (shared.contains(part) || !figures || figures->mtbf.in_hours() <= 0.0) continue;
      result.failure_rate += 1.0 / figures->mtbf.in_hours();
      down += figures->mttr.in_hours() / figures->mtbf.in_hours();
    }
    if (result.failure_rate <= 0.0 || down <= 0.0) return std::nullopt;
    result.repair_rate = result.failure_rate / down;
    return result;
  }

  void add_pool(ComponentId id) {
    const Component& pool = model_.components[id];
    if (!pool.is_pool() || !pool.figures || !pool.details || !pool.details->repair_crews) return;
    if (pool.figures->mttr.in_hours() <= 0.0 || pool.figures->mtbf.in_hours() <= 0.0) return;
    RepairShop shop;
    shop.members = pool.replicas;
    shop.working = pool.at_least;
    shop.failure_rate = 1.0 / pool.figures->mtbf.in_hours();
    shop.repair_rate = 1.0 / pool.figures->mttr.in_hours();
    GroupRecovery result;
    result.members = {id};
    result.needed = pool.at_least;
    shop.crews = shop.members;
    result.counted = a_year(down_share(shop));
    shop.crews = *pool.details->repair_crews;
    result.crews = *pool.details->repair_crews;
    const auto& failover = pool.details->failover;
    shop.cold_spares = failover && failover->standby && failover->standby->value == Standby::cold;
    result.all_failed = result.downtime = a_year(down_share(shop));
    // It goes down when as many work as must, and one of them fails.
    const std::vector<double> shares = shares_failed(shop);
    result.outages_per_year = shares[shop.members - shop.working] *
                              static_cast<double>(shop.working) * shop.failure_rate * year_hours;
    result_.push_back(std::move(result));
  }

  [[nodiscard]] static double down_share(const RepairShop& shop) {
    const std::vector<double> shares = shares_failed(shop);
    double down = 0;
    for (std::size_t failed = shop.members - shop.working + 1; failed < shares.size(); ++failed) {
      down += shares[failed];
    }
    return down;
  }

  const Model& model_;
  std::vector<GroupRecovery> result_;
  std::set<std::pair<ComponentId, ComponentId>> seen_;
};

}  // namespace

std::vector<GroupRecovery> analyse_groups(const Model& model) {
  return GroupAnalyzer(model).analyse();
}

}  // namespace cutpoint
