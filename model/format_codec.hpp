/// How values of the format are read, laid over each other, written and described: one codec for
/// each C++ type, so that a row of a key table needs only a name, a sentence and a member.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cutpoint/draft.hpp"
#include "model/yaml_document.hpp"
#include "model/yaml_text.hpp"

namespace cutpoint {

using Json = nlohmann::ordered_json;

/// Reads one document's nodes and reports what does not fit.
class NodeReader {
 public:
  NodeReader(const YamlDocument& document, Diagnostics& diagnostics)
      : document_(document), diagnostics_(diagnostics) {}

  [[nodiscard]] const YamlDocument& document() const { return document_; }
  [[nodiscard]] SourceSpan span(YamlNodeId node) const { return document_.span(node); }
  Diagnostic& error(std::string_view rule, YamlNodeId node, std::string message) {
    return diagnostics_.error(rule, span(node), std::move(message));
  }
  /// True when the node has that type; otherwise reports what was expected.
  bool expect(YamlNodeId node, YamlType type, std::string_view expected);
  /// The text of a scalar, or a reported error.
  [[nodiscard]] std::optional<std::string_view> scalar(YamlNodeId node, std::string_view expected);
  /// A name: a text that is not empty.
  [[nodiscard]] std::optional<WrittenName> name(YamlNodeId node);
  void unknown_key(YamlNodeId key, const std::vector<std::string_view>& known,
                   std::string_view where);
  [[nodiscard]] static bool is_free(std::string_view key) { return key.rfind("x-", 0) == 0; }

 private:
  const YamlDocument& document_;
  Diagnostics& diagnostics_;
};

/// A scalar type: how its text is read and written. Specialised in format_values.cpp.
template <class T>
struct ScalarFormat {
  static Parsed<T> parse(std::string_view text);
  static std::string write(const T& value);
  static Json schema();
  static std::string describe();
};

#define CUTPOINT_SCALAR(Type)                                    \
  template <>                                                    \
  Parsed<Type> ScalarFormat<Type>::parse(std::string_view text); \
  template <>                                                    \
  std::string ScalarFormat<Type>::write(const Type& value);      \
  template <>                                                    \
  Json ScalarFormat<Type>::schema();                             \
  template <>                                                    \
  std::string ScalarFormat<Type>::describe()

CUTPOINT_SCALAR(std::string);
CUTPOINT_SCALAR(bool);
CUTPOINT_SCALAR(std::uint32_t);
CUTPOINT_SCALAR(double);
CUTPOINT_SCALAR(Duration);
CUTPOINT_SCALAR(DurationRange);
CUTPOINT_SCALAR(Probability);
CUTPOINT_SCALAR(Availability);
CUTPOINT_SCALAR(Money);
CUTPOINT_SCALAR(Date);
CUTPOINT_SCALAR(RestartPolicy);
CUTPOINT_SCALAR(FailoverMode);
CUTPOINT_SCALAR(Standby);
CUTPOINT_SCALAR(ReplicationMode);
CUTPOINT_SCALAR(HealthProbe);
#undef CUTPOINT_SCALAR

/// One row of a key table.
template <class Object>
struct KeyRow {
  std::string_view name;
  std::string_view summary;
  void (*read)(NodeReader& reader, YamlNodeId node, Object& object);
  void (*overlay)(Object& base, Object& later);
  /// Nothing where the key was not written.
  YamlText (*write)(const Object& object);
  Json (*schema)();
  std::string (*describe)();
};

/// The key table of an object type. Specialised in format_tables.cpp.
template <class Object>
struct KeyTable {
  static std::string_view title();  ///< for messages and docs: "a component"
  static std::span<const KeyRow<Object>> rows();
};

template <class T>
struct Codec;

#define CUTPOINT_TABLE(Object)                \
  template <>                                 \
  std::string_view KeyTable<Object>::title(); \
  template <>                                 \
  std::span<const KeyRow<Object>> KeyTable<Object>::rows()

CUTPOINT_TABLE(Restart);
CUTPOINT_TABLE(Failover);
CUTPOINT_TABLE(HealthCheck);
CUTPOINT_TABLE(Backup);
CUTPOINT_TABLE(Replication);
CUTPOINT_TABLE(Objectives);
CUTPOINT_TABLE(CreditTier);
CUTPOINT_TABLE(ServiceLevel);
CUTPOINT_TABLE(Revenue);
CUTPOINT_TABLE(Acceptance);
CUTPOINT_TABLE(DraftFigures::Observed);
CUTPOINT_TABLE(DraftLink);
CUTPOINT_TABLE(DraftComponent);
CUTPOINT_TABLE(DraftJourney);
CUTPOINT_TABLE(DraftCommonCause);
CUTPOINT_TABLE(DraftKind);
CUTPOINT_TABLE(DraftDefaults);
CUTPOINT_TABLE(Draft);
#undef CUTPOINT_TABLE

// --- objects -----------------------------------------------------------------------------------

template <class Object>
std::vector<std::string_view> key_names() {
  std::vector<std::string_view> names;
  for (const KeyRow<Object>& row : KeyTable<Object>::rows()) names.push_back(row.name);
  return names;
}

template <class Object>
void read_object(NodeReader& reader, YamlNodeId node, Object& object) {
  if (reader.document().type(node) == YamlType::null) return;
  if (!reader.expect(node, YamlType::mapping, "a mapping")) return;
  const auto rows = KeyTable<Object>::rows();
  for (const YamlDocument::Entry& entry : reader.document().entries(node)) {
    const std::string_view key = reader.document().text(entry.key);
    const KeyRow<Object>* found = nullptr;
    for (const KeyRow<Object>& row : rows) {
      if (row.name == key) found = &row;
    }
    if (found == nullptr) {
      if (!NodeReader::is_free(key)) {
        reader.unknown_key(entry.key, key_names<Object>(), KeyTable<Object>::title());
      }
    } else if (reader.document().type(entry.value) != YamlType::null) {
      found->read(reader, entry.value, object);
    }
  }
}

template <class Object>
void overlay_object(Object& base, Object& later) {
  for (const KeyRow<Object>& row : KeyTable<Object>::rows()) row.overlay(base, later);
}

template <class Object>
YamlText write_object(const Object& object) {
  YamlText text = YamlText::mapping();
  for (const KeyRow<Object>& row : KeyTable<Object>::rows()) {
    YamlText value = row.write(object);
    if (!value.is_nothing()) text.add(std::string(row.name), std::move(value));
  }
  return text;
}

template <class Object>
Json object_schema() {
  Json properties = Json::object();
  for (const KeyRow<Object>& row : KeyTable<Object>::rows()) {
    Json value = row.schema();
    value["description"] = std::string(row.summary);
    properties[std::string(row.name)] = std::move(value);
  }
  return {{"type", Json::array({"object", "null"})},
          {"properties", std::move(properties)},
          {"patternProperties", {{"^x-", Json::object()}}},
          {"additionalProperties", false}};
}

// --- scalars -----------------------------------------------------------------------------------

template <class T>
std::optional<Spanned<T>> read_scalar(NodeReader& reader, YamlNodeId node) {
  const auto text = reader.scalar(node, ScalarFormat<T>::describe());
  if (!text) return std::nullopt;
  Parsed<T> parsed = ScalarFormat<T>::parse(*text);
  if (parsed.value) return Spanned<T>{std::move(*parsed.value), reader.span(node)};
  reader.error("invalid-value", node, std::move(parsed.error.message)).help =
      std::move(parsed.error.help);
  return std::nullopt;
}

template <class T>
struct Codec<Given<T>> {
  static void read(NodeReader& reader, YamlNodeId node, Given<T>& value) {
    value = read_scalar<T>(reader, node);
  }
  static void overlay(Given<T>& base, Given<T>& later) {
    if (later) base = std::move(later);
  }
  static YamlText write(const Given<T>& value) {
    if (!value) return {};
    if constexpr (std::is_same_v<T, bool>) return YamlText::boolean(value->value);
    return YamlText::scalar(ScalarFormat<T>::write(value->value));
  }
  static Json schema() { return ScalarFormat<T>::schema(); }
  static std::string describe() { return ScalarFormat<T>::describe(); }
};

template <class T>
struct Codec<Boxed<Spanned<T>>> {
  static void read(NodeReader& reader, YamlNodeId node, Boxed<Spanned<T>>& value) {
    if (auto read = read_scalar<T>(reader, node)) value = std::move(*read);
  }
  static void overlay(Boxed<Spanned<T>>& base, Boxed<Spanned<T>>& later) {
    if (later) base = std::move(later);
  }
  static YamlText write(const Boxed<Spanned<T>>& value) {
    return value ? YamlText::scalar(ScalarFormat<T>::write(value->value)) : YamlText();
  }
  static Json schema() { return ScalarFormat<T>::schema(); }
  static std::string describe() { return ScalarFormat<T>::describe(); }
};

/// A list of scalars; a single one may stand alone.
template <class T>
struct Codec<std::vector<Spanned<T>>> {
  static void read(NodeReader& reader, YamlNodeId node, std::vector<Spanned<T>>& values) {
    const bool single = reader.document().type(node) == YamlType::scalar;
    if (!single && !reader.expect(node, YamlType::sequence, "a list")) return;
    const auto items = single ? std::vector<YamlNodeId>{node} : reader.document().items(node);
    for (const YamlNodeId item : items) {
      if (auto value = read_scalar<T>(reader, item)) values.push_back(std::move(*value));
    }
  }
  static void overlay(std::vector<Spanned<T>>& base, std::vector<Spanned<T>>& later) {
    for (Spanned<T>& value : later) base.push_back(std::move(value));
  }
  static YamlText write(const std::vector<Spanned<T>>& values) {
    YamlText text = YamlText::flow_list();
    for (const Spanned<T>& value : values) {
      text.add(YamlText::scalar(ScalarFormat<T>::write(value.value)));
    }
    return values.empty() ? YamlText() : text;
  }
  static Json schema() {
    return {
        {"anyOf", Json::array({ScalarFormat<T>::schema(),
                               Json{{"type", "array"}, {"items", ScalarFormat<T>::schema()}}})}};
  }
  static std::string describe() { return "list of: " + ScalarFormat<T>::describe(); }
};

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
    if (!single && !reader.expect(node, YamlType::sequence, "a list")) return;
    const auto items = single ? std::vector<YamlNodeId>{node} : reader.document().items(node);
    for (const YamlNodeId item : items) {
      if (!reader.expect(item, YamlType::mapping, "a mapping")) continue;
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
    if (!reader.expect(node, YamlType::mapping, "a mapping from names")) return;
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

// --- types with a grammar of their own
// -------------------------------------------------------------

#define CUTPOINT_DECLARE_CODEC(Type)                                    \
  template <>                                                           \
  struct Codec<Type> {                                                  \
    static void read(NodeReader& reader, YamlNodeId node, Type& value); \
    static void overlay(Type& base, Type& later);                       \
    static YamlText write(const Type& value);                           \
    static Json schema();                                               \
    static std::string describe();                                      \
  }

CUTPOINT_DECLARE_CODEC(DraftNames);
CUTPOINT_DECLARE_CODEC(WrittenLabels);
CUTPOINT_DECLARE_CODEC(std::vector<DraftRequirement>);
#undef CUTPOINT_DECLARE_CODEC

/// `dependencies: known | unknown`.
struct KnowledgeCodec {
  static void read(NodeReader& reader, YamlNodeId node, Given<bool>& value);
  static void overlay(Given<bool>& base, Given<bool>& later);
  static YamlText write(const Given<bool>& value);
  static Json schema();
  static std::string describe();
};

/// `connects`: names, or mappings with `to`.
struct ConnectsCodec {
  static void read(NodeReader& reader, YamlNodeId node, std::vector<DraftLink>& links);
  static void overlay(std::vector<DraftLink>& base, std::vector<DraftLink>& later);
  static YamlText write(const std::vector<DraftLink>& links);
  static Json schema();
  static std::string describe();
};

// --- rows
// ------------------------------------------------------------------------------------------

template <class T>
struct ObjectOf;
template <class Object, class Member>
struct ObjectOf<Member Object::*> {
  using type = Object;
  using member = Member;
};

template <auto First>
decltype(auto) follow(auto& object) {
  return (object.*First);
}
template <auto First, auto Second>
decltype(auto) follow(auto& object) {
  return (object.*First.*Second);
}

/// A row for a member, with the codec of its type or a named one.
template <class CodecType, auto... Path,
          class Object = typename ObjectOf<
              std::remove_cv_t<std::tuple_element_t<0, std::tuple<decltype(Path)...>>>>::type>
constexpr KeyRow<Object> row_with(std::string_view name, std::string_view summary) {
  return {name,
          summary,
          [](NodeReader& reader, YamlNodeId node, Object& object) {
            CodecType::read(reader, node, follow<Path...>(object));
          },
          [](Object& base, Object& later) {
            CodecType::overlay(follow<Path...>(base), follow<Path...>(later));
          },
          [](const Object& object) { return CodecType::write(follow<Path...>(object)); },
          &CodecType::schema,
          &CodecType::describe};
}

template <auto... Path>
constexpr auto row(std::string_view name, std::string_view summary) {
  using Last = typename ObjectOf<std::remove_cv_t<
      std::tuple_element_t<sizeof...(Path) - 1, std::tuple<decltype(Path)...>>>>::member;
  return row_with<Codec<Last>, Path...>(name, summary);
}

}  // namespace cutpoint
