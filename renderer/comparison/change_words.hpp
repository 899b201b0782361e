/// Changes of a document in words. Texts are as users wrote them: formats escape them.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/comparison.hpp"

namespace cutpoint {

/// What is changed: "db", "journey use", "link a -- b", "defaults of vm", "the document".
[[nodiscard]] std::string object_text(const DocumentChange& change);

/// Those that weaken something before the others, each in the order of the document.
[[nodiscard]] std::vector<const DocumentChange*> weakening_first(const Comparison& comparison);

/// "+", "-", "~" or "→" where it has another name.
[[nodiscard]] std::string change_sign(const DocumentChange& change);

/// In one line, without the object: "mtbf 30d → 60d", "backups removed: [{every: 1h}]",
/// "was called db-1", "added {kind: cache, mtbf: 30d}".
[[nodiscard]] std::string change_text(const DocumentChange& change);

/// Short, as a cause: "db: backups", "cache added", "all of db".
[[nodiscard]] std::string change_name(const DocumentChange& change);

/// What a result comes from: "web: runs_on", "db: mtbf; vm-1: mttr", "web: depends_on (with db-2
/// added)", "db: mtbf and web: replicas together". Empty where that is not known.
[[nodiscard]] std::string causes_text(const Comparison& comparison, const ResultChange& result);

/// Why no causes are told, where none are: a whole sentence, or nothing.
[[nodiscard]] std::string attribution_text(const Comparison& comparison);

}  // namespace cutpoint
