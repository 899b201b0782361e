/// Addresses that are handed out, not called: of a front end, in the back end that it calls.
#pragma once

#include <vector>

#include "importer/compose/need.hpp"

namespace cutpoint::compose {

/// Drops, where two services infer each other, the one whose variable names a front end.
void drop_answers_to_callers(std::vector<std::vector<Need>>& needs);

}  // namespace cutpoint::compose
