#include "importer/kubernetes/objects/shown_text.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "cutpoint/source.hpp"

namespace cutpoint::kubernetes {

namespace {

using documents::Value;

/// What Secrets hold, also those of lists. Iterative.
std::vector<Value> values_of_secrets(const documents::ValueTree& tree) {
  std::vector<Value> held;
  std::vector<Value> objects;
  for (std::size_t i = 0; i < tree.document_count(); ++i) objects.push_back(tree.document(i));
  while (!objects.empty()) {
    const Value object = objects.back();
    objects.pop_back();
    // Items of a SecretList say no kind of their own.
    for (const Value item : object.find("items").items()) objects.push_back(item);
    const std::string_view kind = object.find("kind").text();
    if (!kind.empty() && kind != "Secret") continue;
    for (const std::string_view key : {"data", "stringData"}) {
      for (const documents::Entry entry : object.find(key).entries()) held.push_back(entry.value);
    }
  }
  return held;
}

}  // namespace

std::string without_secrets(const documents::ValueTree& tree, std::string text) {
  const std::vector<Value> held = values_of_secrets(tree);
  if (held.empty()) return text;
  SourceFiles lines;
  const FileId file = lines.add({}, text);
  for (const Value& value : held) {
    if (!value.is_scalar()) continue;
    const SourceSpan span = value.span();
    const std::string_view line = lines.line(file, span.line);
    const std::size_t begin =
        static_cast<std::size_t>(line.data() - lines.text(file).data()) + span.column - 1;
    const std::size_t end = std::min<std::size_t>(begin + span.length, text.size());
    for (std::size_t at = begin; at < end; ++at) {
      if (text[at] != '"' && text[at] != '\'') text[at] = '*';
    }
  }
  return text;
}

}  // namespace cutpoint::kubernetes
