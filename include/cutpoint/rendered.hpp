/// What is written down of a result, and how. Plain values that own what they hold.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cutpoint/picture_options.hpp"
#include "cutpoint/result.hpp"

namespace cutpoint {

/// One of several files that an output can be written as.
struct RenderedFile {
  std::string name;  ///< without folder: "fail-web-1.yaml"
  std::string content;
};

/// What was written down.
struct Output {
  Output() = default;
  /// Implicit: what is rendered is its text, where nothing more can be said.
  Output(std::string text, std::vector<std::string> remarks = {})
      : content(std::move(text)), notes(std::move(remarks)) {}

  std::string content;
  std::vector<std::string> notes;   ///< what is not as it was asked for
  std::vector<RenderedFile> files;  ///< the same in pieces, for a folder; most formats have none
};

/// Output, or why there is none (a picture too large to lay out, say).
using Rendered = Result<Output>;

/// What an output is fit for.
enum class Medium {
  terminal,  ///< for people: fits a width, may be coloured, and put into ASCII signs
  text,      ///< for files and programs
  binary
};

/// A format, with static texts.
struct FormatDescription {
  std::string_view name;  ///< as in `--format name`, and the ending of files with pictures
  std::string_view summary;
  Medium medium = Medium::text;
};

/// How it looks.
struct RenderOptions {
  bool colour = false;          ///< ANSI colours, terminal formats only
  std::size_t width = 100;      ///< columns to fill, terminal formats only
  std::string file_name;        ///< what was read, for headings; empty: name of the system
  PictureOptions picture = {};  ///< pictures only
  std::string table = {};       ///< CSV only: the name of the table; empty: journeys
};

}  // namespace cutpoint
