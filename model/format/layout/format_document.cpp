// `cutpoint fmt`: lays a document out anew and makes sure that nothing was lost.
#include <algorithm>
#include <map>

#include "model/base/utf8.hpp"
#include "model/format/layout/formatter.hpp"
#include "model/format/layout/layout.hpp"
#include "model/format/reading.hpp"
#include "model/yaml/yaml_comments.hpp"
#include "model/yaml/yaml_document.hpp"

namespace cutpoint {

namespace {

/// Same values in the same places; the order of keys does not count.
bool same_tree(const YamlDocument& a, YamlNodeId x, const YamlDocument& b, YamlNodeId y) {
  if (a.type(x) != b.type(y) || a.text(x) != b.text(y) || a.tag(x) != b.tag(y)) return false;
  if (a.type(x) == YamlType::sequence) {
    const auto left = a.items(x);
    const auto right = b.items(y);
    if (left.size() != right.size()) return false;
    // Nesting is limited by the YAML reader, so this recursion is shallow.
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (!same_tree(a, left[i], b, right[i])) return false;
    }
    return true;
  }
  const auto left = a.raw_entries(x);
  const auto right = b.raw_entries(y);
  if (left.size() != right.size()) return false;
  std::map<std::string_view, YamlNodeId> by_key;
  for (const auto& entry : right) by_key.emplace(b.text(entry.key), entry.value);
  return std::all_of(left.begin(), left.end(), [&](const YamlDocument::Entry& entry) {
    const auto found = by_key.find(a.text(entry.key));
    return found != by_key.end() && same_tree(a, entry.value, b, found->second);
  });
}

std::size_t count_comments(const std::vector<YamlDocument>& documents, FileId file,
                           const SourceFiles& sources) {
  return documents.empty() ? 0 : find_comments(documents.front(), file, sources).size();
}

}  // namespace

std::optional<std::string> format_architecture(const std::string& name, std::string text,
                                               SourceFiles& sources, Diagnostics& diagnostics) {
  const auto added = add_outside_text(name, std::move(text), sources, diagnostics);
  if (!added) return std::nullopt;
  const FileId file = *added;
  const auto documents = parse_yaml(file, sources, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  if (documents.size() != 1) {
    diagnostics.error(documents.empty() ? "empty-document" : "several-documents",
                      SourceSpan{file, 1, 1, 1}, "exactly one document a file can be formatted");
    return std::nullopt;
  }
  std::string formatted = lay_out_canonically(documents.front(), file, sources);
  // Never trust a formatter: the result must mean the same and hold every comment.
  SourceFiles again;
  Diagnostics problems;
  const FileId copy = again.add(name, formatted);
  const auto check = parse_yaml(copy, again, problems);
  // And lay out in the same way what it has laid out.
  const bool same =
      !problems.has_errors() && check.size() == 1 &&
      lay_out_canonically(check.front(), copy, again) == formatted &&
      same_tree(documents.front(), documents.front().root(), check.front(), check.front().root()) &&
      count_comments(documents, file, sources) <= count_comments(check, copy, again);
  if (same) return formatted;
  diagnostics.warning("format-unsafe", SourceSpan{file, 1, 1, 1},
                      "this document cannot be laid out without a risk to its meaning or comments; "
                      "it is left as it is");
  return sources.text(file);
}

}  // namespace cutpoint
