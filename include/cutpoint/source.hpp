/// Where something was written: files, and positions in them.
///
/// `SourceFiles` owns the texts; lines of a text are found in constant time, columns in time linear
/// in the line. It may be read by any number of threads while nothing is added.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/export.hpp"
#include "cutpoint/id.hpp"

namespace cutpoint {

using FileId = Id<struct FileTag>;

/// A stretch of one line. Lines and columns are 1-based; columns and lengths count bytes of UTF-8
/// (`SourceFiles::display_column` converts to characters). Line 0: the place is not known.
struct SourceSpan {
  FileId file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 0;

  [[nodiscard]] bool known() const { return file.valid() && line > 0; }
  friend bool operator==(const SourceSpan&, const SourceSpan&) = default;
};

/// A value together with the place where it was written.
template <class T>
struct Spanned {
  T value{};
  SourceSpan span;
  friend bool operator==(const Spanned&, const Spanned&) = default;
};

/// A value that may have been written.
template <class T>
using Given = std::optional<Spanned<T>>;

/// The texts that were read, kept for excerpts. Append-only; ids stay valid.
class CUTPOINT_API SourceFiles {
 public:
  FileId add(std::string name, std::string text);

  [[nodiscard]] const std::string& name(FileId file) const { return files_[file].name; }
  [[nodiscard]] const std::string& text(FileId file) const { return files_[file].text; }
  [[nodiscard]] std::size_t size() const { return files_.size(); }

  /// The line without its end; empty when the number is out of range.
  [[nodiscard]] std::string_view line(FileId file, std::uint32_t number) const;

  /// The span's column in characters (code points), 1-based, as editors and SARIF count.
  [[nodiscard]] std::uint32_t display_column(const SourceSpan& span) const;

 private:
  struct File {
    std::string name;
    std::string text;
    std::vector<std::size_t> line_starts;
    std::vector<std::size_t> characters_before;  ///< by stretch of the text
  };
  IdVector<FileId, File> files_;
};

}  // namespace cutpoint
