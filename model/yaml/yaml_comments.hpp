/// The parts of a YAML text that its tree does not hold: comments, and the extent of scalars.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/yaml/yaml_document.hpp"

namespace cutpoint {

struct YamlComment {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool own_line = false;      ///< nothing but blanks stands before it
  bool blank_before = false;  ///< an empty line stands above (own_line only)
  std::string text;           ///< from the hash on
};

/// All comments of a document, in order. A hash inside a quoted or block scalar is none.
[[nodiscard]] std::vector<YamlComment> find_comments(const YamlDocument& document, FileId file,
                                                     const SourceFiles& sources);

/// The lines of a block scalar below its header, without their common indentation.
struct BlockScalar {
  std::string header;  ///< "|", ">-" …
  std::vector<std::string> lines;
  std::uint32_t last_line = 0;
};
[[nodiscard]] BlockScalar read_block_scalar(const SourceSpan& span, const SourceFiles& sources);

/// The last line of a quoted scalar that starts at `span`.
[[nodiscard]] std::uint32_t last_line_of_quoted(const SourceSpan& span, const SourceFiles& sources);

}  // namespace cutpoint
