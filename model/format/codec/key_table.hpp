/// Key tables: each key of an object of the format is one row, which reads it, lays it over an
/// earlier one, writes it and describes it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cutpoint/draft.hpp"
#include "model/base/meant_words.hpp"
#include "model/format/codec/key_synonyms.hpp"
#include "model/yaml/yaml_document.hpp"
#include "model/yaml/yaml_text.hpp"

namespace cutpoint {

using Json = nlohmann::ordered_json;

/// Reads one document's nodes and reports what does not fit.
class NodeReader {
 public:
  NodeReader(const YamlDocument& document, Diagnostics& diagnostics)
      : document_(document), diagnostics_(diagnostics) {}

  [[nodiscard]] const YamlDocument& document() const { return document_; }
  [[nodiscard]] SourceSpan span(YamlNodeId node) const { return document_.span(node); }
  /// Errors so far: whether it grew says whether something could not be read.
  [[nodiscard]] std::size_t error_count() const { return diagnostics_.error_count(); }
  Diagnostic& error(std::string_view rule, YamlNodeId node, std::string message) {
    return diagnostics_.error(rule, span(node), std::move(message));
  }
  /// True when the node has that type; otherwise reports what was expected, and what it looks like.
  bool expect(YamlNodeId node, YamlType type, std::string_view expected,
              std::string_view example = {});
  /// The text of a scalar, or a reported error.
  [[nodiscard]] std::optional<std::string_view> scalar(YamlNodeId node, std::string_view expected);
  /// A name: a text that is not empty.
  [[nodiscard]] std::optional<WrittenName> name(YamlNodeId node);
  /// Reports the key; gives back the one of `known` that seems to be meant, or an empty text.
  std::string_view unknown_key(YamlNodeId key, const std::vector<std::string_view>& known,
                               std::string_view where, YamlNodeId value = {});
  [[nodiscard]] static bool is_free(std::string_view key) { return key.rfind("x-", 0) == 0; }

 private:
  const YamlDocument& document_;
  Diagnostics& diagnostics_;
};

/// A scalar type: how its text is read and written. Specialised in scalars.cpp.
template <class T>
struct ScalarFormat {
  static Result<T> parse(std::string_view text);
  static std::string write(const T& value);
  static Json schema();
  static std::string describe();
};

#define CUTPOINT_SCALAR(Type)                                    \
  template <>                                                    \
  Result<Type> ScalarFormat<Type>::parse(std::string_view text); \
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
CUTPOINT_SCALAR(AvailabilityRange);
CUTPOINT_SCALAR(Money);
CUTPOINT_SCALAR(Date);
CUTPOINT_SCALAR(RestartPolicy);
CUTPOINT_SCALAR(FailoverMode);
CUTPOINT_SCALAR(Standby);
CUTPOINT_SCALAR(ReplicationMode);
CUTPOINT_SCALAR(HealthProbe);
CUTPOINT_SCALAR(RepairDistribution);
CUTPOINT_SCALAR(DisasterStrategy);
CUTPOINT_SCALAR(PlannedDowntime);
CUTPOINT_SCALAR(Quorum);
CUTPOINT_SCALAR(Seating);
CUTPOINT_SCALAR(ServicePeriod);
CUTPOINT_SCALAR(Instant);
CUTPOINT_SCALAR(Plane);
#undef CUTPOINT_SCALAR

/// One row of a key table.
template <class Object>
struct KeyRow {
  std::string_view name;
  std::string_view summary;
  void (*read)(NodeReader& reader, YamlNodeId node, Object& object);
  void (*overlay)(Object& base, Object& later);
  void (*clear)(Object& object);
  /// Nothing where the key was not written.
  YamlText (*write)(const Object& object);
  Json (*schema)();
  std::string (*describe)();
};

/// The key table of an object type. Specialised in key_tables*.cpp.
template <class Object>
struct KeyTable {
  static std::string_view title();  ///< for messages and docs: "a component"
  static std::span<const KeyRow<Object>> rows();
};

/// How values of a type are read, laid over each other, written and described; the
/// specialisations are in codec.hpp.
template <class T>
struct Codec;

// NOLINTBEGIN(bugprone-macro-parentheses): a type stands in none
#define CUTPOINT_TABLE(Object)                \
  template <>                                 \
  std::string_view KeyTable<Object>::title(); \
  template <>                                 \
  std::span<const KeyRow<Object>> KeyTable<Object>::rows()
// NOLINTEND(bugprone-macro-parentheses)

CUTPOINT_TABLE(Restart);
CUTPOINT_TABLE(RepairTimes);
CUTPOINT_TABLE(Failover);
CUTPOINT_TABLE(HealthCheck);
CUTPOINT_TABLE(Maintenance);
CUTPOINT_TABLE(Backup);
CUTPOINT_TABLE(Replication);
CUTPOINT_TABLE(Artifact);
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
concept WithKeyMarks = requires(Object& object) {
  object.marks;
};

/// Reads what stands under a key, and notes what builder and overlay have to know about it.
template <class Object>
void read_key(NodeReader& reader, const KeyRow<Object>& row, YamlNodeId node, Object& object) {
  const std::size_t errors = reader.error_count();
  row.read(reader, node, object);
  if constexpr (WithKeyMarks<Object>) {
    const YamlDocument& document = reader.document();
    if (reader.error_count() > errors) object.marks.set(row.name, KeyMark::unread);
    if (document.type(node) == YamlType::sequence && document.items(node).empty()) {
      object.marks.set(row.name, KeyMark::cleared);
    }
  }
}

template <class Object>
void read_object(NodeReader& reader, YamlNodeId node, Object& object) {
  if (reader.document().type(node) == YamlType::null) return;
  const auto rows = KeyTable<Object>::rows();
  if (!reader.expect(node, YamlType::mapping, "a mapping", example_of(KeyTable<Object>::title()))) {
    if constexpr (WithKeyMarks<Object>) {
      for (const KeyRow<Object>& row : rows) object.marks.set(row.name, KeyMark::unread);
    }
    return;
  }
  for (const YamlDocument::Entry& entry : reader.document().entries(node)) {
    const std::string_view key = reader.document().text(entry.key);
    const KeyRow<Object>* found = nullptr;
    for (const KeyRow<Object>& row : rows) {
      if (row.name == key) found = &row;
    }
    if (found != nullptr) {
      if (reader.document().type(entry.value) != YamlType::null) {
        read_key(reader, *found, entry.value, object);
      }
    } else if (!NodeReader::is_free(key)) {
      const std::string_view meant = reader.unknown_key(entry.key, key_names<Object>(),
                                                        KeyTable<Object>::title(), entry.value);
      if constexpr (WithKeyMarks<Object>) {
        if (!meant.empty()) object.marks.set(meant, KeyMark::unread);
      }
    }
  }
}

template <class Object>
void overlay_object(Object& base, Object& later) {
  for (const KeyRow<Object>& row : KeyTable<Object>::rows()) {
    if constexpr (WithKeyMarks<Object>) {
      if (later.marks.has(row.name, KeyMark::cleared)) row.clear(base);
    }
    row.overlay(base, later);
  }
  if constexpr (WithKeyMarks<Object>) base.marks.add(later.marks);
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
  Result<T> parsed = ScalarFormat<T>::parse(*text);
  if (parsed.value) return Spanned<T>{std::move(*parsed.value), reader.span(node)};
  const std::string message = parsed.error.message;
  explain(reader.error("invalid-value", node, message), std::move(parsed.error));
  return std::nullopt;
}

}  // namespace cutpoint
