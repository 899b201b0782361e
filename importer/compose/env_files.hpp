/// Files of NAME=VALUE lines: `.env`, and what `env_file` names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "importer/compose/value.hpp"

namespace cutpoint::compose {

/// The variables that such a text sets; later lines win.
[[nodiscard]] std::map<std::string, std::string> read_settings(const std::string& text);

/// One file that `env_file` names.
struct EnvFile {
  std::string path;      ///< as it is written
  bool required = true;  ///< false: it may be missing
  SourceSpan span;
};

/// The files of an `env_file`: a path, a list of paths, or mappings with `path` and `required`.
[[nodiscard]] std::vector<EnvFile> env_files_of(const Value& value);

}  // namespace cutpoint::compose
