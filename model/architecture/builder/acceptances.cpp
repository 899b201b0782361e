#include "model/architecture/builder/acceptances.hpp"

#include <string_view>

#include <fmt/format.h>

namespace cutpoint {

void AcceptanceChecks::check(const std::vector<Acceptance>& accept, bool on_document) {
  for (const Acceptance& acceptance : accept) {
    if (!acceptance.rule && !acceptance.marks.has("rule", KeyMark::unread)) {
      diagnostics_.error("missing-key", acceptance.span, "an accepted risk must name its `rule`")
          .help = "for a single point of failure: `rule: single-point-of-failure`";
    }
    if (!acceptance.reason && !acceptance.marks.has("reason", KeyMark::unread)) {
      diagnostics_.error("missing-key", acceptance.span, "an accepted risk must give a `reason`");
    }
    if (!on_document && !acceptance.components.empty()) {
      diagnostics_.error("unknown-key", acceptance.components.front().span,
                         "`components` belongs to the `accept` list of the document");
    }
    for (const WrittenName& name : acceptance.components) (void)names_.resolve(name);
  }
}

}  // namespace cutpoint
