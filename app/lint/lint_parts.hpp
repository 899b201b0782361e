/// Parts of a lint run, as files that machines hand to each other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/console/command.hpp"
#include "cutpoint/shard.hpp"
#include "session/document_check.hpp"

namespace cutpoint {

/// What one shard found, and of which run it is.
struct LintPart {
  Shard shard;
  std::vector<std::string> paths;  ///< that were asked for
  std::string fingerprint;         ///< of all that was read, and of how it was checked
  DocumentFindings findings;
};

/// Of the names and texts of files that were read, the rules, their severities and the day.
[[nodiscard]] std::string fingerprint_of(const SourceFiles& sources, const LintOptions& options);

[[nodiscard]] std::string part_text(const LintPart& part);

/// The parts of one run, all of them, as one; says what is wrong on the console where there are
/// none.
[[nodiscard]] std::optional<LintPart> joined_parts(const std::vector<std::string>& files,
                                                   Console& console);

}  // namespace cutpoint
