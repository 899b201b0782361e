/// Messages on a stream of bytes.
#pragma once

#include <cstddef>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace cutpoint {

/// How messages are told apart.
enum class Framing {
  headers,  ///< `Content-Length: 123`, an empty line, so many bytes: language servers
  lines,    ///< one a line: the Model Context Protocol
};

/// Larger ones are passed over.
inline constexpr std::size_t largest_message = std::size_t{64} << 20U;

struct ReadMessage {
  std::string text;
  std::string error;  ///< why there is no text: what came was no message
};

/// The next message; nothing at the end of the stream. What is no message is an error once, and
/// reading goes on behind it.
[[nodiscard]] std::optional<ReadMessage> read_message(std::istream& in, Framing framing);

void write_message(std::ostream& out, Framing framing, std::string_view text);

}  // namespace cutpoint
