// Compares documents key by key of the format, and makes one say what another does.
#pragma once

#include <vector>

#include "cutpoint/document_changes.hpp"
#include "cutpoint/draft.hpp"

namespace cutpoint {

/// What is only in `before` paired with what is only in `after`: alike but for names; or needed by
/// the same and alike in at least half of what either says. Near-linear.
[[nodiscard]] std::vector<Renaming> find_renamings(const Draft& before, const Draft& after);

/// The document with these names replaced, wherever they stand.
[[nodiscard]] Draft renamed(Draft draft, const std::vector<Renaming>& renamings);

/// Every key of the format that differs, in the order of its tables; objects are the same where
/// their names are. Near-linear.
[[nodiscard]] std::vector<DocumentChange> compare_documents(const Draft& before,
                                                            const Draft& after);

/// Makes `base` say what `other` says where the change is; the rest stays.
void take_over(Draft& base, const Draft& other, const DocumentChange& change);

}  // namespace cutpoint
