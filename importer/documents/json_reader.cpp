#include "importer/documents/json_reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/base/json_events.hpp"

namespace cutpoint::documents {

namespace {

/// Grows a tree from what is told of a text. Children of open collections lie one behind the other.
class TreeGrower : public JsonReceiver {
 public:
  TreeGrower(FileId file, Diagnostics& diagnostics, const ReadingLimits& limits)
      : diagnostics_(diagnostics), limits_(limits), tree_(file) {}

  ValueTree take() { return std::move(tree_); }

  bool start(JsonCollection kind, const JsonPlace& place) override {
    if (!has_room(place)) return false;
    if (open_.size() >= limits_.depth)
      return refuse(place,
                    fmt::format("lists and mappings are nested more than {} deep", limits_.depth));
    const ValueType type = kind == JsonCollection::mapping ? ValueType::mapping : ValueType::list;
    open_.push_back({tree_.add_collection(type, span_of(place, 1)), children_.size()});
    return true;
  }

  void finish(JsonCollection kind) override {
    const Open done = open_.back();
    if (kind == JsonCollection::mapping)
      drop_repeated_keys(children_, done.first_child, tree_, diagnostics_);
    tree_.set_children(done.id, children_.data() + done.first_child,
                       children_.size() - done.first_child);
    children_.resize(done.first_child);
    open_.pop_back();
    place_value(done.id);
  }

  bool key(std::string_view text, const JsonPlace& place, std::uint32_t length) override {
    children_.push_back({tree_.add_scalar(ValueType::text, text, span_of(place, length)), {}});
    return true;
  }

  bool text(std::string_view text, const JsonPlace& place, std::uint32_t length) override {
    if (!has_room(place)) return false;
    place_value(tree_.add_scalar(ValueType::text, text, span_of(place, length)));
    return true;
  }

  bool word(std::string_view word, const JsonPlace& place) override {
    if (!has_room(place)) return false;
    ValueType type = ValueType::number;
    if (word == "null") type = ValueType::null;
    if (word == "true" || word == "false") type = ValueType::boolean;
    const auto length = static_cast<std::uint32_t>(word.size());
    place_value(tree_.add_scalar(type, word, span_of(place, length)));
    return true;
  }

  void end_of_document() override { tree_.add_document(last_); }

 private:
  struct Open {
    ValueId id;
    std::size_t first_child;  ///< in children_
  };

  [[nodiscard]] SourceSpan span_of(const JsonPlace& place, std::uint32_t length) const {
    return {tree_.file(), place.line, place.column, length};
  }

  bool refuse(const JsonPlace& place, std::string message) {
    diagnostics_.error("json-syntax", span_of(place, 1), std::move(message));
    return false;
  }

  bool has_room(const JsonPlace& place) {
    return tree_.size() < limits_.values ||
           refuse(place, fmt::format("the file has more than {} values", limits_.values));
  }

  /// Behind the key that waits for it, where there is one: its collection has begun by then.
  void place_value(ValueId value) {
    last_ = value;
    if (open_.empty()) return;
    const bool waits = children_.size() > open_.back().first_child &&
                       children_.back().key.valid() && !children_.back().value.valid();
    if (waits) {
      children_.back().value = value;
    } else {
      children_.push_back({ValueId(), value});
    }
  }

  Diagnostics& diagnostics_;
  const ReadingLimits& limits_;
  ValueTree tree_;
  std::vector<Open> open_;
  std::vector<ValueTree::Child> children_;
  ValueId last_;
};

}  // namespace

ValueTree read_json(FileId file, const SourceFiles& sources, Diagnostics& diagnostics,
                    const ReadingLimits& limits) {
  TreeGrower grower(file, diagnostics, limits);
  const JsonAllowance allowance{.several_documents = true, .damaged_texts = true};
  const auto error = read_json_events(sources.text(file), grower, allowance);
  if (error) {
    const SourceSpan span{file, error->place.line, error->place.column, 1};
    diagnostics.error("json-syntax", span, error->message);
  }
  return grower.take();
}

void drop_repeated_keys(std::vector<ValueTree::Child>& children, std::size_t first,
                        const ValueTree& tree, Diagnostics& diagnostics) {
  const auto key_of = [&tree](const ValueTree::Child& child) {
    return Value(tree, child.key).text();
  };
  std::unordered_map<std::string_view, std::size_t> last;
  last.reserve(children.size() - first);
  for (std::size_t i = first; i < children.size(); ++i) last[key_of(children[i])] = i;
  if (last.size() == children.size() - first) return;
  std::size_t kept = first;
  for (std::size_t i = first; i < children.size(); ++i) {
    const std::size_t winner = last[key_of(children[i])];
    if (winner != i) {
      Diagnostic& warning = diagnostics.warning(
          "duplicate-key", Value(tree, children[i].key).span(),
          fmt::format("`{}` is written twice: this one is overruled by the later",
                      key_of(children[i])));
      warning.help = "two documents without a separating `---` look like this";
      warning.notes.push_back({"the one that counts", Value(tree, children[winner].key).span()});
    } else {
      children[kept++] = children[i];
    }
  }
  children.resize(kept);
}

}  // namespace cutpoint::documents
