#include "model/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <fmt/format.h>
#include <utf8proc.h>

namespace cutpoint {

void append_utf8(std::string& text, std::uint32_t code) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes.data());
  for (utf8proc_ssize_t i = 0; i < length; ++i) {
    text += static_cast<char>(bytes[static_cast<std::size_t>(i)]);
  }
}

namespace {

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

bool is_control_character(unsigned char c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

constexpr std::string_view shown_instead = "\xEF\xBF\xBD";  // U+FFFD

/// What editors of one byte a character took the byte for, where it is a letter in all of them.
std::string letter_of_latin_1(unsigned char byte) {
  std::string letter;
  if (byte >= 0xC0 && byte != 0xD7 && byte != 0xF7) append_utf8(letter, byte);
  return letter;
}

TextFlaw flaw_of_byte(unsigned char byte, bool is_utf16_without_mark) {
  TextFlaw flaw;
  flaw.length = 1;
  if (is_control_character(byte)) {
    flaw.message = fmt::format("the control character 0x{:02x} stands in it", byte);
    flaw.help = is_utf16_without_mark ? "it looks like UTF-16 without its mark; save it as UTF-8"
                                      : "take it out, or write it as an escape in double quotes";
    return flaw;
  }
  flaw.length = static_cast<std::uint32_t>(shown_instead.size());
  flaw.message = fmt::format("the byte 0x{:02x} is no UTF-8", byte);
  flaw.help = "save it as UTF-8, which editors call an encoding";
  if (const std::string letter = letter_of_latin_1(byte); !letter.empty()) {
    flaw.help += fmt::format("; in Latin-1 it is `{}`", letter);
  }
  return flaw;
}

/// Every other byte of the first few is nothing, as in Latin letters of UTF-16.
bool looks_like_utf16(const std::string& bytes) {
  const std::size_t first = std::min<std::size_t>(bytes.size(), 64);
  return std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(first), '\0') >=
         static_cast<std::ptrdiff_t>(first) * 3 / 8;
}

/// The same lines with what is no character replaced.
std::string readable(const std::string& bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) {
      text += shown_instead;
    } else {
      text.append(bytes, at, length);
    }
    at += std::max<std::size_t>(length, 1);
  }
  return text;
}

}  // namespace

bool is_utf16(std::string_view bytes) {
  return beginning_of(bytes).encoding != Encoding::utf8;
}

OutsideText text_from_outside(std::string bytes) {
  const BeginningOfText beginning = beginning_of(bytes);
  if (beginning.encoding == Encoding::utf8) {
    bytes.erase(0, beginning.mark);
  } else {
    auto text = from_utf16(std::string_view(bytes).substr(beginning.mark),
                           beginning.encoding == Encoding::big_endian_16);
    if (!text) return {"", TextFlaw{"it is no well-formed UTF-16", "save it as UTF-8"}};
    bytes = std::move(*text);
  }
  std::uint32_t line = 1;
  std::size_t start = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto c = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = is_control_character(c) ? 0 : sequence_length(bytes, at);
    if (length == 0) {
      TextFlaw flaw = flaw_of_byte(c, looks_like_utf16(bytes));
      flaw.line = line;
      flaw.column = static_cast<std::uint32_t>(at - start) + 1;
      return {readable(bytes), std::move(flaw)};
    }
    at += length;
    if (c == '\n') {
      ++line;
      start = at;
    }
  }
  return {std::move(bytes), std::nullopt};
}

Result<std::string> to_utf8(std::string bytes) {
  OutsideText read = text_from_outside(std::move(bytes));
  if (!read.flaw) return std::move(read.text);
  const TextFlaw& flaw = *read.flaw;
  const std::string place =
      flaw.line > 0 ? fmt::format("line {}, column {}: ", flaw.line, flaw.column) : "";
  return Failure(place + flaw.message, flaw.help);
}

std::optional<FileId> add_outside_text(std::string name, std::string bytes, SourceFiles& sources,
                                       Diagnostics& diagnostics) {
  OutsideText read = text_from_outside(std::move(bytes));
  const FileId file = sources.add(std::move(name), std::move(read.text));
  if (!read.flaw) return file;
  const TextFlaw& flaw = *read.flaw;
  diagnostics
      .error("cannot-read", SourceSpan{file, flaw.line, flaw.column, flaw.length}, flaw.message)
      .help = flaw.help;
  return std::nullopt;
}

Result<std::string> read_utf8(FileAccess& access, const std::string& path) {
  auto bytes = access.read(path);
  return bytes ? to_utf8(std::move(*bytes)) : bytes;
}

std::size_t character_width(std::uint32_t code) {
  const bool is_control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  if (is_control) return 1;
  return static_cast<std::size_t>(utf8proc_charwidth(static_cast<utf8proc_int32_t>(code)));
}

}  // namespace cutpoint
