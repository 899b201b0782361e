/// Changes of what lies between components: links and fallbacks.
#pragma once

#include <optional>

#include "analyzer/advice/candidate.hpp"

namespace cutpoint {

/// A second link beside one, alike and independent; nothing where the draft does not hold it.
[[nodiscard]] std::optional<Candidate> second_link(const Draft& draft, const Model& model,
                                                   LinkId link);

/// A fallback that is rehearsed, so that it fails half as often; nothing where it stands in for a
/// group. `event`: "no fallback from a to b".
[[nodiscard]] std::optional<Candidate> rehearsed_fallback(const Draft& draft,
                                                          const BasicEvent& event);

}  // namespace cutpoint
