// A text as the reader of YAML gives it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/yaml/yaml_document.hpp"

namespace cutpoint::testing {

struct ParsedText {
  SourceFiles sources;
  Diagnostics diagnostics;
  std::vector<YamlDocument> documents;
};

inline ParsedText parsed_text(std::string text, std::string name = "test.yaml") {
  ParsedText result;
  const FileId file = result.sources.add(std::move(name), std::move(text));
  result.documents = parse_yaml(file, result.sources, result.diagnostics);
  return result;
}

}  // namespace cutpoint::testing
