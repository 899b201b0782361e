/// Changes of a draft written back into the text that it came from.
#pragma once

#include <string>

#include "cutpoint/draft.hpp"
#include "cutpoint/result.hpp"

namespace cutpoint {

/// `text` with what differs between two drafts written into it: keys of components and common
/// causes, new components, links. Comments, order, anchors and everything else stay as they are; a
/// text that was laid out canonically still is. `before` is what `text` says, alone or with files
/// that it overlays; what records of incidents gave it is not written. A failure where that cannot
/// be done or the result does not say what it should.
[[nodiscard]] Result<std::string> write_changes(const std::string& text, const Draft& before,
                                                const Draft& after);

/// Whether both drafts say the same; the order of components does not count.
[[nodiscard]] bool same_architecture(const Draft& one, const Draft& other);

}  // namespace cutpoint
