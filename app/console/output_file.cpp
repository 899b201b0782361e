#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "app/console/console.hpp"

namespace cutpoint {

namespace {

/// Writes through a temporary file; the reason on failure, else empty.
std::string replace_file(const std::filesystem::path& path, const std::string& content) {
  std::error_code error;
  const std::filesystem::path real =
      std::filesystem::is_symlink(path, error) ? std::filesystem::canonical(path, error) : path;
  const std::filesystem::path temporary = real.string() + ".cutpoint-tmp";
  {
    std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
    if (!stream) return std::strerror(errno);
    stream.write(content.data(), static_cast<std::streamsize>(content.size()));
    if (!stream.flush()) {
      const std::string reason = std::strerror(errno);
      std::filesystem::remove(temporary, error);
      return reason;
    }
  }
  std::filesystem::rename(temporary, real, error);
  if (!error) return {};
  const std::string reason = error.message();
  std::filesystem::remove(temporary, error);
  return reason;
}

}  // namespace

Exit write_output(const std::string& path, const std::string& content, Console& console) {
  if (path.empty() || path == "-") {
    console.out << content;
    return Exit::success;
  }
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  std::string reason;
  if (std::filesystem::is_directory(status)) {
    reason = "it is a folder";
  } else if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    // A device or pipe cannot be replaced, only written.
    std::ofstream stream(path, std::ios::binary);
    stream << content;
    if (!stream.flush()) reason = std::strerror(errno);
  } else {
    reason = replace_file(path, content);
  }
  if (reason.empty()) return Exit::success;
  return fail(console, fmt::format("cannot write {}: {}", path, reason));
}

}  // namespace cutpoint
