/// Whether a test runs with a sanitizer, which makes everything several times as slow.
#pragma once

namespace cutpoint::testing {

#ifdef __SANITIZE_ADDRESS__
inline constexpr bool is_sanitized = true;
#else
inline constexpr bool is_sanitized = false;
#endif

/// For sizes: a sanitizer looks at each line that runs, not at how often it runs.
template <class T>
constexpr T by_sanitizer(T as_built, T sanitized) {
  return is_sanitized ? sanitized : as_built;
}

}  // namespace cutpoint::testing
