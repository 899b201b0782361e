#include "cutpoint/file_access.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fmt/format.h>

namespace cutpoint {

namespace {

/// What has no size that is known before: a pipe, or a device that may never end.
constexpr std::size_t stream_limit = 64U << 20U;

/// `expected` bytes are made room for at once: what is read is kept for excerpts.
Result<std::string> read_stream(std::istream& stream, std::size_t limit, std::size_t expected) {
  std::string content;
  content.reserve(expected);
  std::array<char, 1U << 16U> buffer{};
  while (stream.read(buffer.data(), buffer.size()) || stream.gcount() > 0) {
    content.append(buffer.data(), static_cast<std::size_t>(stream.gcount()));
    if (content.size() > limit) {
      return Failure(fmt::format("it gives more than {} MiB", limit >> 20U));
    }
  }
  if (stream.bad()) return Failure(std::strerror(errno));
  return content;
}

}  // namespace

Result<std::string> DiskAccess::read(const std::string& path) {
  if (path == "-") return read_stream(std::cin, size_limit, 0);
  std::error_code code;
  const auto status = std::filesystem::status(path, code);
  if (std::filesystem::is_directory(status)) return Failure("it is a folder");
  const bool is_file = std::filesystem::is_regular_file(status);
  const auto size = is_file ? std::filesystem::file_size(path, code) : 0;
  if (!code && size > size_limit) return Failure("it is larger than 1 GiB");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return Failure(std::strerror(errno));
  return read_stream(stream, is_file ? size_limit : stream_limit, code ? 0 : size);
}

bool DiskAccess::is_inside(const std::string& path, const std::string& root) {
  std::error_code code;
  // Absolute first: what does not exist stays relative otherwise, and would seem to lie outside.
  const auto real = std::filesystem::weakly_canonical(std::filesystem::absolute(path), code);
  const auto folder =
      std::filesystem::weakly_canonical(std::filesystem::absolute(root.empty() ? "." : root), code);
  const auto relative = real.lexically_relative(folder);
  return !code && !relative.empty() && *relative.begin() != "..";
}

}  // namespace cutpoint
