/// A Compose file as values that can be merged: merge keys and aliases resolved, variables filled
/// in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/source.hpp"
#include "importer/compose/project/interpolation.hpp"
#include "model/yaml/yaml_document.hpp"

namespace cutpoint::compose {

struct Entry;

struct Value {
  enum class Type : std::uint8_t { null, scalar, list, mapping };
  Type type = Type::null;
  /// What `!reset` and `!override` say of merging.
  enum class Steer : std::uint8_t { none, reset, replace };
  Steer steer = Steer::none;
  std::string text;
  SourceSpan span;
  SourceSpan key_span;  ///< of the key that this value stands under
  std::vector<Value> items;
  std::vector<Entry> entries;

  [[nodiscard]] const Value* find(std::string_view key) const;
  [[nodiscard]] Value* find(std::string_view key);
  [[nodiscard]] std::string text_of(std::string_view key) const;
  Value& set(std::string key, Value value);
  void erase(std::string_view key);
  [[nodiscard]] static Value scalar(std::string text, SourceSpan span);
  [[nodiscard]] static Value mapping_at(SourceSpan span);
  [[nodiscard]] bool is_mapping() const { return type == Type::mapping; }
  [[nodiscard]] bool is_scalar() const { return type == Type::scalar; }
};

/// A key of a mapping and what stands under it.
struct Entry {
  std::string first;
  Value second;
};

/// True for what YAML and people write for no: false, no, off, in any case.
[[nodiscard]] bool means_false(std::string_view text);
/// The same for yes: true, yes, on.
[[nodiscard]] bool means_true(std::string_view text);

/// Converts a document; nothing where it expands to too much.
[[nodiscard]] std::optional<Value> to_value(const YamlDocument& document,
                                            Interpolation& interpolation, Diagnostics& diagnostics);

}  // namespace cutpoint::compose
