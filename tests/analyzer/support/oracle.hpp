// The meaning of a model straight from the format's definition, by naive iteration: shares no code
// with the engine.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cutpoint/model.hpp"

namespace cutpoint::testing {

/// Probability and rate of every event that can fail, by printed name.
struct OracleEvent {
  std::string name;
  double unavailability = 0;
  double rate_per_hour = 0;
};

class Oracle {
 public:
  explicit Oracle(const Model& model);

  [[nodiscard]] const std::vector<OracleEvent>& events() const { return events_; }

  /// What has failed when exactly these events have occurred; soft requirements count where `full`.
  struct State {
    std::vector<bool> component_failed;
    std::vector<bool> journey_failed;
  };
  [[nodiscard]] State evaluate(const std::set<std::string>& occurred, bool full) const;

 private:
  [[nodiscard]] bool instance_failed(ComponentId id, std::uint32_t instance,
                                     const std::set<std::string>& occurred,
                                     const std::vector<bool>& failed, bool full) const;
  /// What that instance runs on, as `placement` has it.
  [[nodiscard]] bool place_failed(const Component& component, std::uint32_t instance,
                                  const std::set<std::string>& occurred,
                                  const std::vector<bool>& failed, bool full) const;
  /// One instance of a host, with all that it needs.
  [[nodiscard]] bool seat_failed(ComponentId host, std::uint32_t instance,
                                 const std::set<std::string>& occurred,
                                 const std::vector<bool>& failed, bool full) const;
  [[nodiscard]] bool unmet(const Requirement& requirement, const std::string& owner,
                           const std::set<std::string>& occurred, const std::vector<bool>& failed,
                           bool full) const;
  [[nodiscard]] bool parted(const Requirement& requirement, const std::set<std::string>& occurred,
                            const std::vector<bool>& failed) const;
  void add_fallbacks(const std::vector<Requirement>& needs, const std::string& owner);

  const Model& model_;
  std::vector<OracleEvent> events_;
  std::map<const Requirement*, std::string> fallback_names_;
  std::map<std::string, int> fallback_copies_;
};

}  // namespace cutpoint::testing
