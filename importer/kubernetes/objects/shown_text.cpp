#include "importer/kubernetes/objects/shown_text.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "cutpoint/source.hpp"
#include "model/base/passwords.hpp"

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

/// Values of `{name: DB_PASSWORD, value: …}`, wherever such a pair stands.
void add_named_secrets(const documents::ValueTree& tree, std::vector<Value>& held) {
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const Value pair(tree, documents::ValueId(i));
    if (pair.is_mapping() && names_secret(pair.find("name").text()))
      held.push_back(pair.find("value"));
  }
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(" -"), line.size());
}

/// Whether the line begins with the key, as YAML or as JSON on lines of its own.
bool begins_with_key(std::string_view line, std::string_view key) {
  line.remove_prefix(indent_of(line));
  if (!line.empty() && line.front() == '"') line.remove_prefix(1);
  if (!line.starts_with(key)) return false;
  line.remove_prefix(key.size());
  if (!line.empty() && line.front() == '"') line.remove_prefix(1);
  return !line.empty() && line.front() == ':';
}

bool calls_itself_secret(std::string_view part) {
  for (std::size_t at = part.find("Secret"); at != std::string_view::npos;
       at = part.find("Secret", at + 1)) {
    const std::size_t end = part.find_last_not_of(" \"':", at == 0 ? 0 : at - 1);
    if (end != std::string_view::npos && part.substr(0, end + 1).ends_with("kind")) return true;
  }
  return false;
}

void star(std::string& text, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    if (std::string_view("\"'\r\n ").find(text[at]) == std::string_view::npos) text[at] = '*';
  }
}

/// Stars what stands below `data` in one document. Keys of the first level stay.
void hide_data(std::string& text, std::size_t at, std::size_t end) {
  constexpr std::size_t none = std::string::npos;
  std::size_t key_indent = none;
  std::size_t child_indent = none;
  while (at < end) {
    const std::size_t line_end = std::min(std::min(text.find('\n', at), text.size()), end);
    const std::string_view line(text.data() + at, line_end - at);
    const std::size_t indent = indent_of(line);
    const std::size_t colon = line.find(':');
    const bool is_below = key_indent != none && (indent > key_indent || indent == line.size());
    if (is_below) {
      if (child_indent == none && indent < line.size()) child_indent = indent;
      const bool has_key = indent == child_indent && colon != std::string_view::npos;
      star(text, has_key ? at + colon + 1 : at, line_end);
    } else {
      key_indent = child_indent = none;
      if (begins_with_key(line, "data") || begins_with_key(line, "stringData")) {
        key_indent = indent;
        star(text, at + colon + 1, line_end);
      }
      // Much may stand on one line.
      for (const std::string_view key : {"data\":", "stringData\":"}) {
        const std::size_t inside = line.find(key);
        if (inside != std::string_view::npos) star(text, at + inside + key.size(), line_end);
      }
    }
    at = line_end + 1;
  }
}

}  // namespace

std::string without_secrets(const documents::ValueTree& tree, std::string text) {
  std::vector<Value> held = values_of_secrets(tree);
  add_named_secrets(tree, held);
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

std::string without_unread_secrets(std::string text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t mark = std::min(text.find("\n---", at), text.size());
    if (calls_itself_secret(std::string_view(text).substr(at, mark - at)))
      hide_data(text, at, mark);
    at = mark + 1;
  }
  return text;
}

}  // namespace cutpoint::kubernetes
