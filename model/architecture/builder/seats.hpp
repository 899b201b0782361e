/// How instances sit on their hosts: what cannot be, and what is hardly meant.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/model.hpp"
#include "model/architecture/builder/names.hpp"

namespace cutpoint {

class SeatChecks {
 public:
  SeatChecks(const IdVector<ComponentId, Component>& components, const NameTable& names,
             Diagnostics& diagnostics)
      : components_(components), names_(names), diagnostics_(diagnostics) {}

  void check(const IdVector<JourneyId, Journey>& journeys);

 private:
  void check_written(ComponentId id);
  /// Whether instances that stay could say on which instance of that host.
  void check_host(const Component& component, ComponentId host, SourceSpan span);
  /// What has a place of its own cannot have the same one twice.
  void refuse_twice(ComponentId id);
  /// A pool as a host is many places, and nothing says which of them.
  void doubt_unsaid(const Component& component, SourceSpan span);
  /// The placements that it could have.
  [[nodiscard]] std::string offered_placements(const Component& component) const;
  /// Hosts that no instance ever runs on, of what is not told to share its host.
  void doubt_unused(ComponentId id);
  /// Members of a redundancy that all take the same host, though they list others.
  void doubt_same(const std::vector<Requirement>& needs);
  [[nodiscard]] std::uint32_t seats_of(const Component& component) const;
  /// Where that one of its hosts is written.
  [[nodiscard]] SourceSpan span_of(ComponentId id, std::size_t host) const;

  const IdVector<ComponentId, Component>& components_;
  const NameTable& names_;
  Diagnostics& diagnostics_;
  std::set<ComponentId> share_host_;  ///< told by `doubt_same`
};

}  // namespace cutpoint
