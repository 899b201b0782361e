/// What a Markdown document claims of the model that it holds or names, for checks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/console/console.hpp"

namespace cutpoint {

/// One line a claim that is not supported, with its place.
struct CheckedClaims {
  std::vector<std::string> missed;     ///< refuted, or no claim that can be understood
  std::vector<std::string> undecided;  ///< neither supported nor refuted by what is known
};

/// Judges the claims of the document at `path`, whose only model is `system`, as lint does; none
/// where it is no Markdown. Nothing, with the reasons printed, where it cannot be read or a comment
/// in it is misspelt: a claim that nobody reads must not pass for one that holds.
[[nodiscard]] std::optional<CheckedClaims> check_claims(const std::string& path,
                                                        const System& system,
                                                        const Analysis& analysis, Console& console);

}  // namespace cutpoint
