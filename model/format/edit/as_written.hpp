/// What a document itself says of records of incidents.
#pragma once

#include <vector>

#include "cutpoint/draft.hpp"
#include "model/format/edit/document_differences.hpp"

namespace cutpoint {

/// Without what the records say: the document only names them.
[[nodiscard]] Draft as_written(Draft draft);

/// Of components that name records before and after: the keys of `observed` that differ, so that
/// the others stay as somebody wrote them.
void find_parts(const Draft& before, const Draft& after, std::vector<ObjectChange>& changes);

}  // namespace cutpoint
