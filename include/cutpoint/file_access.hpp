/// Where texts come from: the library reads no file but through this.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace cutpoint {

/// Where texts come from; tests use a map, the program the disk.
class FileAccess {
 public:
  virtual ~FileAccess() = default;
  /// The content, or nothing and a reason ("No such file or directory") in `error`.
  [[nodiscard]] virtual std::optional<std::string> read(const std::string& path,
                                                        std::string& error) = 0;
  /// True when `path`, links resolved, lies in the folder `root` or below it.
  [[nodiscard]] virtual bool is_inside(const std::string& path, const std::string& root) = 0;
};

/// The disk. Refuses folders and files above `size_limit` bytes with a reason; "-" is standard
/// input.
class DiskAccess : public FileAccess {
 public:
  static constexpr std::size_t size_limit = 1U << 30U;
  std::optional<std::string> read(const std::string& path, std::string& error) override;
  bool is_inside(const std::string& path, const std::string& root) override;
};

}  // namespace cutpoint
