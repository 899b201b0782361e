/// A short name of what texts say, to be compared with one made elsewhere or earlier.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace cutpoint {

/// FNV-1a, so that fingerprints are the same on every machine and in every version.
class Fingerprint {
 public:
  void add(std::string_view text) {
    for (const char c : text) add_byte(static_cast<unsigned char>(c));
    add_byte(0);
  }
  /// Of all that was added, in its order: 16 hexadecimal digits.
  [[nodiscard]] std::string text() const { return fmt::format("{:016x}", state_); }

 private:
  void add_byte(unsigned char byte) { state_ = (state_ ^ byte) * 0x100000001b3U; }
  std::uint64_t state_ = 0xcbf29ce484222325U;
};

}  // namespace cutpoint
