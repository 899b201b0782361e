/// Formulas of Open-PSA gates.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "importer/open_psa/definitions.hpp"
#include "model/architecture/fault_tree.hpp"

namespace cutpoint::open_psa {

/// A row of the connectives, for the reader and the reference page.
struct ConnectiveRow {
  std::string_view name;
  Connective connective;
  std::size_t arguments;  ///< how many it takes; 0: any number
  std::string_view meaning;
};
[[nodiscard]] std::span<const ConnectiveRow> connectives();

/// Reads formulas into the gates of a tree. Arguments are looked up among definitions that already
/// have their id in the tree.
class Formulas {
 public:
  Formulas(Definitions& definitions, const IdVector<DefinitionId, GateArgument>& arguments,
           FaultTree& tree)
      : definitions_(definitions), arguments_(arguments), tree_(tree) {}

  /// The formula of a gate definition into `gate`.
  void read(DefinitionId definition, GateId gate);
  /// Definitions that formulas refer to.
  [[nodiscard]] const std::vector<DefinitionId>& referred() const { return referred_; }

 private:
  void read_formula(Place formula, GateId gate);
  std::optional<GateArgument> argument(Place place);
  std::optional<GateArgument> reference(Place place, std::string_view kind);
  std::optional<GateArgument> constant(Place place);
  void unknown_event(Place place, std::string_view name, std::string_view kind);
  bool read_counts(Place place, Gate& gate);
  void check_counts(Place place, const Gate& gate);

  Definitions& definitions_;
  const IdVector<DefinitionId, GateArgument>& arguments_;
  FaultTree& tree_;
  ScopeId scope_;
  std::vector<DefinitionId> referred_;
  bool told_no_data_ = false;
};

}  // namespace cutpoint::open_psa
