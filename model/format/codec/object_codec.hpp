/// Codecs of objects: on the heap, in lists, by name, and those with a grammar of their own.
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/format/codec/key_table.hpp"

namespace cutpoint {

// --- lists of objects, and objects on the heap ---------------------------------------------------

template <class Object>
struct Codec<Boxed<Object>> {
  static void read(NodeReader& reader, YamlNodeId node, Boxed<Object>& value) {
    Object& object = value.emplace();
    object.span = reader.span(node);
    read_object(reader, node, object);
  }
  static void overlay(Boxed<Object>& base, Boxed<Object>& later) {
    if (!later) return;
    if (base) {
      overlay_object(*base, *later);
    } else {
      base = std::move(later);
    }
  }
  static YamlText write(const Boxed<Object>& value) {
    return value ? write_object(*value).in_flow() : YamlText();
  }
  static Json schema() { return object_schema<Object>(); }
  static std::string describe() { return "mapping, see " + std::string(KeyTable<Object>::title()); }
};

/// A list of mappings; a single one may stand alone.
template <class Object>
struct ObjectListCodec {
  static void read(NodeReader& reader, YamlNodeId node, std::vector<Object>& values) {
    const bool single = reader.document().type(node) == YamlType::mapping;
    if (!single &&
        !reader.expect(node, YamlType::sequence, "a list", example_of(KeyTable<Object>::title()))) {
      return;
    }
    const auto items = single ? std::vector<YamlNodeId>{node} : reader.document().items(node);
    for (const YamlNodeId item : items) {
      if (!reader.expect(item, YamlType::mapping, "a mapping",
                         example_of(KeyTable<Object>::title()))) {
        continue;
      }
      Object object;
      object.span = reader.span(item);
      read_object(reader, item, object);
      values.push_back(std::move(object));
    }
  }
  static void overlay(std::vector<Object>& base, std::vector<Object>& later) {
    for (Object& value : later) base.push_back(std::move(value));
  }
  static YamlText write(const std::vector<Object>& values) {
    YamlText text = YamlText::list();
    for (const Object& value : values) text.add(write_object(value).in_flow());
    return values.empty() ? YamlText() : text;
  }
  static Json schema() {
    return {{"anyOf", Json::array({object_schema<Object>(),
                                   Json{{"type", "array"}, {"items", object_schema<Object>()}}})}};
  }
  static std::string describe() {
    return "list of mappings, see " + std::string(KeyTable<Object>::title());
  }
};

template <>
struct Codec<std::vector<Backup>> : ObjectListCodec<Backup> {};
template <>
struct Codec<std::vector<Maintenance>> : ObjectListCodec<Maintenance> {};
template <>
struct Codec<std::vector<CreditTier>> : ObjectListCodec<CreditTier> {};
template <>
struct Codec<std::vector<Acceptance>> : ObjectListCodec<Acceptance> {};
template <>
struct Codec<std::vector<DraftLink>> : ObjectListCodec<DraftLink> {};

// --- objects by name -----------------------------------------------------------------------------

/// The name that an object is written under.
template <class Object>
WrittenName& name_in(Object& object) {
  if constexpr (std::is_same_v<std::remove_const_t<Object>, DraftDefaults>) {
    return const_cast<DraftDefaults&>(object).kind;  // NOLINT: one accessor for both
  } else {
    return const_cast<std::remove_const_t<Object>&>(object).name;  // NOLINT
  }
}

/// A mapping from names to objects; the order of names is kept.
template <class Object>
struct NamedCodec {
  static void read(NodeReader& reader, YamlNodeId node, std::vector<Object>& values) {
    if (!reader.expect(node, YamlType::mapping, "a mapping from names to what they are",
                       example_of(KeyTable<Object>::title()))) {
      return;
    }
    for (const YamlDocument::Entry& entry : reader.document().entries(node)) {
      if (NodeReader::is_free(reader.document().text(entry.key))) continue;
      auto name = reader.name(entry.key);
      if (!name) continue;
      Object object;
      name_in(object) = std::move(*name);
      read_object(reader, entry.value, object);
      values.push_back(std::move(object));
    }
  }
  static void overlay(std::vector<Object>& base, std::vector<Object>& later);
  static YamlText write(const std::vector<Object>& values) {
    YamlText text = YamlText::mapping();
    for (const Object& value : values) text.add(name_in(value).value, write_object(value));
    return values.empty() ? YamlText() : text;
  }
  static Json schema() {
    return {{"type", "object"},
            {"patternProperties", {{"^x-", Json::object()}}},
            {"additionalProperties", {{"$ref", "#/definitions/" + definition_name()}}}};
  }
  static std::string definition_name();
  static std::string describe() {
    return "mapping from names, see " + std::string(KeyTable<Object>::title());
  }
};

template <>
std::string NamedCodec<DraftComponent>::definition_name();
template <>
std::string NamedCodec<DraftJourney>::definition_name();
template <>
std::string NamedCodec<DraftKind>::definition_name();
template <>
std::string NamedCodec<DraftDefaults>::definition_name();
template <>
std::string NamedCodec<DraftCommonCause>::definition_name();

template <>
struct Codec<std::vector<DraftComponent>> : NamedCodec<DraftComponent> {};
template <>
struct Codec<std::vector<DraftJourney>> : NamedCodec<DraftJourney> {};
template <>
struct Codec<std::vector<DraftKind>> : NamedCodec<DraftKind> {};
template <>
struct Codec<std::vector<DraftDefaults>> : NamedCodec<DraftDefaults> {};
template <>
struct Codec<std::vector<DraftCommonCause>> : NamedCodec<DraftCommonCause> {};

// --- types with a grammar of their own ---

// NOLINTBEGIN(bugprone-macro-parentheses): a type stands in none
#define CUTPOINT_DECLARE_CODEC(Type)                                    \
  template <>                                                           \
  struct Codec<Type> {                                                  \
    static void read(NodeReader& reader, YamlNodeId node, Type& value); \
    static void overlay(Type& base, Type& later);                       \
    static YamlText write(const Type& value);                           \
    static Json schema();                                               \
    static std::string describe();                                      \
  }
// NOLINTEND(bugprone-macro-parentheses)

CUTPOINT_DECLARE_CODEC(DraftNames);
CUTPOINT_DECLARE_CODEC(WrittenLabels);
CUTPOINT_DECLARE_CODEC(std::vector<DraftRequirement>);
/// What an entry of requirements may have.
[[nodiscard]] const std::vector<std::string_view>& requirement_key_names();
#undef CUTPOINT_DECLARE_CODEC

/// `dependencies: known | unknown`.
struct KnowledgeCodec {
  static void read(NodeReader& reader, YamlNodeId node, Boxed<Spanned<bool>>& value);
  static void overlay(Boxed<Spanned<bool>>& base, Boxed<Spanned<bool>>& later);
  static YamlText write(const Boxed<Spanned<bool>>& value);
  static Json schema();
  static std::string describe();
};

/// `connects`: names, or mappings with `to`.
struct ConnectsCodec {
  static void read(NodeReader& reader, YamlNodeId node, RareList<DraftLink>& links);
  static void overlay(RareList<DraftLink>& base, RareList<DraftLink>& later);
  static YamlText write(const RareList<DraftLink>& links);
  static Json schema();
  static std::string describe();
};

}  // namespace cutpoint
