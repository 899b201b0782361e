/// What can only be judged once it is known what runs where.
#pragma once

#include <vector>

#include "model/architecture/builder/kinds.hpp"
#include "model/architecture/builder/names.hpp"

namespace cutpoint {

class PlaceChecks {
 public:
  PlaceChecks(const IdVector<ComponentId, Component>& components, const NameTable& names,
              const KindTable& kinds, Diagnostics& diagnostics)
      : components_(components), names_(names), kinds_(kinds), diagnostics_(diagnostics) {}

  void check(const IdVector<JourneyId, Journey>& journeys);

 private:
  /// What it runs on, one host after the other as long as there is one; itself first.
  [[nodiscard]] std::vector<ComponentId> ground_of(ComponentId id) const;
  /// What all members of a group stand on, the nearest first.
  [[nodiscard]] std::vector<ComponentId> shared_ground(const Requirement& group) const;
  /// Sites that stand on the same ground are one site. A provider may have several.
  void check_sites(const std::vector<Requirement>& needs);
  /// What is off-site must not lie in the same place.
  void check_offsite(ComponentId id);
  /// A journey's RPO is judged by the records that it stands on.
  void check_judged(const Journey& journey);

  const IdVector<ComponentId, Component>& components_;
  const NameTable& names_;
  const KindTable& kinds_;
  Diagnostics& diagnostics_;
};

}  // namespace cutpoint
