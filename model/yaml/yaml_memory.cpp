#include "model/yaml/yaml_memory.hpp"

#include "model/yaml/yaml_splice.hpp"

namespace cutpoint {

std::vector<YamlDocument> YamlMemory::parse(FileId file, const SourceFiles& sources,
                                            Diagnostics& diagnostics) {
  const std::string& text = sources.text(file);
  const auto known = known_.find(sources.name(file));
  if (known != known_.end()) {
    auto spliced = spliced_yaml(known->second.document, known->second.text, text, file);
    if (spliced) {
      ++spliced_;
      known->second = {text, *spliced};
      return {std::move(*spliced)};
    }
  }
  const std::size_t before = diagnostics.all().size();
  auto documents = parse_yaml(file, sources, diagnostics);
  // What somebody breaks while typing is mended soon: the last whole text is kept for that.
  if (documents.size() == 1 && diagnostics.all().size() == before) {
    known_[sources.name(file)] = {text, documents.front()};
  }
  return documents;
}

}  // namespace cutpoint
