#include "model/yaml/json_document.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/base/json_events.hpp"

namespace cutpoint {

/// Nodes come in the order of the text; those of open collections wait for their end.
class JsonDocumentBuilder : public JsonReceiver {
 public:
  JsonDocumentBuilder(FileId file, const YamlLimits& limits) : limits_(limits) {
    document_.file_ = file;
  }

  YamlDocument take() { return std::move(document_); }

  bool start(JsonCollection kind, const JsonPlace& place) override {
    if (open_.size() >= limits_.depth) return give_up();
    const bool is_list = kind == JsonCollection::list;
    const YamlNodeId id = add(is_list ? YamlType::sequence : YamlType::mapping, place, 1);
    document_.nodes_[id].style = YamlStyle::flow;
    open_.push_back({id, waiting_.size()});
    keys_.push_back(YamlNodeId());
    return true;
  }

  void finish(JsonCollection kind) override {
    const Open done = open_.back();
    open_.pop_back();
    keys_.pop_back();
    YamlDocument::Node& node = document_.nodes_[done.node];
    node.first = static_cast<std::uint32_t>(document_.children_.size());
    node.count = static_cast<std::uint32_t>(waiting_.size() - done.first);
    document_.children_.insert(document_.children_.end(),
                               waiting_.begin() + static_cast<std::ptrdiff_t>(done.first),
                               waiting_.end());
    waiting_.resize(done.first);
    if (kind == JsonCollection::mapping) look_for_repeated_keys(done.node);
    put(done.node);
  }

  bool key(std::string_view text, const JsonPlace& place, std::uint32_t length) override {
    keys_.back() = add_text(text, place, length);
    return is_fine_;
  }

  bool text(std::string_view text, const JsonPlace& place, std::uint32_t length) override {
    put(add_text(text, place, length));
    return is_fine_;
  }

  bool word(std::string_view word, const JsonPlace& place) override {
    if (word == "null") {
      put(add(YamlType::null, place, 1));
    } else {
      const auto length = static_cast<std::uint32_t>(word.size());
      const YamlNodeId id = add(YamlType::scalar, place, length);
      set_text(id, word);
      put(id);
    }
    return is_fine_;
  }

  void end_of_document() override {}

  [[nodiscard]] bool is_fine() const { return is_fine_; }

 private:
  struct Open {
    YamlNodeId node;
    std::size_t first;  ///< in waiting_
  };

  bool give_up() { return is_fine_ = false; }

  YamlNodeId add(YamlType type, const JsonPlace& place, std::uint32_t length) {
    YamlDocument::Node node;
    node.type = type;
    node.line = place.line;
    node.column = place.column;
    node.length = length;
    if (document_.nodes_.size() >= limits_.expanded) give_up();
    return document_.nodes_.push_back(node);
  }

  YamlNodeId add_text(std::string_view text, const JsonPlace& place, std::uint32_t length) {
    const YamlNodeId id = add(YamlType::scalar, place, length);
    document_.nodes_[id].style = YamlStyle::quoted;
    set_text(id, text);
    return id;
  }

  void set_text(YamlNodeId id, std::string_view text) {
    YamlDocument::Node& node = document_.nodes_[id];
    node.first = static_cast<std::uint32_t>(document_.texts_.size());
    node.count = static_cast<std::uint32_t>(text.size());
    document_.texts_ += text;
  }

  /// Into the collection that is open.
  void put(YamlNodeId id) {
    if (open_.empty()) {
      document_.root_ = id;
    } else {
      waiting_.push_back({std::exchange(keys_.back(), YamlNodeId()), id, false});
    }
  }

  void look_for_repeated_keys(YamlNodeId mapping) {
    const YamlDocument::Node& node = document_.nodes_[mapping];
    constexpr std::size_t few = 12;
    const auto key_at = [&](std::size_t i) {
      return document_.text(document_.children_[node.first + i].key);
    };
    if (node.count > few) {
      std::unordered_set<std::string_view> seen;
      seen.reserve(node.count);
      for (std::size_t i = 0; i < node.count; ++i) {
        if (!seen.insert(key_at(i)).second) give_up();
      }
      return;
    }
    for (std::size_t i = 1; i < node.count; ++i) {
      for (std::size_t before = 0; before < i; ++before) {
        if (key_at(before) == key_at(i)) give_up();
      }
    }
  }

  const YamlLimits& limits_;
  YamlDocument document_;
  std::vector<Open> open_;
  std::vector<YamlNodeId> keys_;  ///< by open collection: of the value that comes next
  std::vector<YamlDocument::Child> waiting_;
  bool is_fine_ = true;
};

namespace {

bool begins_as_json(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

}  // namespace

std::optional<YamlDocument> read_json_document(FileId file, const SourceFiles& sources,
                                               const YamlLimits& limits) {
  const std::string_view text = sources.text(file);
  if (!begins_as_json(text)) return std::nullopt;
  JsonDocumentBuilder builder(file, limits);
  const auto error = read_json_events(text, builder);
  if (error || !builder.is_fine()) return std::nullopt;
  return builder.take();
}

}  // namespace cutpoint
