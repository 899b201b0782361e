#include "app/language_server/places.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>

#include <fmt/format.h>

#include "model/base/code_points.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view file_scheme = "file://";

/// Units of UTF-16 of the character at `at`, which moves past it.
std::uint32_t next_units(std::string_view text, std::size_t& at) {
  return next_code_point(text, at) >= 0x10000 ? 2 : 1;
}

/// Units of UTF-16 in front of a byte.
std::uint32_t units_before(std::string_view line, std::size_t bytes) {
  std::uint32_t units = 0;
  for (std::size_t at = 0; at < std::min(bytes, line.size());) units += next_units(line, at);
  return units;
}

}  // namespace

std::string path_of_uri(std::string_view uri) {
  if (uri.rfind(file_scheme, 0) != 0) return std::string(uri);
  uri.remove_prefix(file_scheme.size());
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    unsigned value = 0;
    const char* digits = uri.data() + i + 1;
    const bool is_escape = uri[i] == '%' && i + 2 < uri.size() &&
                           std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2;
    path += is_escape ? static_cast<char>(value) : uri[i];
    if (is_escape) i += 2;
  }
  return normal_path(path);
}

std::string normal_path(const std::string& path) {
  return std::filesystem::path(path).lexically_normal().string();
}

std::string uri_of_path(std::string_view path) {
  if (path.empty() || path.front() != '/') return std::string(path);
  std::string uri(file_scheme);
  for (const char c : path) {
    const bool is_plain = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                          std::string_view("/-._~").find(c) != std::string_view::npos;
    uri += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

std::string_view line_of_text(std::string_view text, std::uint32_t line) {
  std::size_t start = 0;
  for (std::uint32_t at = 1; at < line; ++at) {
    start = text.find('\n', start);
    if (start == std::string_view::npos) return {};
    ++start;
  }
  std::string_view found = text.substr(start, text.find('\n', start) - start);
  if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
  return found;
}

TextPlace place_of(const RpcJson& position, std::string_view text) {
  const auto line = position.at("line").get<std::uint32_t>();
  const auto wanted = position.at("character").get<std::uint32_t>();
  const std::string_view found = line_of_text(text, line + 1);
  std::size_t byte = 0;
  for (std::uint32_t units = 0; units < wanted && byte < found.size();) {
    units += next_units(found, byte);
  }
  return {line + 1, static_cast<std::uint32_t>(byte) + 1};
}

RpcJson position_json(std::string_view line_text, TextPlace place) {
  return {{"line", place.line - 1}, {"character", units_before(line_text, place.column - 1)}};
}

RpcJson range_json(const SourceSpan& span, const SourceFiles& sources) {
  if (!span.known()) {
    const RpcJson start{{"line", 0}, {"character", 0}};
    return {{"start", start}, {"end", start}};
  }
  const std::string_view line = sources.line(span.file, span.line);
  // What has no length is shown as the rest of its word.
  std::uint32_t length = span.length;
  while (span.length == 0 && span.column - 1 + length < line.size() &&
         line[span.column - 1 + length] != ' ') {
    ++length;
  }
  return {{"start", position_json(line, {span.line, span.column})},
          {"end", position_json(line, {span.line, span.column + length})}};
}

RpcJson whole_range_json(std::string_view text) {
  return TextRanges(text).range(0, text.size());
}

TextRanges::TextRanges(std::string_view text) : text_(text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    line_starts_.push_back(at + 1);
  }
}

RpcJson TextRanges::position(std::size_t byte) const {
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), byte);
  const std::size_t start = *(next - 1);
  return {{"line", next - line_starts_.begin() - 1},
          {"character", units_before(text_.substr(start), byte - start)}};
}

RpcJson TextRanges::range(std::size_t from, std::size_t to) const {
  return {{"start", position(from)}, {"end", position(to)}};
}

}  // namespace cutpoint
