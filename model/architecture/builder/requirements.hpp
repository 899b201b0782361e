/// Requirement trees, names resolved.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/architecture/builder/failovers.hpp"
#include "model/architecture/builder/names.hpp"

namespace cutpoint {

/// Who has the requirements.
struct Dependant {
  ComponentId component;  ///< invalid for a journey
  std::string_view name;
};

class RequirementResolver {
 public:
  RequirementResolver(NameTable& names, Diagnostics& diagnostics)
      : names_(names), failovers_(names, diagnostics), diagnostics_(diagnostics) {}

  /// Entries in which something is wrong are reported and left out.
  [[nodiscard]] std::vector<Requirement> resolve(const std::vector<DraftRequirement>& written,
                                                 const Dependant& owner);

 private:
  [[nodiscard]] std::optional<Requirement> resolve_one(const DraftRequirement& written,
                                                       const Dependant& owner);
  [[nodiscard]] std::optional<Requirement> resolve_component(const DraftRequirement& written,
                                                             const Dependant& owner);
  [[nodiscard]] std::optional<Requirement> resolve_group(const DraftRequirement& written,
                                                         const Dependant& owner);
  void resolve_members(const DraftMembers& written, const Dependant& owner, Requirement& group);
  [[nodiscard]] bool set_threshold(const DraftRequirement& written, Requirement& group);
  [[nodiscard]] std::optional<Requirement> resolve_connected(const DraftRequirement& written);
  void refuse_repeated_members(const Requirement& group);
  void doubt_single_member(const DraftRequirement& written, const Requirement& group);

  NameTable& names_;
  FailoverChecks failovers_;
  Diagnostics& diagnostics_;
};

}  // namespace cutpoint
