/// What holds of every import.
#pragma once

#include <string>

namespace cutpoint::fuzzing {

/// What is written of `input`, a file called `name`, is YAML that loads as an architecture without
/// errors, be it one without journeys, and that the formatter leaves as it is; its reasons can be
/// listed; and it is the same when it is made again.
void require_imported(const std::string& format, const std::string& name, const std::string& input);

}  // namespace cutpoint::fuzzing
