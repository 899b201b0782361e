/// What a written `failover` comes to: times, chances, who serves.
#pragma once

#include <optional>
#include <vector>

#include "cutpoint/model.hpp"

namespace cutpoint {

struct FailoverTerms {
  bool active_passive = false;
  bool by_hand = false;
  double standby_rate = 1.0;  ///< failure rate of a waiting member, of that of a serving one
  double success = 1.0;       ///< of an automatic switch, what a check misses included
  std::optional<Duration> detection;
  std::optional<Duration> time;    ///< of the switch itself, starting a cold standby included
  std::optional<Duration> manual;  ///< of a switch by hand, without the detection
  bool failback = false;           ///< work returns by itself to the first in service order
  /// Mean hours from the failure to the end of the switch, or of one by hand (0: nobody does it).
  [[nodiscard]] double switch_hours() const;
  [[nodiscard]] double manual_hours() const;
  /// Of a return, which nobody has to detect.
  [[nodiscard]] double return_hours() const;
};

/// Of a switch from one member to another: `failing` is noticed by its health check, and `taking`
/// starts where it is a cold standby. What is no component has no check, and no time to start.
[[nodiscard]] FailoverTerms failover_terms(const Model& model, const Failover& written,
                                           ComponentId failing, ComponentId taking);

/// How long the member starts before it can take over: none but of a cold standby.
[[nodiscard]] Duration time_to_start(const Model& model, const Failover& written,
                                     ComponentId taking);

/// The same where nobody knows which of these takes over: it may be who starts longest.
[[nodiscard]] FailoverTerms failover_terms(const Model& model, const Failover& written,
                                           ComponentId failing,
                                           const std::vector<ComponentId>& taking);

/// Components without each of which nobody switches; who moves work by hand asks nobody.
[[nodiscard]] std::vector<ComponentId> who_switches(const Model& model, const Failover& written);

/// Longest time until health checks have seen a failure; absent where no interval is written.
[[nodiscard]] std::optional<Duration> noticed_within(const Model& model, ComponentId id);

}  // namespace cutpoint
