/// A Compose file as values that can be merged: merge keys and aliases resolved, variables filled
/// in.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/source.hpp"
#include "model/yaml/yaml_document.hpp"

namespace cutpoint::compose {

struct Entry;

struct Value {
  enum class Type { null, scalar, list, mapping };
  Type type = Type::null;
  std::string text;
  std::string tag;  ///< "!reset" and "!override" steer merging
  SourceSpan span;
  SourceSpan key_span;  ///< of the key that this value stands under
  std::vector<Value> items;
  std::vector<Entry> entries;

  [[nodiscard]] const Value* find(std::string_view key) const;
  [[nodiscard]] Value* find(std::string_view key);
  [[nodiscard]] std::string text_of(std::string_view key) const;
  Value& set(std::string key, Value value);
  void erase(std::string_view key);
  [[nodiscard]] bool is_mapping() const { return type == Type::mapping; }
  [[nodiscard]] bool is_scalar() const { return type == Type::scalar; }
};

/// A key of a mapping and what stands under it.
struct Entry {
  std::string first;
  Value second;
};

/// Fills in ${VAR} and its forms as Compose does, and remembers which variables were missing.
class Interpolation {
 public:
  explicit Interpolation(std::map<std::string, std::string> variables)
      : variables_(std::move(variables)) {}

  [[nodiscard]] std::string apply(std::string_view text) { return apply(text, 0); }
  [[nodiscard]] const std::set<std::string>& missing() const { return missing_; }
  [[nodiscard]] const std::map<std::string, std::string>& variables() const { return variables_; }
  void set_variables(std::map<std::string, std::string> variables) {
    variables_ = std::move(variables);
  }

 private:
  [[nodiscard]] std::string apply(std::string_view text, int depth);
  [[nodiscard]] std::string expand(std::string_view body, int depth);

  std::map<std::string, std::string> variables_;
  std::set<std::string> missing_;
};

/// Converts a document; nothing where it expands to too much.
[[nodiscard]] std::optional<Value> to_value(const YamlDocument& document,
                                            Interpolation& interpolation, Diagnostics& diagnostics);

/// Lays `later` over `base` by the rules of Compose: mappings are merged, lists joined, commands
/// replaced; `!reset` removes and `!override` replaces.
void merge(Value& base, Value later, std::string_view key = {});

/// Brings the forms that Compose allows for a service to one: environment, labels, depends_on and
/// networks become mappings.
void normalise_service(Value& service);

}  // namespace cutpoint::compose
