#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "analyzer/failover/failover_chain.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "analyzer/failover/joint_switches.hpp"
#include "analyzer/failover/member_rates.hpp"
#include "analyzer/failover/serving.hpp"
#include "analyzer/failover/shared_causes.hpp"
#include "analyzer/structure/nodes_below.hpp"
#include "model/base/math/markov_chain.hpp"

namespace cutpoint {

namespace {

/// A pool beyond this is not scaled to its crews: the work grows with the square of its size.
constexpr std::size_t most_shaped_members = 3000;

class GroupCalibrator {
 public:
  GroupCalibrator(StructureFunction& function, FailoverGroup& group)
      : function_(function), group_(group) {}

  void calibrate() {
    if (!group_.node.valid() || group_.members.empty()) return;
    for (const FailoverGroup::SharedCause& shared : group_.shared_causes) {
      function_.events[shared.failover].can_fail = false;
      function_.events[shared.failover].at_onset = 0.0;
    }
    if (group_.failover.valid()) function_.events[group_.failover].can_fail = false;
    const auto rates = member_rates(function_, group_);
    if (!rates) {
      group_.left_out = "its members are too large to compute";
      return;
    }
    rates_ = *rates;
    for (const MemberRates& member : rates_) group_.failure_rates.push_back(member.failure_rate);
    const auto never = std::count_if(rates_.begin(), rates_.end(), [](const MemberRates& member) {
      return member.failure_rate <= 0.0;
    });
    if (group_.failover.valid() && static_cast<std::size_t>(never) >= slots_of(group_)) {
      group_.left_out = "a member cannot fail, so nothing has to move";
      return;
    }
    find_instantly();
    explain();
    const bool shaped = group_.shapes_members() && may_shape();
    ChainShares shares = chain(members(shaped));
    if (group_.switch_hours <= 0.0) shares.into_switch *= 1.0 - group_.success;
    group_.shares.switching = group_.always_by_hand ? 0.0 : shares.switching;
    group_.shares.failed_switch = shares.failed_switch;
    group_.shares.all_failed = shares.all_failed;
    group_.shares.outages_per_hour =
        shares.into_failed + (group_.failover.valid() ? shares.into_switch : 0.0);
    if (!group_.failover.valid()) group_.shares.switching = group_.shares.failed_switch = 0.0;
    if (shaped) shape_members();
    if (!group_.failover.valid()) return;
    find_switch_lengths();
    set_failover(shares, shaped);
  }

 private:
  [[nodiscard]] std::size_t count() const { return group_.members.size(); }
  [[nodiscard]] std::size_t spare() const { return count() - group_.needed; }
  [[nodiscard]] std::size_t crews() const { return group_.crews == 0 ? count() : group_.crews; }

  [[nodiscard]] SwitchTerms terms() const {
    return {group_.active_passive, group_.success, group_.switch_hours, group_.manual_hours};
  }

  [[nodiscard]] const FailureProcess* own_process(std::size_t member) const {
    const EventId event = group_.own[member];
    if (!event.valid() || !function_.events[event].can_fail) return nullptr;
    return &function_.events[event].process;
  }

  /// Members with all that they stand on; while one waits, its own failures are rarer.
  [[nodiscard]] std::vector<ChainMember> members(bool shaped) const {
    std::vector<ChainMember> result;
    for (std::size_t i = 0; i < count(); ++i) {
      const FailureProcess* own = own_process(i);
      const double less = shaped && own != nullptr ? (1.0 - group_.standby_rate) * own->rate : 0.0;
      result.push_back({rates_[i].failure_rate, std::max(0.0, rates_[i].failure_rate - less),
                        rates_[i].repair_rate, rates_[i].classes});
    }
    return result;
  }

  [[nodiscard]] std::vector<ChainMember> own_members() const {
    std::vector<ChainMember> result;
    for (std::size_t i = 0; i < count(); ++i) {
      const FailureProcess& own = *own_process(i);
      result.push_back({own.rate, group_.standby_rate * own.rate, 1.0 / own.mean_repair_hours});
    }
    return result;
  }

  [[nodiscard]] ChainShares chain(const std::vector<ChainMember>& members) const {
    if (count() == 2 && group_.needed == 1 && crews() == 2) {
      return pair_shares(members[0], members[1], terms());
    }
    const ChainMember mean = mean_of(members);
    if (count() <= most_chain_members) {
      return group_shares(count(), group_.needed, crews(), mean, terms());
    }
    return shares_of_many(mean);
  }

  [[nodiscard]] static ChainMember mean_of(const std::vector<ChainMember>& members) {
    ChainMember mean;
    double down = 0.0;
    std::vector<double> rates;
    for (const ChainMember& member : members) {
      rates.push_back(member.failure_rate);
      mean.failure_rate += member.failure_rate;
      mean.waiting_failure_rate += member.waiting_failure_rate;
      if (member.failure_rate > 0.0) {
        down += member.failure_rate / (member.failure_rate + member.repair_rate);
      }
    }
    const auto number = static_cast<double>(members.size());
    mean.serving_failure_rate = serving_failure_rate(rates);
    for (const ChainMember& member : members) {
      for (OutageClass outage : member.classes) {
        outage.rate /= number;
        mean.classes.push_back(outage);
      }
    }
    mean.failure_rate /= number;
    mean.waiting_failure_rate /= number;
    down /= number;
    mean.repair_rate = down > 0.0 ? mean.failure_rate * (1.0 - down) / down : 1.0;
    return mean;
  }

  /// Failures and repairs alone; each failure of a serving member with the mean switch.
  [[nodiscard]] ChainShares shares_of_many(const ChainMember& member) const {
    const RepairShop shop{count(),
                          group_.needed,
                          crews(),
                          member.failure_rate,
                          member.repair_rate,
                          group_.active_passive && member.waiting_failure_rate <= 0.0};
    const std::vector<double> failed = shares_failed(shop);
    ChainShares shares;
    for (std::size_t i = spare() + 1; i < failed.size(); ++i) shares.all_failed += failed[i];
    const double slots = group_.active_passive ? static_cast<double>(group_.needed) : 1.0;
    const double moves = (1.0 - shares.all_failed - failed[spare()]) * slots * member.failure_rate;
    const auto until_served = [&member](double move_hours) {
      const double moved = move_hours > 0.0 ? 1.0 / move_hours : 0.0;
      return 1.0 / (moved + rate_within(member, moved));
    };
    shares.into_switch = moves;
    if (group_.switch_hours > 0.0) {
      shares.switching = moves * group_.success * until_served(group_.switch_hours);
    }
    shares.failed_switch = moves * (1.0 - group_.success) * until_served(group_.manual_hours);
    shares.into_failed = failed[spare()] * static_cast<double>(group_.needed) * member.failure_rate;
    return shares;
  }

  void find_instantly() {
    std::vector<double> down;
    for (const MemberRates& member : rates_) {
      const double both = member.failure_rate + member.repair_rate;
      down.push_back(both > 0.0 ? member.failure_rate / both : 0.0);
    }
    if (count() <= most_shaped_members) {
      group_.shares.instantly = probability_of_more(down, spare(), 1.0);
    }
  }

  /// True where nothing but the group stands on these events.
  [[nodiscard]] bool used_here_only(const std::vector<EventId>& events) const {
    std::vector<NodeId> tops;
    for (const auto* some : {&function_.journey_failed, &function_.journey_not_full}) {
      tops.insert(tops.end(), some->begin(), some->end());
    }
    const auto reached = mark_below_but(function_, tops, std::array{group_.node, group_.full_node});
    return std::all_of(events.begin(), events.end(), [&](EventId event) {
      return !event.valid() || !function_.event_nodes[event].valid() ||
             reached[function_.event_nodes[event]] == 0;
    });
  }

  void explain() {
    const bool alone = std::all_of(rates_.begin(), rates_.end(),
                                   [](const MemberRates& member) { return member.one_event; });
    bool exponential = true, alike = true;
    for (std::size_t i = 0; i < count(); ++i) {
      const FailureProcess* own = own_process(i);
      exponential = exponential && own != nullptr &&
                    own->repair.distribution == RepairDistribution::exponential &&
                    own->repair.cured <= 0.0;
      alike = alike && rates_[i].failure_rate == rates_[0].failure_rate &&
              rates_[i].repair_rate == rates_[0].repair_rate;
    }
    const bool pair = count() == 2 && group_.needed == 1 && crews() == 2;
    std::string& why = group_.approximation;
    if (!alone) {
      why = "members also fail with what they run on or need";
    } else if (!used_here_only(group_.own)) {
      why = "members are needed outside of the group too";
    } else if (!exponential) {
      why = "repairs are not exponential";
    } else if (!alike && !pair) {
      why = "members differ; the chain takes their mean";
    } else if (count() > most_chain_members) {
      why = fmt::format("more than {} members", most_chain_members);
    }
  }

  /// Crews and standbys can be counted where the members have events of their own, for the group
  /// alone.
  [[nodiscard]] bool may_shape() {
    std::string& why = group_.left_out;
    for (std::size_t i = 0; i < count(); ++i) {
      const FailureProcess* own = own_process(i);
      if (own == nullptr || own->rate <= 0.0 || own->mean_repair_hours <= 0.0) {
        why = "a member has no failures of its own, so crews and standby change nothing";
        return false;
      }
    }
    if (count() > most_shaped_members) {
      why = fmt::format("crews and standby of more than {} members are not counted",
                        most_shaped_members);
    } else if (!used_here_only(group_.own)) {
      why = "crews and standby are not counted: members are needed outside of the group too";
    }
    return why.empty();
  }

  /// Scales the members' own events, so that too few of them working is as probable and as frequent
  /// as the chain of their own failures says.
  void shape_members() {
    const ChainShares shares = chain(own_members());
    std::vector<double> down;
    for (const EventId event : group_.own) {
      group_.own_processes.push_back(function_.events[event].process);
      down.push_back(function_.events[event].process.unavailability);
    }
    const double largest = 1.0 / *std::max_element(down.begin(), down.end());
    const auto too_few = [&](double scale) { return probability_of_more(down, spare(), scale); };
    double low = 0.0, high = largest;
    for (int step = 0; step < 200 && high - low > 1e-15 * high; ++step) {
      const double middle = 0.5 * (low + high);
      (too_few(middle) < shares.all_failed ? low : high) = middle;
    }
    const double scale = 0.5 * (low + high);
    constexpr double near = 1e-5;
    const double slope = (too_few(scale * (1.0 + near)) - too_few(scale * (1.0 - near))) /
                         (2.0 * near);  // by the logarithm of the scale
    const double not_moving = 1.0 - moving_share(shares);
    const double leave_rate = shares.into_failed / (slope * not_moving);
    for (std::size_t i = 0; i < count(); ++i) {
      FailureProcess& process = function_.events[group_.own[i]].process;
      process.unavailability = std::min(down[i] * scale, 1.0);
      process.mean_repair_hours = 1.0 / leave_rate;
      process.repair = {};
      process.rate = leave_rate * process.unavailability / (1.0 - process.unavailability);
    }
  }

  /// What the failover's event takes, so that it and too few members working add up to the chain.
  [[nodiscard]] static double moving_share(const ChainShares& shares) {
    return (shares.switching + shares.failed_switch) / (1.0 - shares.all_failed);
  }

  /// Frequency at which too few members work, were they independent and no switch under way.
  [[nodiscard]] double direct_failures() const {
    std::vector<double> down;
    for (std::size_t i = 0; i < count(); ++i) down.push_back(own_process(i)->unavailability);
    double per_hour = 0.0;
    for (std::size_t i = 0; i < count(); ++i) {
      const double q = std::exchange(down[i], 1.0);
      const double if_failed = probability_of_more(down, spare(), 1.0);
      down[i] = 0.0;
      const double if_works = probability_of_more(down, spare(), 1.0);
      down[i] = q;
      per_hour += (if_failed - if_works) * own_process(i)->rate * (1.0 - q);
    }
    return per_hour;
  }

  void set_failover(const ChainShares& shares, bool shaped) {
    BasicEvent& event = function_.events[group_.failover];
    double share = moving_share(shares);
    // The rest of the chain's outages is what the members' own events bring.
    double into_switch = shares.into_switch;
    if (!shaped && group_.approximation.empty()) {
      into_switch += shares.into_failed - (1.0 - share) * direct_failures();
    }
    double per_hour = into_switch / (1.0 - shares.all_failed);
    EventId last;  // the first event of a cause is this group's own
    for (const FailoverGroup::SharedCause& shared : group_.shared_causes) {
      if (std::exchange(last, shared.cause) == shared.cause) continue;
      const auto [down, set_off] = set_off_by(shared, shares);
      share -= down;
      per_hour -= set_off;
    }
    event.can_fail = share > 1e-9 * moving_share(shares);  // not rounding alone
    if (!event.can_fail) return;
    // Causes that take too many members now and then were counted in full: keep the mean length.
    if (per_hour <= 0.0) per_hour = share / moving_share(shares) * into_switch;
    event.process.unavailability = share;
    event.process.rate = per_hour / (1.0 - share);
    event.process.mean_repair_hours = share / per_hour;
    // Outages of two lengths: switches that work, and those that somebody has to mend.
    event.process.repair.cured = group_.success;
    event.process.repair.restart = Duration::hours(group_.switch_hours);
    // Members are assumed or not; the switch's own figures were written.
    for (const EventId own : group_.own) {
      event.assumed = event.assumed || (own.valid() && function_.events[own].assumed);
    }
  }

  /// By the lengths of the members' outages, and whether the switch works.
  void find_switch_lengths() {
    double all = 0.0;
    for (const MemberRates& member : rates_) all += member.failure_rate;
    for (const MemberRates& member : rates_) {
      for (const OutageClass& outage : member.classes) {
        for (const auto& [chance, hours] : {std::pair{group_.success, group_.switch_hours},
                                            std::pair{1.0 - group_.success, group_.manual_hours}}) {
          // A switch that works at once takes no time; nobody mends one by hand in no time.
          const bool at_once = hours <= 0.0 && chance == group_.success;
          if (chance <= 0.0 || at_once) continue;
          const double moved = hours > 0.0 ? 1.0 / hours : 0.0;
          group_.switch_lengths.push_back(
              {chance * outage.rate / all, mean_until_either(outage, moved), outage.at_most_hours});
        }
      }
    }
  }

  struct SetOff {
    double share;     ///< of time
    double per_hour;  ///< switches
  };

  /// The failover that a shared cause sets off, where it hits who serves. Where other groups are on
  /// the cause too, these are the figures of this one alone.
  SetOff set_off_by(const FailoverGroup::SharedCause& shared, const ChainShares& shares) {
    const BasicEvent& cause = function_.events[shared.cause];
    BasicEvent& event = function_.events[shared.failover];
    const double down = cause.process.unavailability;
    event.can_fail = cause.can_fail && down > 0.0 && shares.into_switch > 0.0;
    if (!event.can_fail) return {0.0, 0.0};
    const double failures = cause.process.rate * (1.0 - down);
    const double hit = chance_of_hitting(group_, shared.members, shares.first_serves) *
                       (group_.switch_hours > 0.0 ? 1.0 : 1.0 - group_.success);
    double hours = 0.0;
    for (const auto& move : switches_after(group_, cause)) hours += move.share * move.hours;
    event.at_onset = hit;
    event.process = {};
    event.process.unavailability = std::min(1.0, failures * hit * hours / down);
    event.assumed = cause.assumed;
    return {down * event.process.unavailability, failures * hit};
  }

  StructureFunction& function_;
  FailoverGroup& group_;
  std::vector<MemberRates> rates_;
};

}  // namespace

void calibrate_failover_groups(StructureFunction& function) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < function.failover_groups.size(); ++i) order.push_back(i);
  // Groups inside of others come first: children have smaller ids.
  std::stable_sort(order.begin(), order.end(), [&function](std::size_t a, std::size_t b) {
    return function.failover_groups[a].node < function.failover_groups[b].node;
  });
  JointSwitches joint(function);
  for (const std::size_t i : order) {
    GroupCalibrator(function, function.failover_groups[i]).calibrate();
    joint.finish(i);
  }
}

void undo_calibration(StructureFunction& function) {
  for (FailoverGroup& group : function.failover_groups) {
    for (std::size_t i = 0; i < group.own_processes.size(); ++i) {
      function.events[group.own[i]].process = group.own_processes[i];
    }
    group.own_processes.clear();
    group.failure_rates.clear();
    group.switch_lengths.clear();
    group.approximation.clear();
    group.left_out.clear();
    group.shares = {};
  }
}

}  // namespace cutpoint
