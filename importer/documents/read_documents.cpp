#include "importer/documents/read_documents.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "importer/documents/json_reader.hpp"
#include "model/base/number_text.hpp"
#include "model/base/utf8.hpp"
#include "model/yaml/yaml_document.hpp"

namespace cutpoint::documents {

namespace {

ValueType type_of_plain(std::string_view text) {
  constexpr std::array booleans = {std::string_view("true"), std::string_view("false"),
                                   std::string_view("yes"),  std::string_view("no"),
                                   std::string_view("on"),   std::string_view("off")};
  const bool is_boolean = text.size() < 6 && std::find(booleans.begin(), booleans.end(),
                                                       lower_case(text)) != booleans.end();
  if (is_boolean) return ValueType::boolean;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool starts = !text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
  const bool whole = error != std::errc::invalid_argument && end == text.data() + text.size();
  return starts && whole ? ValueType::number : ValueType::text;
}

/// Adds one YAML document to a tree: its nodes in their order, then the children of each, so that
/// what aliases share stays shared.
class YamlConverter {
 public:
  YamlConverter(const YamlDocument& document, ValueTree& tree, Diagnostics& diagnostics)
      : document_(document), tree_(tree), diagnostics_(diagnostics) {}

  void run() {
    const std::size_t first = tree_.size();
    for (std::size_t i = 0; i < document_.size(); ++i) add_node(YamlNodeId(i));
    const auto converted = [first](YamlNodeId node) {
      return node.valid() ? ValueId(first + node.index()) : ValueId();
    };
    std::vector<ValueTree::Child> children;
    for (std::size_t i = 0; i < document_.size(); ++i) {
      const YamlNodeId node(i);
      children.clear();
      for (const YamlNodeId item : document_.items(node))
        children.push_back({ValueId(), converted(item)});
      for (const YamlDocument::Entry& entry : document_.entries(node))
        children.push_back({converted(entry.key), converted(entry.value)});
      if (children.empty()) continue;
      if (document_.type(node) == YamlType::mapping)
        drop_repeated_keys(children, 0, tree_, diagnostics_);
      tree_.set_children(converted(node), children.data(), children.size());
    }
    tree_.add_document(converted(document_.root()));
  }

 private:
  void add_node(YamlNodeId node) {
    switch (document_.type(node)) {
      case YamlType::null:
        tree_.add_scalar(ValueType::null, "", document_.span(node));
        break;
      case YamlType::scalar:
        tree_.add_scalar(type_of_scalar(node), document_.text(node), document_.span(node));
        break;
      case YamlType::sequence:
        tree_.add_collection(ValueType::list, document_.span(node));
        break;
      case YamlType::mapping:
        tree_.add_collection(ValueType::mapping, document_.span(node));
        break;
    }
  }

  [[nodiscard]] ValueType type_of_scalar(YamlNodeId node) const {
    return document_.is_plain(node) && document_.tag(node) != "tag:yaml.org,2002:str"
               ? type_of_plain(document_.text(node))
               : ValueType::text;
  }

  const YamlDocument& document_;
  ValueTree& tree_;
  Diagnostics& diagnostics_;
};

ValueTree read_yaml(FileId file, const SourceFiles& sources, Diagnostics& diagnostics,
                    const ReadingLimits& limits) {
  ValueTree tree(file);
  Diagnostics found;
  YamlLimits yaml_limits;
  yaml_limits.depth = limits.depth;
  yaml_limits.expanded = limits.values;
  yaml_limits.documents = limits.values;
  std::vector<YamlDocument> documents = parse_yaml(file, sources, found, yaml_limits);
  std::size_t values = 0;
  for (const YamlDocument& document : documents) values += document.size();
  tree.reserve(values);
  for (YamlDocument& document : documents) {
    YamlConverter(document, tree, diagnostics).run();
    document = YamlDocument();  // what was converted is not held twice
  }
  // A key written twice is an error in the own format; other tools take the last.
  for (const Diagnostic& finding : found.all()) {
    if (finding.rule != "duplicate-key") diagnostics.add(finding);
  }
  return tree;
}

/// JSON, and not YAML in its flow style, whose keys need no quotes.
bool looks_like_json(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[')) return false;
  const std::size_t second = text.find_first_not_of(blanks, first + 1);
  if (second == std::string_view::npos) return true;
  if (text[first] == '{') return text[second] == '"' || text[second] == '}';
  return std::string_view("\"{[]-0123456789").find(text[second]) != std::string_view::npos;
}

}  // namespace

ValueTree read_documents(FileId file, const SourceFiles& sources, Diagnostics& diagnostics,
                         const ReadingLimits& limits) {
  return looks_like_json(sources.text(file)) ? read_json(file, sources, diagnostics, limits)
                                             : read_yaml(file, sources, diagnostics, limits);
}

SourceFiles unshown_beside(const SourceFiles& shown) {
  SourceFiles unshown;
  for (std::size_t i = 0; i < shown.size(); ++i) (void)unshown.add({}, {});
  return unshown;
}

FileId register_file(const std::string& path, FileAccess& access, SourceFiles& sources,
                     Diagnostics& diagnostics) {
  auto bytes = access.read(path);
  if (!bytes) {
    diagnostics.error("cannot-read", SourceSpan(),
                      fmt::format("cannot read {}: {}", path, bytes.error.message));
    return FileId();
  }
  return add_outside_text(path, std::move(*bytes), sources, diagnostics).value_or(FileId());
}

}  // namespace cutpoint::documents
