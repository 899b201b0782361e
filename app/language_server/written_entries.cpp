#include "app/language_server/written_entries.hpp"

#include <array>
#include <utility>

#include "model/format/edit/document_positions.hpp"
#include "model/yaml/yaml_document.hpp"

namespace cutpoint {

namespace {

class EntryReader {
 public:
  EntryReader(const YamlDocument& document, FileId file, const SourceFiles& sources)
      : document_(document), positions_(document, file, sources) {}

  std::vector<WrittenEntry> read() {
    static constexpr std::array sections{std::pair("journeys", NameUse::Of::journey),
                                         std::pair("components", NameUse::Of::component),
                                         std::pair("common_causes", NameUse::Of::common_cause),
                                         std::pair("kinds", NameUse::Of::kind)};
    std::vector<WrittenEntry> entries;
    for (const auto& [key, of] : sections) {
      const YamlNodeId section = document_.find(document_.root(), key);
      if (!section.valid() || document_.type(section) != YamlType::mapping) continue;
      const bool in_brackets = document_.style(section) == YamlStyle::flow;
      for (const auto& entry : document_.raw_entries(section)) {
        if (document_.text(entry.key) != "<<" && !entry.alias) {
          entries.push_back(written(entry, of, in_brackets));
        }
      }
    }
    return entries;
  }

 private:
  [[nodiscard]] WrittenEntry written(const YamlDocument::Entry& entry, NameUse::Of of,
                                     bool in_brackets) const {
    WrittenEntry result;
    result.name = std::string(document_.text(entry.key));
    result.of = of;
    result.name_from = positions_.start_of(entry.key);
    result.name_to = positions_.end_of(entry.key);
    const bool is_flow = document_.style(entry.value) == YamlStyle::flow;
    const bool is_mapping = document_.type(entry.value) == YamlType::mapping;
    result.from = result.name_from;
    result.to =
        is_flow || in_brackets ? positions_.end_of(entry.value) : positions_.lines_of(entry).to;
    const auto children = document_.raw_entries(entry.value);
    if (!is_mapping) return result;
    if (is_flow) {
      result.insertion = result.to - 1;
      result.before = children.empty() ? "" : ", ";
      result.between = ", ";
    } else if (!children.empty()) {
      result.insertion = positions_.start_of(children.front().key);
      result.between = "\n" + std::string(positions_.column_of(children.front().key), ' ');
      result.after = result.between;
    }
    return result;
  }

  const YamlDocument& document_;
  DocumentPositions positions_;
};

}  // namespace

std::vector<WrittenEntry> written_entries(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("document", text);
  const auto documents = parse_yaml(file, sources, diagnostics);
  if (documents.empty() || diagnostics.has_errors()) return {};
  if (documents.front().type(documents.front().root()) != YamlType::mapping) return {};
  return EntryReader(documents.front(), file, sources).read();
}

}  // namespace cutpoint
