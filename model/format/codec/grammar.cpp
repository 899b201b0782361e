// The parts of the format with a grammar of their own: names, labels, knowledge, links.
#include <algorithm>

#include <fmt/format.h>

#include "model/base/meant_words.hpp"
#include "model/format/codec/codec.hpp"
#include "model/format/codec/key_synonyms.hpp"

namespace cutpoint {

std::string_view type_text(YamlType type) {
  switch (type) {
    case YamlType::null:
      return "nothing";
    case YamlType::scalar:
      return "text";
    case YamlType::sequence:
      return "a list";
    case YamlType::mapping:
      return "a mapping";
  }
  return "";
}

bool NodeReader::expect(YamlNodeId node, YamlType type, std::string_view expected,
                        std::string_view example) {
  const YamlType found = document_.type(node);
  if (found == type) return true;
  Diagnostic& wrong =
      error("wrong-type", node, fmt::format("expected {}, found {}", expected, type_text(found)));
  wrong.help = example;
  // `kind:vm` is a text.
  const std::string_view text = found == YamlType::scalar ? document_.text(node) : "";
  const std::size_t colon = text.find(':');
  if (type == YamlType::mapping && colon != std::string_view::npos && colon + 1 < text.size()) {
    wrong.help = fmt::format("a blank stands behind the colon: `{}: {}`", text.substr(0, colon),
                             text.substr(colon + 1, text.find('\n') - colon - 1));
  }
  return false;
}

std::optional<std::string_view> NodeReader::scalar(YamlNodeId node, std::string_view expected) {
  if (!expect(node, YamlType::scalar, expected)) return std::nullopt;
  return document_.text(node);
}

std::optional<WrittenName> NodeReader::name(YamlNodeId node) {
  const auto text = scalar(node, "a name");
  if (!text) return std::nullopt;
  if (text->find_first_not_of(" \t\n") == std::string_view::npos) {
    error("invalid-value", node, "a name cannot be empty");
    return std::nullopt;
  }
  return WrittenName{std::string(*text), span(node)};
}

namespace {

/// What a word is where a key should be: the rest of a number that a comma cut, a key that its
/// colon was not told from, or an item of a list without brackets. Empty where it is none of these.
std::string word_in_place_of_key(std::string_view word) {
  if (word.find(':') != std::string_view::npos && word.back() != ':') {
    return fmt::format("a blank stands behind the colon: `{}: {}`", word.substr(0, word.find(':')),
                       word.substr(word.find(':') + 1));
  }
  if (word.front() >= '0' && word.front() <= '9') {
    return "a `,` parts two keys here: numbers are written with a point, as in 99.9% and 1.5h";
  }
  return fmt::format("`{}` has no value; a list stands in brackets, as in [a, {}]", word, word);
}

}  // namespace

std::string_view NodeReader::unknown_key(YamlNodeId key, const std::vector<std::string_view>& known,
                                         std::string_view where, YamlNodeId value) {
  const std::string_view written = document_.text(key);
  Diagnostic& found = error("unknown-key", key,
                            written.empty() ? std::string("a key is missing here")
                                            : fmt::format("`{}` is no key of {}", written, where));
  if (written.empty()) {
    found.help = "one `,` stands between two keys, and none behind the last";
    return {};
  }
  if (const auto word = word_on_key(written, where); !word.empty()) {
    found.help = word;
    return {};
  }
  if (const auto meant = key_meant_by(written, known); !meant.empty()) {
    suggest(found, {std::string(meant)});
    return meant;
  }
  if (const auto near = nearest_name(written, known)) {
    suggest(found, {*near});
    return *std::find(known.begin(), known.end(), *near);
  }
  if (value.valid() && document_.type(value) == YamlType::null) {
    found.help = word_in_place_of_key(written);
    const auto key_in = std::find(known.begin(), known.end(), written.substr(0, written.find(':')));
    return key_in == known.end() ? std::string_view() : *key_in;
  }
  found.help = fmt::format("keys are {}; keys of your own start with x-", fmt::join(known, ", "));
  return {};
}

// --- names and labels --------------------------------------------------------------------------

namespace {

/// `{label: {key: value}}`; true where the node is one.
bool read_selection(NodeReader& reader, YamlNodeId node, RareList<WrittenLabel>& labels) {
  const YamlDocument& document = reader.document();
  if (document.type(node) != YamlType::mapping) return false;
  const YamlNodeId label = document.find(node, "label");
  const std::size_t errors = reader.error_count();
  for (const auto& entry : document.entries(node)) {
    if (document.text(entry.key) != "label") {
      reader.unknown_key(entry.key, {"label"}, "a selection");
    }
  }
  if (label.valid()) {
    Codec<WrittenLabels>::read(reader, label, labels.made());
  }
  if (labels.empty() && reader.error_count() == errors) {
    reader.error("invalid-value", label.valid() ? label : node, "a selection needs a label").help =
        "such as {label: {image: api}}";
  }
  return true;
}

Json selection_schema() {
  return {{"type", "object"},
          {"properties", {{"label", Codec<WrittenLabels>::schema()}}},
          {"required", Json::array({"label"})},
          {"additionalProperties", false}};
}

YamlText write_selection(const WrittenLabels& labels) {
  YamlText selection = YamlText::mapping();
  selection.add("label", Codec<WrittenLabels>::write(labels));
  return std::move(selection).in_flow();
}

Json name_schema() {
  return ScalarFormat<std::string>::schema();
}

}  // namespace

void Codec<DraftNames>::read(NodeReader& reader, YamlNodeId node, DraftNames& value) {
  value.span = reader.span(node);
  const YamlDocument& document = reader.document();
  if (document.type(node) == YamlType::scalar) {
    if (auto name = reader.name(node)) value.names.push_back(std::move(*name));
  } else if (!read_selection(reader, node, value.labels)) {
    for (const YamlNodeId item : document.items(node)) {
      if (auto name = reader.name(item)) value.names.push_back(std::move(*name));
    }
  }
}

void Codec<DraftNames>::overlay(DraftNames& base, DraftNames& later) {
  if (!later.empty()) base = std::move(later);
}

YamlText Codec<DraftNames>::write(const DraftNames& value) {
  if (value.empty()) return {};
  if (!value.labels.empty()) return write_selection(value.labels);
  if (value.names.size() == 1) return YamlText::scalar(value.names.front().value);
  YamlText list = YamlText::flow_list();
  for (const WrittenName& name : value.names) list.add(YamlText::scalar(name.value));
  return list;
}

Json Codec<DraftNames>::schema() {
  return {{"anyOf", Json::array({name_schema(), Json{{"type", "array"}, {"items", name_schema()}},
                                 selection_schema()})}};
}

std::string Codec<DraftNames>::describe() {
  return "name, list of names, or {label: {key: value}}";
}

void Codec<WrittenLabels>::read(NodeReader& reader, YamlNodeId node, WrittenLabels& value) {
  if (!reader.expect(node, YamlType::mapping, "a mapping from text to text")) return;
  for (const auto& entry : reader.document().entries(node)) {
    auto key = reader.name(entry.key);
    const auto text = reader.scalar(entry.value, "text");
    if (!key || !text) continue;
    value.emplace_back(std::move(*key), WrittenName{std::string(*text), reader.span(entry.value)});
  }
}

void Codec<WrittenLabels>::overlay(WrittenLabels& base, WrittenLabels& later) {
  for (auto& label : later) {
    const auto known = std::find_if(base.begin(), base.end(), [&](const auto& existing) {
      return existing.first.value == label.first.value;
    });
    if (known == base.end()) {
      base.push_back(std::move(label));
    } else {
      *known = std::move(label);
    }
  }
}

YamlText Codec<WrittenLabels>::write(const WrittenLabels& value) {
  if (value.empty()) return {};
  YamlText labels = YamlText::mapping();
  for (const auto& [key, text] : value) labels.add(key.value, YamlText::scalar(text.value));
  return std::move(labels).in_flow();
}

Json Codec<WrittenLabels>::schema() {
  return {{"type", "object"}, {"additionalProperties", name_schema()}};
}

std::string Codec<WrittenLabels>::describe() {
  return "mapping from text to text";
}

// --- dependencies: known | unknown
// -----------------------------------------------------------------

void KnowledgeCodec::read(NodeReader& reader, YamlNodeId node, Boxed<Spanned<bool>>& value) {
  const auto text = reader.scalar(node, "known or unknown");
  if (!text) return;
  if (*text == "known" || *text == "unknown") {
    value = Spanned<bool>{*text == "known", reader.span(node)};
  } else {
    reader.error("invalid-value", node, fmt::format("`{}` is not one of known, unknown", *text));
  }
}

void KnowledgeCodec::overlay(Boxed<Spanned<bool>>& base, Boxed<Spanned<bool>>& later) {
  if (later) base = later;
}

YamlText KnowledgeCodec::write(const Boxed<Spanned<bool>>& value) {
  return value ? YamlText::scalar(value->value ? "known" : "unknown") : YamlText();
}

Json KnowledgeCodec::schema() {
  return {{"enum", Json::array({"known", "unknown"})}};
}

std::string KnowledgeCodec::describe() {
  return "known or unknown";
}

// --- connects
// ----------------------------------------------------------------------------------------

void ConnectsCodec::read(NodeReader& reader, YamlNodeId node, RareList<DraftLink>& links) {
  const YamlDocument& document = reader.document();
  const bool single = document.type(node) != YamlType::sequence;
  const auto items = single ? std::vector<YamlNodeId>{node} : document.items(node);
  for (const YamlNodeId item : items) {
    DraftLink link;
    link.span = reader.span(item);
    if (document.type(item) == YamlType::mapping) {
      read_object(reader, item, link);
      if (link.to.value.empty()) {
        reader.error("missing-key", item, "a link under a component needs `to`");
        continue;
      }
    } else if (auto name = reader.name(item)) {
      link.to = std::move(*name);
    } else {
      continue;
    }
    links.push_back(std::move(link));
  }
}

void ConnectsCodec::overlay(RareList<DraftLink>& base, RareList<DraftLink>& later) {
  Codec<RareList<DraftLink>>::overlay(base, later);
}

YamlText ConnectsCodec::write(const RareList<DraftLink>& links) {
  YamlText list = YamlText::flow_list();
  for (const DraftLink& link : links) {
    YamlText object = write_object(link);
    const bool plain = object.items().size() == 1;
    list.add(plain ? YamlText::scalar(link.to.value) : std::move(object).in_flow());
  }
  return links.empty() ? YamlText() : list;
}

Json ConnectsCodec::schema() {
  const Json link = {{"anyOf", Json::array({name_schema(), object_schema<DraftLink>()})}};
  return {{"anyOf", Json::array({link, Json{{"type", "array"}, {"items", link}}})}};
}

std::string ConnectsCodec::describe() {
  return "list of names, or mappings with `to`";
}

}  // namespace cutpoint
