#include "importer/documents/value_tree.hpp"

#include <algorithm>
#include <array>

#include "model/base/number_text.hpp"

namespace cutpoint::documents {

template <>
Value Children<Value>::Iterator::operator*() const {
  return {*tree_, tree_->children_[at_].value};
}

ValueType Value::type() const {
  return tree_ == nullptr || !id_.valid() ? ValueType::missing : tree_->nodes_[id_].type;
}

bool Value::is_scalar() const {
  const ValueType own = type();
  return own == ValueType::boolean || own == ValueType::number || own == ValueType::text;
}

std::string_view Value::text() const {
  return is_scalar() ? tree_->text_of(tree_->nodes_[id_]) : std::string_view();
}

std::optional<std::int64_t> Value::whole_number() const {
  return number_of_text<std::int64_t>(text());
}

std::optional<bool> Value::boolean() const {
  if (type() != ValueType::boolean) return std::nullopt;
  const char first = text().front();
  if (first == 'o' || first == 'O') return text().size() == 2;  // on, off
  return first == 't' || first == 'T' || first == 'y' || first == 'Y';
}

SourceSpan Value::span() const {
  return type() == ValueType::missing ? SourceSpan() : tree_->span_of(tree_->nodes_[id_]);
}

Children<Value> Value::items() const {
  if (!is_list()) return {};
  const ValueTree::Node& node = tree_->nodes_[id_];
  return {tree_, node.first, node.count};
}

Value Value::first() const {
  const Children<Value> all = items();
  return all.empty() ? Value() : *all.begin();
}

Children<Entry> Value::entries() const {
  if (!is_mapping()) return {};
  const ValueTree::Node& node = tree_->nodes_[id_];
  return {tree_, node.first, node.count};
}

std::size_t Value::size() const {
  return is_list() || is_mapping() ? tree_->nodes_[id_].count : 0;
}

Value Value::find(std::string_view key) const {
  for (const Entry entry : entries()) {
    if (entry.key == key) return entry.value;
  }
  return {};
}

Value Value::at(std::initializer_list<std::string_view> keys) const {
  Value value = *this;
  for (const std::string_view key : keys) value = value.find(key);
  return value;
}

ValueId ValueTree::add_scalar(ValueType type, std::string_view text, const SourceSpan& span) {
  const auto first = static_cast<std::uint32_t>(texts_.size());
  texts_ += text;
  return nodes_.push_back(
      {type, first, static_cast<std::uint32_t>(text.size()), span.line, span.column, span.length});
}

ValueId ValueTree::add_collection(ValueType type, const SourceSpan& span) {
  return nodes_.push_back({type, 0, 0, span.line, span.column, span.length});
}

void ValueTree::set_children(ValueId collection, const Child* first, std::size_t count) {
  Node& node = nodes_[collection];
  node.first = static_cast<std::uint32_t>(children_.size());
  node.count = static_cast<std::uint32_t>(count);
  children_.insert(children_.end(), first, first + count);
}

template <>
Entry Children<Entry>::Iterator::operator*() const {
  const ValueTree::Child& child = tree_->children_[at_];
  const ValueTree::Node& key = tree_->nodes_[child.key];
  return {tree_->text_of(key), tree_->span_of(key), Value(*tree_, child.value)};
}

}  // namespace cutpoint::documents
