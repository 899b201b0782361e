#include "importer/terraform/inventory/manifest_texts.hpp"

#include <memory>
#include <string>
#include <vector>

#include "importer/documents/read_documents.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;
using documents::ValueId;
using documents::ValueTree;
using documents::ValueType;

/// The provider takes one object a text; there may be thousands of texts.
constexpr documents::ReadingLimits limits{64, 200'000};

/// The documents of a text; none where it cannot be read.
ValueTree documents_of(std::string_view text) {
  SourceFiles texts;
  Diagnostics untold;
  const FileId file = texts.add({}, std::string(text));
  ValueTree tree = documents::read_documents(file, texts, untold, limits);
  return untold.has_errors() ? ValueTree(FileId()) : tree;
}

Value first_mapping(const ValueTree& tree) {
  for (std::size_t i = 0; i < tree.document_count(); ++i) {
    if (tree.document(i).is_mapping()) return tree.document(i);
  }
  return {};
}

/// All of a text stands at one place of the file. Nesting is limited by the reader.
class Copier {
 public:
  Copier(ValueTree& into, const SourceSpan& span) : into_(into), span_(span) {}

  ValueId scalar(ValueType type, std::string_view text) {
    return into_.add_scalar(type, text, span_);
  }

  ValueId collection(ValueType type, const std::vector<ValueTree::Child>& children) {
    const ValueId id = into_.add_collection(type, span_);
    into_.set_children(id, children.data(), children.size());
    return id;
  }

  ValueId copy(Value from) {
    if (!from.is_mapping() && !from.is_list()) return scalar(from.type(), from.text());
    std::vector<ValueTree::Child> children;
    for (const Value item : from.items()) children.push_back({ValueId(), copy(item)});
    for (const documents::Entry entry : from.entries())
      children.push_back({scalar(ValueType::text, entry.key), copy(entry.value)});
    return collection(from.type(), children);
  }

 private:
  ValueTree& into_;
  SourceSpan span_;
};

/// What a Secret holds is in no other list where its text was hidden as a whole.
void note_secrets(Value object, Secrets& secrets) {
  if (object.find("kind").text() != "Secret") return;
  for (const std::string_view key : {"data", "stringData"})
    add_secret_value(object.find(key), secrets);
}

}  // namespace

void read_manifest_text(Resource& resource, Inventory& inventory) {
  if (resource.type != "kubectl_manifest" || resource.is_data) return;
  const Value body = resource.values.find("yaml_body");
  note_secrets(first_mapping(documents_of(body.text())), inventory.secrets);
  std::string_view shown = text_at(resource, "yaml_body_parsed");
  if (shown.empty()) shown = text_at(resource, "yaml_body");
  const ValueTree tree = documents_of(shown);
  const Value object = first_mapping(tree);
  if (!object) return;
  visit_secrets(resource, [&](std::string_view, Value value) {
    if (value.type() == ValueType::text) inventory.secrets.add(value.text());
  });
  Source& source = inventory.sources[resource.source];
  if (!source.manifests) source.manifests = std::make_unique<ValueTree>(source.file);
  ValueTree& into = *source.manifests;
  Copier copier(into, body ? body.span() : resource.span);
  std::vector<ValueTree::Child> attributes;
  const auto add = [&](std::string_view key, ValueId value) {
    attributes.push_back({copier.scalar(ValueType::text, key), value});
  };
  if (const std::string id(text_at(resource, "id")); !id.empty())
    add("id", copier.scalar(ValueType::text, id));
  add("manifest", copier.copy(object));
  resource.values = Value(into, copier.collection(ValueType::mapping, attributes));
  // They were those of the attributes that are gone.
  resource.masks.clear();
  resource.hidden_paths.clear();
  resource.unknown = Value();
}

}  // namespace cutpoint::terraform
