#include "renderer/writing/json_text.hpp"

#include <fmt/format.h>

#include "model/base/code_points.hpp"

namespace cutpoint {

namespace {

/// `code` as JSON escapes it: beyond four digits as two halves.
std::string json_escape(std::uint32_t code) {
  if (code < 0x10000) return fmt::format("\\u{:04x}", code);
  const std::uint32_t rest = code - 0x10000;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800U + (rest >> 10U), 0xDC00U + (rest & 0x3FFU));
}

}  // namespace

std::string json_text(const OrderedJson& json) {
  std::string written = json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t start = at;
    const std::uint32_t code = next_code_point(written, at);
    // Outside of texts there are line ends alone.
    if (code == '\n' || !is_misleading(code)) continue;
    out.append(written, copied, start - copied);
    out += json_escape(code);
    copied = at;
  }
  if (copied == 0) return written;
  return out.append(written, copied);
}

}  // namespace cutpoint
