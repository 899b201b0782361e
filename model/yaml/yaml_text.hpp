/// YAML to be written: a small tree of scalars, lists and mappings, and its text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cutpoint {

/// A value of the document being written. Default-constructed: nothing, left out.
class YamlText {
 public:
  YamlText() = default;
  [[nodiscard]] static YamlText scalar(std::string value);
  /// Text that must not be read as anything else, such as the "200" of a string field: always
  /// quoted.
  [[nodiscard]] static YamlText text(const std::string& value);
  /// A whole number: never quoted.
  [[nodiscard]] static YamlText number(std::int64_t value);
  /// A boolean: never quoted.
  [[nodiscard]] static YamlText boolean(bool value);
  [[nodiscard]] static YamlText list() { return YamlText(Type::list, false); }
  [[nodiscard]] static YamlText flow_list() { return YamlText(Type::list, true); }
  [[nodiscard]] static YamlText mapping() { return YamlText(Type::mapping, false); }

  void add(YamlText item) { items_.emplace_back(std::string(), std::move(item)); }
  void add(std::string key, YamlText value) {
    items_.emplace_back(std::move(key), std::move(value));
  }
  /// The same value on one line, `{key: value}`, where it fits.
  [[nodiscard]] YamlText in_flow() && {
    flow_ = true;
    return std::move(*this);
  }
  [[nodiscard]] bool is_nothing() const { return type_ == Type::nothing; }
  [[nodiscard]] bool is_scalar() const { return type_ == Type::scalar; }
  /// Of scalars: the text that a reader gets, without quotes.
  [[nodiscard]] const std::string& scalar_value() const { return scalar_; }
  [[nodiscard]] bool is_list() const { return type_ == Type::list; }
  [[nodiscard]] bool is_mapping() const { return type_ == Type::mapping; }
  /// Of lists and mappings, in order; the keys of lists are empty.
  [[nodiscard]] const std::vector<std::pair<std::string, YamlText>>& items() const {
    return items_;
  }
  [[nodiscard]] bool is_empty_collection() const {
    return (type_ == Type::list || type_ == Type::mapping) && items_.empty();
  }

  /// A block mapping as a whole document, two spaces a level.
  [[nodiscard]] std::string document() const;
  /// The value on one line, however long: `{key: value}`, `[a, b]`.
  [[nodiscard]] std::string inline_text() const { return flow_text(); }

 private:
  enum class Type { nothing, scalar, list, mapping };
  YamlText(Type type, bool flow) : type_(type), flow_(flow) {}
  [[nodiscard]] std::string scalar_text() const;
  [[nodiscard]] std::string flow_text() const;
  void write_block(std::string& out, std::size_t indent) const;
  void write_value(std::string& out, std::size_t indent) const;

  Type type_ = Type::nothing;
  bool flow_ = false;
  bool verbatim_ = false;
  std::string scalar_;
  std::vector<std::pair<std::string, YamlText>> items_;
};

/// The scalar as it must be written so that any YAML 1.1 or 1.2 reader reads this very text back as
/// text; plain where that is safe. Numbers, durations and percentages stay plain.
[[nodiscard]] std::string quoted_if_needed(std::string_view text);

}  // namespace cutpoint
