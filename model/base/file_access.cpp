#include "cutpoint/file_access.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace cutpoint {

Result<std::string> DiskAccess::read(const std::string& path) {
  if (path == "-") {
    return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  }
  std::error_code code;
  if (std::filesystem::is_directory(path, code)) return Failure("it is a folder");
  const auto size = std::filesystem::file_size(path, code);
  if (!code && size > size_limit) return Failure("it is larger than 1 GiB");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return Failure(std::strerror(errno));
  std::string content;
  if (!code) content.reserve(static_cast<std::size_t>(size));
  content.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  if (stream.bad()) return Failure(std::strerror(errno));
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
