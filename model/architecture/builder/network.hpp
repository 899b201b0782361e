/// Links and common causes: the basic events that are no components.
#pragma once

#include <string>
#include <unordered_map>

#include "model/architecture/builder/figures.hpp"
#include "model/architecture/builder/kinds.hpp"
#include "model/architecture/builder/names.hpp"

namespace cutpoint {

/// Links and common causes by name, with where each is defined.
using EventNames = std::unordered_map<std::string, SourceSpan>;

/// Once the components' figures are known.
class NetworkResolver {
 public:
  NetworkResolver(NameTable& names, const IdVector<ComponentId, Component>& components,
                  const KindTable& kinds, FigureResolver& figures, Diagnostics& diagnostics)
      : names_(names),
        components_(components),
        kinds_(kinds),
        figures_(figures),
        diagnostics_(diagnostics) {}

  /// Those written under components first.
  [[nodiscard]] IdVector<LinkId, Link> resolve_links(const Draft& draft);
  /// After the links, whose names they must not take.
  [[nodiscard]] IdVector<CommonCauseId, CommonCause> resolve_common_causes(const Draft& draft);
  [[nodiscard]] const EventNames& events() const { return events_; }

 private:
  void add_link(const DraftLink& written, ComponentId from, ComponentId to);
  /// False where another link has the name that was written.
  [[nodiscard]] bool name_link(const DraftLink& written, Link& link);
  void add_common_cause(const DraftCommonCause& written);
  void check_members(const DraftCommonCause& written, const CommonCause& cause);
  void check_beta_members(const CommonCause& cause);
  void check_beta_shares();
  void refuse_component_name(const std::string& name, SourceSpan span);
  [[nodiscard]] bool figures_known(ComponentId id) const {
    return figures_.are_known(names_.written(id).figures, components_[id].kind);
  }

  NameTable& names_;
  const IdVector<ComponentId, Component>& components_;
  const KindTable& kinds_;
  FigureResolver& figures_;
  Diagnostics& diagnostics_;
  IdVector<LinkId, Link> links_;
  IdVector<CommonCauseId, CommonCause> causes_;
  EventNames events_;
};

}  // namespace cutpoint
