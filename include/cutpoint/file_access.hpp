/// Where texts come from: the library reads no file but through this.
///
/// The library calls it from the thread that called the library, never from two at once.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "cutpoint/export.hpp"
#include "cutpoint/result.hpp"

namespace cutpoint {

/// An interface that a user of the library may implement; `MemoryAccess` and `DiskAccess` are two.
class CUTPOINT_API FileAccess {
 public:
  virtual ~FileAccess() = default;
  /// The content, or why it cannot be had: "No such file or directory".
  [[nodiscard]] virtual Result<std::string> read(const std::string& path) = 0;
  /// True when `path`, links resolved, lies in the folder `root` or below it.
  [[nodiscard]] virtual bool is_inside(const std::string& path, const std::string& root) = 0;
};

/// The disk. Refuses folders and files above `size_limit` bytes with a reason, and what has no size
/// (a pipe, a device) above 64 MiB; "-" is standard input, read to its end each time. Has no state.
class CUTPOINT_API DiskAccess : public FileAccess {
 public:
  static constexpr std::size_t size_limit = 1U << 30U;
  Result<std::string> read(const std::string& path) override;
  bool is_inside(const std::string& path, const std::string& root) override;
};

/// Texts by path, and other files behind them: a document that an editor holds, a block of a
/// Markdown file, standard input that was read once already. Reading changes nothing, so that
/// several threads may read at once where the other files allow it.
class CUTPOINT_API MemoryAccess : public FileAccess {
 public:
  using Texts = std::map<std::string, std::string>;  ///< by path
  /// `others`, which must live as long, is asked for every path without a text; null: there are no
  /// other files.
  explicit MemoryAccess(Texts texts, FileAccess* others = nullptr);
  Result<std::string> read(const std::string& path) override;
  bool is_inside(const std::string& path, const std::string& root) override;

 private:
  Texts texts_;
  FileAccess* others_;
};

}  // namespace cutpoint
