/// Passwords in what is shown: findings go to the logs of pipelines and to services that keep them.
#pragma once

#include <string>
#include <string_view>

namespace cutpoint {

/// True for names whose values nobody is shown: `DB_PASSWORD`, `access_key`, `token`.
[[nodiscard]] bool names_secret(std::string_view name);

/// The text with `*` for each character of the password of `scheme://user:password@host`, and of
/// what a name that tells of a secret is given on the same line: `PASSWORD=…`, `password: …`. As
/// many bytes as before, so that columns stay.
[[nodiscard]] std::string without_passwords(std::string_view text);

}  // namespace cutpoint
