/// The changes of a document in pieces that can be made one by one.
#pragma once

#include <cstddef>
#include <vector>

#include "cutpoint/document_changes.hpp"

namespace cutpoint {

/// Positions of changes that are made together: keys that only make sense together (the ways to
/// state figures), or all keys of an object.
using TrialUnit = std::vector<std::size_t>;

[[nodiscard]] std::vector<TrialUnit> units_by_key(const std::vector<DocumentChange>& changes);
[[nodiscard]] std::vector<TrialUnit> units_by_object(const std::vector<DocumentChange>& changes);

/// What must be made with `unit` so that no name is used that is not there: objects that are added
/// where it names them, and where it removes one, what does not name that any more. With
/// `backwards`, where changes are taken back, the other way round, and so on. Positions of changes;
/// at most quadratic in them.
[[nodiscard]] std::vector<std::size_t> companions(const std::vector<DocumentChange>& changes,
                                                  const TrialUnit& unit, bool backwards);

}  // namespace cutpoint
