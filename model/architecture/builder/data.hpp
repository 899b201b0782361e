/// Backups, replicas, artefacts and objectives: what contradicts itself is refused.
#pragma once

#include <string_view>
#include <vector>

#include "model/architecture/builder/kinds.hpp"
#include "model/architecture/builder/names.hpp"

namespace cutpoint {

class DataChecks {
 public:
  DataChecks(NameTable& names, const KindTable& kinds, Diagnostics& diagnostics)
      : names_(names), kinds_(kinds), diagnostics_(diagnostics) {}

  void check(const DraftComponent& written, const Component& component);
  void check_objectives(const Objectives& objectives);

 private:
  void check_backup(const Backup& backup, const DraftComponent& written);
  void check_replication(const Replication& replication, const DraftComponent& written);
  void check_artifact(const Artifact& artifact, const DraftComponent& written);
  /// An RPO of what has nothing to lose would be met or missed by nobody's data.
  void check_kept_data(const DraftComponent& written, const Component& component);
  void refuse_repeated(const std::vector<WrittenName>& names, std::string_view role);
  /// Refuses names that are no component, and the component's own.
  void refuse_itself(const WrittenName& name, const DraftComponent& written, std::string_view role);

  NameTable& names_;
  const KindTable& kinds_;
  Diagnostics& diagnostics_;
};

}  // namespace cutpoint
