/// Passwords in what is shown: findings go to the logs of pipelines and to services that keep them.
#pragma once

#include <string>
#include <string_view>

namespace cutpoint {

/// The text with `*` for each character of the password of `scheme://user:password@host`. As many
/// bytes as before, so that columns stay.
[[nodiscard]] std::string without_passwords(std::string_view text);

}  // namespace cutpoint
