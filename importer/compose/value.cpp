#include "importer/compose/value.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace cutpoint::compose {

const Value* Value::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.first == key) return &entry.second;
  }
  return nullptr;
}

Value* Value::find(std::string_view key) {
  return const_cast<Value*>(std::as_const(*this).find(key));  // NOLINT: the object is not const
}

std::string Value::text_of(std::string_view key) const {
  const Value* value = find(key);
  return value != nullptr && value->is_scalar() ? value->text : std::string();
}

Value& Value::set(std::string key, Value value) {
  if (Value* existing = find(key)) {
    *existing = std::move(value);
    return *existing;
  }
  entries.push_back({std::move(key), std::move(value)});
  return entries.back().second;
}

void Value::erase(std::string_view key) {
  std::erase_if(entries, [key](const Entry& entry) { return entry.first == key; });
}

namespace {

class Converter {
 public:
  Converter(const YamlDocument& document, Interpolation& interpolation)
      : document_(document), interpolation_(interpolation) {}

  /// Nesting is limited by the YAML reader, so this recursion is shallow.
  Value convert(YamlNodeId node) {
    Value value;
    value.span = document_.span(node);
    value.tag = std::string(document_.tag(node));
    if (++size_ > limit) return value;
    switch (document_.type(node)) {
      case YamlType::null:
        break;
      case YamlType::scalar:
        value.type = Value::Type::scalar;
        value.text = interpolation_.apply(document_.text(node));
        break;
      case YamlType::sequence:
        value.type = Value::Type::list;
        for (const YamlNodeId item : document_.items(node)) value.items.push_back(convert(item));
        break;
      case YamlType::mapping:
        value.type = Value::Type::mapping;
        for (const auto& entry : document_.entries(node)) {
          Value child = convert(entry.value);
          child.key_span = document_.span(entry.key);
          value.entries.push_back({std::string(document_.text(entry.key)), std::move(child)});
        }
        break;
    }
    return value;
  }

  [[nodiscard]] bool too_large() const { return size_ > limit; }

 private:
  static constexpr std::size_t limit = 2'000'000;
  const YamlDocument& document_;
  Interpolation& interpolation_;
  std::size_t size_ = 0;
};

}  // namespace

std::optional<Value> to_value(const YamlDocument& document, Interpolation& interpolation,
                              Diagnostics& diagnostics) {
  Converter converter(document, interpolation);
  Value value = converter.convert(document.root());
  if (!converter.too_large()) return value;
  diagnostics.error("too-large", document.span(document.root()),
                    "aliases make this file expand to more than two million values");
  return std::nullopt;
}

void merge(Value& base, Value later, std::string_view key) {
  constexpr std::array replaced = {std::string_view("command"), std::string_view("entrypoint"),
                                   std::string_view("test")};
  const bool is_replaced = std::find(replaced.begin(), replaced.end(), key) != replaced.end();
  if (later.tag == "!override" || base.type != later.type || is_replaced) {
    if (later.type != Value::Type::null || later.tag == "!override") base = std::move(later);
    return;
  }
  if (later.type == Value::Type::list) {
    for (Value& item : later.items) base.items.push_back(std::move(item));
    return;
  }
  if (later.type != Value::Type::mapping) {
    base = std::move(later);
    return;
  }
  for (Entry& entry : later.entries) {
    if (entry.second.tag == "!reset") {
      base.erase(entry.first);
    } else if (Value* existing = base.find(entry.first)) {
      merge(*existing, std::move(entry.second), entry.first);
    } else {
      base.entries.push_back(std::move(entry));
    }
  }
}

namespace {

Value empty_mapping_at(const Value& place) {
  Value mapping;
  mapping.type = Value::Type::mapping;
  mapping.span = place.span;
  mapping.key_span = place.key_span;
  mapping.tag = place.tag;
  return mapping;
}

/// ["A=1", "B"] as {A: 1, B: ""}.
void split_settings(Value& value) {
  if (value.type != Value::Type::list) return;
  Value mapping = empty_mapping_at(value);
  for (Value& item : value.items) {
    if (!item.is_scalar()) continue;
    const std::size_t equals = std::min(item.text.find('='), item.text.size());
    std::string name = item.text.substr(0, equals);
    item.text = equals < item.text.size() ? item.text.substr(equals + 1) : "";
    item.key_span = item.span;
    mapping.set(std::move(name), std::move(item));
  }
  value = std::move(mapping);
}

/// ["a", "b"] as {a: null, b: null}.
void names_to_keys(Value& value) {
  if (value.type != Value::Type::list) return;
  Value mapping = empty_mapping_at(value);
  for (const Value& item : value.items) {
    Value nothing;
    nothing.span = nothing.key_span = item.span;
    mapping.set(item.text, std::move(nothing));
  }
  value = std::move(mapping);
}

}  // namespace

void normalise_service(Value& service) {
  for (const char* key : {"environment", "labels"}) {
    if (Value* value = service.find(key)) split_settings(*value);
  }
  for (const char* key : {"depends_on", "networks"}) {
    if (Value* value = service.find(key)) names_to_keys(*value);
  }
}

}  // namespace cutpoint::compose
