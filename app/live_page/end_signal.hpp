/// Ctrl-C as an end that is waited for, of what runs until then.
#pragma once

namespace cutpoint {

/// From now on SIGINT and SIGTERM only make `was_ended` true.
void end_on_signals();
[[nodiscard]] bool was_ended();

}  // namespace cutpoint
