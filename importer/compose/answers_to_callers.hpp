/// Addresses that are handed out, not called: of a front end, in the back end that it calls.
#pragma once

#include <vector>

namespace cutpoint::compose {

struct Need;

/// Drops, where two services infer each other, the one whose variable names a front end.
void drop_answers_to_callers(std::vector<std::vector<Need>>& needs);

}  // namespace cutpoint::compose
