/// Ways to write a result down. Each result has one table of formats, which renderer/CMakeLists.txt
/// generates: commands take their choices from it, and a new format is one new row.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cutpoint {

/// One of several files that an output can be written as.
struct RenderedFile {
  std::string name;  ///< without folder: "fail-web-1.yaml"
  std::string content;
};

/// Output, or why there is none (a picture too large to lay out, say).
struct Rendered {
  Rendered() = default;
  /// Implicit: what is rendered is its text, where nothing more can be said.
  Rendered(std::string text, std::string reason = {}, std::vector<std::string> remarks = {})
      : content(std::move(text)), error(std::move(reason)), notes(std::move(remarks)) {}

  std::string content;
  std::string error;                ///< empty on success
  std::vector<std::string> notes;   ///< what is not as it was asked for
  std::vector<RenderedFile> files;  ///< the same in pieces, for a folder; most formats have none
};

/// What an output is fit for.
enum class Medium {
  terminal,  ///< for people: fits a width, may be coloured, and put into ASCII signs
  text,      ///< for files and programs
  binary
};

struct FormatDescription {
  std::string_view name;  ///< as in `--format name`, and the ending of files with pictures
  std::string_view summary;
  Medium medium = Medium::text;
};

/// One row of a table of formats. `Input` is the result with what is needed to write it down.
template <class Input>
struct Format : FormatDescription {
  Rendered (*render)(const Input& input) = nullptr;
};

/// A table of formats, in the order in which they are offered.
template <class Input>
using Formats = std::span<const Format<Input>* const>;

/// Null where the table has no such format.
template <class Input>
[[nodiscard]] const Format<Input>* find_format(Formats<Input> formats, std::string_view name) {
  const auto found = std::find_if(formats.begin(), formats.end(),
                                  [name](const auto* row) { return row->name == name; });
  return found == formats.end() ? nullptr : *found;
}

template <class Input>
[[nodiscard]] std::vector<std::string> format_names(Formats<Input> formats) {
  std::vector<std::string> names;
  for (const auto* row : formats) names.emplace_back(row->name);
  return names;
}

}  // namespace cutpoint
