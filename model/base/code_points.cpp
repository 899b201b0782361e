#include "model/base/code_points.hpp"

#include <algorithm>
#include <array>

namespace cutpoint {

namespace {

struct MisleadingRange {
  std::uint32_t first;
  std::uint32_t last;
};

// Marks without a shape of their own, those that turn the direction of text, and those that XML
// cannot hold.
constexpr std::array misleading = {
    MisleadingRange{0x00, 0x1F},       MisleadingRange{0x7F, 0x9F},
    MisleadingRange{0xAD, 0xAD},       MisleadingRange{0x061C, 0x061C},
    MisleadingRange{0x200B, 0x200F},   MisleadingRange{0x2028, 0x202E},
    MisleadingRange{0x2060, 0x206F},   MisleadingRange{0xFEFF, 0xFEFF},
    MisleadingRange{0xFFF9, 0xFFFB},   MisleadingRange{0xFFFE, 0xFFFF},
    MisleadingRange{0xE0000, 0xE007F},
};

}  // namespace

std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  std::size_t length = 1;
  std::uint32_t code = byte;
  if (byte >= 0xF0) {
    length = 4;
    code = byte & 0x07U;
  } else if (byte >= 0xE0) {
    length = 3;
    code = byte & 0x0FU;
  } else if (byte >= 0xC0) {
    length = 2;
    code = byte & 0x1FU;
  }
  if (at + length > text.size()) length = 1;
  for (std::size_t i = 1; i < length; ++i) {
    code = code << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  at += length;
  return code;
}

bool is_misleading(std::uint32_t code) {
  return std::any_of(misleading.begin(), misleading.end(), [code](const MisleadingRange& range) {
    return code >= range.first && code <= range.last;
  });
}

}  // namespace cutpoint
