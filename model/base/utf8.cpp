#include "model/base/utf8.hpp"

#include <array>
#include <cstdint>

#include <fmt/format.h>
#include <utf8proc.h>

namespace cutpoint {

namespace {

void append_utf8(std::string& text, std::uint32_t code) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes.data());
  for (utf8proc_ssize_t i = 0; i < length; ++i) {
    text += static_cast<char>(bytes[static_cast<std::size_t>(i)]);
  }
}

enum class Encoding { utf8, little_endian_16, big_endian_16 };

struct BeginningOfText {
  Encoding encoding = Encoding::utf8;
  std::size_t mark = 0;  ///< bytes of a byte order mark
};

/// By the byte order mark; without one UTF-16 is told by the sign that XML and JSON begin with.
BeginningOfText beginning_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return {Encoding::utf8, 3};
  if (bytes.starts_with("\xFF\xFE"sv)) return {Encoding::little_endian_16, 2};
  if (bytes.starts_with("\xFE\xFF"sv)) return {Encoding::big_endian_16, 2};
  for (const auto sign : {"<\0"sv, "{\0"sv}) {
    if (bytes.starts_with(sign)) return {Encoding::little_endian_16, 0};
  }
  for (const auto sign : {"\0<"sv, "\0{"sv}) {
    if (bytes.starts_with(sign)) return {Encoding::big_endian_16, 0};
  }
  return {};
}

std::optional<std::string> from_utf16(std::string_view bytes, bool big_endian) {
  std::string text;
  const auto unit = [&](std::size_t i) -> std::uint32_t {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return big_endian ? first * 256U + second : second * 256U + first;
  };
  if (bytes.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    std::uint32_t code = unit(i);
    if (code >= 0xD800 && code < 0xDC00) {
      if (i + 3 >= bytes.size()) return std::nullopt;
      const std::uint32_t low = unit(i + 2);
      if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
      code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
      i += 2;
    } else if (code >= 0xDC00 && code < 0xE000) {
      return std::nullopt;
    }
    append_utf8(text, code);
  }
  return text;
}

/// Length of the well-formed sequence at `at`, 0 where there is none.
std::size_t sequence_length(const std::string& text, std::size_t at) {
  utf8proc_int32_t code = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());  // NOLINT: its type
  const auto length =
      utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  return length > 0 ? static_cast<std::size_t>(length) : 0;
}

}  // namespace

bool is_utf16(std::string_view bytes) {
  return beginning_of(bytes).encoding != Encoding::utf8;
}

Result<std::string> to_utf8(std::string bytes, const std::string& name) {
  const BeginningOfText beginning = beginning_of(bytes);
  if (beginning.encoding == Encoding::utf8) {
    bytes.erase(0, beginning.mark);
  } else {
    auto text = from_utf16(std::string_view(bytes).substr(beginning.mark),
                           beginning.encoding == Encoding::big_endian_16);
    if (!text) return Failure(fmt::format("{} is no well-formed UTF-16", name));
    bytes = std::move(*text);
  }
  std::size_t line = 1;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto c = static_cast<unsigned char>(bytes[at]);
    if (c == '\n') ++line;
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
      return Failure(
          fmt::format("{}: line {} holds the control character 0x{:02x}", name, line, c));
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) return Failure(fmt::format("{}: line {} is no well-formed UTF-8", name, line));
    at += length;
  }
  return bytes;
}

Result<std::string> read_utf8(FileAccess& access, const std::string& path) {
  auto bytes = access.read(path);
  return bytes ? to_utf8(std::move(*bytes), path) : bytes;
}

std::size_t character_width(std::uint32_t code) {
  const bool is_control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  if (is_control) return 1;
  return static_cast<std::size_t>(utf8proc_charwidth(static_cast<utf8proc_int32_t>(code)));
}

}  // namespace cutpoint
