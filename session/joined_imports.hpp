/// Several imports as one: where names and addresses meet, they are one system.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/source.hpp"
#include "importer/evidence/imported.hpp"

namespace cutpoint {

struct ImportedPart {
  std::string label;  ///< by which a user means it: "compose", "kubernetes"
  Imported imported;
};

/// What a user says of two parts: "compose:web" is "kubernetes:web". The part before the colon may
/// be left out where the name stands in one part alone.
struct SameComponent {
  std::string name;     ///< gives up its place, figures and count
  std::string remains;  ///< keeps its own and takes over the needs of the other
};

/// One system of all parts. A name that several have is told apart by the label of the later ones,
/// with a remark; an address that a component of one part names and one of another answers to is an
/// edge, with the reason and place; hosts that nobody answers to are told. Labels must differ.
/// Near-linear, and once more for each pair of `same`.
[[nodiscard]] Imported join_imports(std::vector<ImportedPart> parts,
                                    const std::vector<SameComponent>& same,
                                    const SourceFiles& sources, Diagnostics& diagnostics);

}  // namespace cutpoint
