#include "cutpoint/file_access.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace cutpoint {

std::optional<std::string> DiskAccess::read(const std::string& path, std::string& error) {
  if (path == "-") {
    return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  }
  std::error_code code;
  if (std::filesystem::is_directory(path, code)) {
    error = "it is a folder";
    return std::nullopt;
  }
  const auto size = std::filesystem::file_size(path, code);
  if (!code && size > size_limit) {
    error = "it is larger than 1 GiB";
    return std::nullopt;
  }
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    error = std::strerror(errno);
    return std::nullopt;
  }
  std::string content;
  if (!code) content.reserve(static_cast<std::size_t>(size));
  content.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  if (stream.bad()) {
    error = std::strerror(errno);
    return std::nullopt;
  }
  return content;
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
