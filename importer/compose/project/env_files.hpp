/// Files of NAME=VALUE lines: `.env`, and what `env_file` names.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "importer/compose/project/interpolation.hpp"
#include "importer/compose/project/value.hpp"

namespace cutpoint::compose {

/// What such a text sets, and where it is no such text.
struct Settings {
  Variables values;
  std::set<std::string> missing;          ///< variables that it refers to and nobody sets
  std::vector<std::size_t> faulty_lines;  ///< 1-based
};

/// Reads as Compose does: quotes, values over several lines, comments, `export`, a byte order mark;
/// ${NAME} means `outer` and then lines before. A name alone takes its value from `outer`. Later
/// lines win. `raw`: what stands behind the equals sign, as it is. Linear.
[[nodiscard]] Settings read_settings(std::string_view text, const Variables& outer,
                                     bool raw = false);

}  // namespace cutpoint::compose
