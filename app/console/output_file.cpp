#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/console/console.hpp"
#include "app/console/work_limit.hpp"

namespace cutpoint {

namespace {

constexpr mode_t permissions = 07777;

/// Closes what it was given.
class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  OpenFile(OpenFile&&) = delete;
  OpenFile& operator=(OpenFile&&) = delete;
  ~OpenFile() { (void)close(); }

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] int descriptor() const { return descriptor_; }

  /// The reason on failure, else empty.
  [[nodiscard]] std::string write(std::string_view content) const {
    while (!content.empty()) {
      const ssize_t written = ::write(descriptor_, content.data(), content.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return std::strerror(errno);
      content.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }
  /// Some file systems say only now that there was no room.
  [[nodiscard]] std::string close() {
    if (descriptor_ < 0) return {};
    const bool failed = ::close(descriptor_) != 0;
    descriptor_ = -1;
    return failed ? std::strerror(errno) : std::string();
  }

 private:
  int descriptor_;
};

/// Devices, pipes, and files of several names, which a replacement would part: written as they are.
std::string write_in_place(const std::string& path, const std::string& content) {
  OpenFile file(::open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC));
  if (!file.is_open()) return std::strerror(errno);
  std::string reason = file.write(content);
  return reason.empty() ? file.close() : reason;
}

/// What a new file may be done with, as the user has set it for the process.
mode_t usual_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

/// Whole or not at all, through a file of a fresh name beside it that nobody else can have made;
/// what may be done with the file stays as it is. The reason on failure, else empty.
std::string replace_file(const std::string& path, const std::string& content, mode_t mode) {
  std::string temporary = path + ".XXXXXX";
  OpenFile file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.is_open()) return std::strerror(errno);
  std::string reason = file.write(content);
  if (reason.empty() && ::fchmod(file.descriptor(), mode) != 0) reason = std::strerror(errno);
  if (reason.empty()) reason = file.close();
  if (reason.empty() && ::rename(temporary.c_str(), path.c_str()) != 0) {
    reason = std::strerror(errno);
  }
  if (!reason.empty()) ::unlink(temporary.c_str());
  return reason;
}

/// Through links, to the file that is meant. The reason on failure, else empty.
std::string write_file_at(const std::string& path, const std::string& content) {
  std::error_code error;
  std::string real = path;
  if (std::filesystem::is_symlink(path, error)) {
    real = std::filesystem::weakly_canonical(path, error).string();
    if (error) return error.message();
  }
  struct stat status {};
  if (::stat(real.c_str(), &status) != 0) {
    return errno == ENOENT ? replace_file(real, content, usual_mode()) : std::strerror(errno);
  }
  if (S_ISDIR(status.st_mode)) return "it is a folder";
  if (!S_ISREG(status.st_mode)) return write_in_place(real, content);
  // A folder that may be written to would let a file be replaced that may not.
  if (::access(real.c_str(), W_OK) != 0) return std::strerror(errno);
  if (status.st_nlink > 1) return write_in_place(real, content);
  return replace_file(real, content, status.st_mode & permissions);
}

}  // namespace

Exit write_output(const std::string& path, const std::string& content, Console& console) {
  if (console.limit != nullptr) console.limit->lift();
  if (path.empty() || path == "-") {
    console.out << content;
    return Exit::success;
  }
  const std::string reason = write_file_at(path, content);
  if (reason.empty()) return Exit::success;
  return fail(console, fmt::format("cannot write {}: {}", path, reason));
}

Exit write_change(const std::string& path, const std::string& before, const std::string& after,
                  Console& console) {
  const auto now = DiskAccess().read(path);
  if (now && *now == before) return write_output(path, after, console);
  return fail(console,
              fmt::format("{} was changed meanwhile, and is left as it is now: try again", path));
}

}  // namespace cutpoint
