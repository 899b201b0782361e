#include "importer/compose/project/value.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>

#include "model/base/number_text.hpp"

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

Value Value::scalar(std::string text, SourceSpan span) {
  Value value;
  value.type = Type::scalar;
  value.text = std::move(text);
  value.span = value.key_span = span;
  return value;
}

Value Value::mapping_at(SourceSpan span) {
  Value value;
  value.type = Type::mapping;
  value.span = value.key_span = span;
  return value;
}

namespace {

bool is_any_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), lower_case(text)) != words.end();
}

}  // namespace

bool means_false(std::string_view text) {
  return is_any_of(text, {"false", "no", "off", "n"});
}

bool means_true(std::string_view text) {
  return is_any_of(text, {"true", "yes", "on", "y"});
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
    const std::string_view tag = document_.tag(node);
    if (tag == "!reset") value.steer = Value::Steer::reset;
    if (tag == "!override") value.steer = Value::Steer::replace;
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
        add_items(value, document_.items(node));
        break;
      case YamlType::mapping:
        value.type = Value::Type::mapping;
        add_entries(value, document_.entries(node));
        break;
    }
    return value;
  }

  [[nodiscard]] bool too_large() const { return size_ > limit; }

 private:
  // Room is made for what comes, and for no more: there are as many values as the file has.
  void add_items(Value& value, const std::vector<YamlNodeId>& items) {
    value.items.reserve(std::min(items.size(), limit));
    for (const YamlNodeId item : items) value.items.push_back(convert(item));
  }

  void add_entries(Value& value, const std::vector<YamlDocument::Entry>& entries) {
    value.entries.reserve(std::min(entries.size(), limit));
    for (const YamlDocument::Entry& entry : entries) {
      Value child = convert(entry.value);
      child.key_span = document_.span(entry.key);
      value.entries.push_back({std::string(document_.text(entry.key)), std::move(child)});
    }
  }

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

}  // namespace cutpoint::compose
