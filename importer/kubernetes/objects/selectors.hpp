/// Which labels a selector takes.
#pragma once

#include "importer/kubernetes/objects/objects.hpp"

namespace cutpoint::kubernetes {

/// A plain mapping from label to value, as Services have it; an empty one takes nothing.
[[nodiscard]] bool takes_labels(const Value& plain_selector, const Labels& labels);

/// `matchLabels` and `matchExpressions`; an empty selector takes everything, a missing one nothing.
[[nodiscard]] bool selects_labels(const Value& label_selector, const Labels& labels);

/// `matchExpressions` of nodes: also Gt and Lt.
[[nodiscard]] bool meets_expressions(const Value& expressions, const Labels& labels);

}  // namespace cutpoint::kubernetes
