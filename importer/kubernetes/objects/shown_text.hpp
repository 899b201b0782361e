/// The text of manifests as it may be shown.
#pragma once

#include <string>

#include "importer/documents/value_tree.hpp"

namespace cutpoint::kubernetes {

/// The text that the tree was read from with `*` for each character that Secrets hold, and
/// variables whose names tell of a secret: excerpts of findings go to the logs of pipelines, and of
/// a dump all of it may be one line. Lines and columns stay. Of a value of several lines the first
/// is hidden; no finding stands on another.
[[nodiscard]] std::string without_secrets(const documents::ValueTree& tree, std::string text);

/// The same of a text in which something was found when it was read, so that the tree lacks parts
/// of it: all that stands below `data` in what calls itself a Secret.
[[nodiscard]] std::string without_unread_secrets(std::string text);

}  // namespace cutpoint::kubernetes
