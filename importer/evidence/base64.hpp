/// Texts that formats carry encoded.
#pragma once

#include <string>
#include <string_view>

namespace cutpoint {

/// Decoded, line breaks passed over; empty where it is no base64.
[[nodiscard]] std::string from_base64(std::string_view text);

}  // namespace cutpoint
