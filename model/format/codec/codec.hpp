/// One codec for each C++ type of the format, so that a row of a key table needs only a name, a
/// sentence and a member.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/format/codec/key_table.hpp"
#include "model/format/codec/object_codec.hpp"  // IWYU pragma: export
#include "model/format/codec/row.hpp"           // IWYU pragma: export

namespace cutpoint {

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
    if (!value) return {};
    if constexpr (std::is_same_v<T, bool>) return YamlText::boolean(value->value);
    return YamlText::scalar(ScalarFormat<T>::write(value->value));
  }
  static Json schema() { return ScalarFormat<T>::schema(); }
  static std::string describe() { return ScalarFormat<T>::describe(); }
};

/// As the list that it mostly does not have.
template <class T>
struct Codec<RareList<T>> {
  using List = Codec<std::vector<T>>;
  static void read(NodeReader& reader, YamlNodeId node, RareList<T>& values) {
    List::read(reader, node, values.made());
  }
  static void overlay(RareList<T>& base, RareList<T>& later) {
    if (!later.empty()) List::overlay(base.made(), later.made());
  }
  static YamlText write(const RareList<T>& values) { return List::write(values.all()); }
  static Json schema() { return List::schema(); }
  static std::string describe() { return List::describe(); }
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

}  // namespace cutpoint
