/// Places as the protocol counts them: lines from 0 on, columns in units of UTF-16.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/rpc/channel.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// A place in a text: line and column from 1 on, columns in bytes.
struct TextPlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// "/tmp/a b.yaml" of "file:///tmp/a%20b.yaml"; another URI is its own name.
[[nodiscard]] std::string path_of_uri(std::string_view uri);
[[nodiscard]] std::string uri_of_path(std::string_view path);

/// As documents are told apart by: without "." and "..".
[[nodiscard]] std::string normal_path(const std::string& path);

/// The line without its end; empty behind the last one.
[[nodiscard]] std::string_view line_of_text(std::string_view text, std::uint32_t line);
/// Beyond the end of a line or the text: its end.
[[nodiscard]] TextPlace place_of(const RpcJson& position, std::string_view text);

[[nodiscard]] RpcJson position_json(std::string_view line_text, TextPlace place);
[[nodiscard]] RpcJson range_json(const SourceSpan& span, const SourceFiles& sources);
/// All of a text.
[[nodiscard]] RpcJson whole_range_json(std::string_view text);

/// Ranges of bytes of a text, which must live as long: many of them.
class TextRanges {
 public:
  explicit TextRanges(std::string_view text);
  [[nodiscard]] RpcJson range(std::size_t from, std::size_t to) const;

 private:
  [[nodiscard]] RpcJson position(std::size_t byte) const;
  std::string_view text_;
  std::vector<std::size_t> line_starts_{0};
};

}  // namespace cutpoint
