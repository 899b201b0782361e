/// What rules said of a text before it was changed, while they have not spoken of it as it is.
#pragma once

#include <vector>

#include "cutpoint/linting.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// Those of rules, at the places that their lines have now; those of lines that were changed are
/// left out.
[[nodiscard]] std::vector<Finding> earlier_findings(std::vector<Finding> found,
                                                    const SourceFiles& before,
                                                    const SourceFiles& now);

}  // namespace cutpoint
