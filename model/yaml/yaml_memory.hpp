/// Texts that are read again and again while somebody types in them: only the changed entries are
/// parsed anew.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/yaml/yaml_document.hpp"

namespace cutpoint {

/// Remembers what each name was last read as. What it gives is what `parse_yaml` gives, node by
/// node: where that is not sure (anchors, tags, several documents, an edit that reaches beyond the
/// entries of one mapping, whatever is wrong) the whole text is parsed.
class YamlMemory {
 public:
  [[nodiscard]] std::vector<YamlDocument> parse(FileId file, const SourceFiles& sources,
                                                Diagnostics& diagnostics);
  /// What is not looked at any more.
  void forget(const std::string& name) { known_.erase(name); }
  /// How many texts were not parsed whole so far.
  [[nodiscard]] std::size_t spliced() const { return spliced_; }

 private:
  struct Known {
    std::string text;
    YamlDocument document;
  };
  std::map<std::string, Known> known_;
  std::size_t spliced_ = 0;
};

/// Parses with what is remembered, where there is a memory.
[[nodiscard]] inline std::vector<YamlDocument> parse_yaml_again(FileId file,
                                                                const SourceFiles& sources,
                                                                Diagnostics& diagnostics,
                                                                YamlMemory* memory) {
  return memory == nullptr ? parse_yaml(file, sources, diagnostics)
                           : memory->parse(file, sources, diagnostics);
}

}  // namespace cutpoint
