// Why it is the same: up to the first changed entry both texts are equal, so the parser stands at
// the same place of the same mapping. The changed lines begin with a key in the column of its
// entries, and parsed between a key above and a key below they give entries and nothing else, so
// they begin and end in that state too. What stands behind is equal again. Anchors alone would
// reach across, and are not taken.
#include "model/yaml/yaml_splice.hpp"

#include <algorithm>
#include <string>

namespace cutpoint {

/// Lines of a text, as far as an edit reaches.
struct YamlLines {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What differs, in `text` and in `old_text`; both begin at the same place.
struct YamlEdit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t old_end = 0;
};

namespace {

YamlEdit edit_between(std::string_view old_text, std::string_view text) {
  const std::size_t shorter = std::min(old_text.size(), text.size());
  YamlEdit edit;
  edit.begin = static_cast<std::size_t>(
      std::mismatch(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(shorter),
                    old_text.begin())
          .first -
      text.begin());
  const std::size_t most = shorter - edit.begin;
  const auto back = std::mismatch(text.rbegin(), text.rbegin() + static_cast<std::ptrdiff_t>(most),
                                  old_text.rbegin());
  const auto same = static_cast<std::size_t>(back.first - text.rbegin());
  edit.end = text.size() - same;
  edit.old_end = old_text.size() - same;
  return edit;
}

std::uint32_t lines_in(std::string_view text) {
  return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Where each line begins.
std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    starts.push_back(at + 1);
  return starts;
}

}  // namespace

class YamlSplice {
 public:
  YamlSplice(const YamlDocument& old, std::string_view old_text, std::string_view text, FileId file)
      : old_(old),
        old_text_(old_text),
        text_(text),
        file_(file),
        edit_(edit_between(old_text, text)) {}

  std::optional<YamlDocument> run() {
    if (old_.properties_.size() > 1 || !is_block(old_.root_)) return std::nullopt;
    if (old_text_ == text_) return moved_to_file(old_);
    starts_ = line_starts(old_text_);
    if (has_written_out_keys() || !find_section() || !find_entries()) return std::nullopt;
    if (!parse_changed() || repeats_key()) return std::nullopt;
    return joined();
  }

 private:
  using Node = YamlDocument::Node;
  using Child = YamlDocument::Child;

  [[nodiscard]] bool is_block(YamlNodeId id) const {
    const Node& node = old_.nodes_[id];
    return node.type == YamlType::mapping && node.style == YamlStyle::block;
  }
  [[nodiscard]] const Child& child(YamlNodeId id, std::size_t i) const {
    return old_.children_[old_.nodes_[id].first + i];
  }
  static bool is_indicator(char c) { return c == '?' || c == ':'; }
  /// `? key`, `: value`: an entry that may begin on another line than its key.
  [[nodiscard]] bool has_written_out_keys() const {
    return std::any_of(starts_.begin(), starts_.end(), [this](std::size_t start) {
      const std::size_t at = old_text_.find_first_not_of(' ', start);
      return at != std::string_view::npos && is_indicator(old_text_[at]);
    });
  }
  [[nodiscard]] std::size_t start_of_line(const SourceSpan& span) const {
    return starts_[span.line - 1];
  }
  [[nodiscard]] std::size_t count(YamlNodeId id) const { return old_.nodes_[id].count; }

  /// The last of the keys whose line begins at or before the edit; all if there is none.
  [[nodiscard]] std::size_t entry_at(YamlNodeId mapping, std::size_t place) const {
    std::size_t low = 0;
    std::size_t high = count(mapping);
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (start_of_line(old_.span(child(mapping, middle).key)) <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? count(mapping) : low - 1;
  }

  /// The mapping below a key in the first column that the edit lies in.
  bool find_section() {
    const std::size_t at = entry_at(old_.root_, edit_.begin);
    if (at == count(old_.root_)) return false;
    section_at_ = at;
    const Child& entry = child(old_.root_, at);
    section_ = entry.value;
    if (entry.alias || old_.span(entry.key).column != 1 || !is_block(section_)) return false;
    section_end_ = old_text_.size();
    if (at + 1 < count(old_.root_)) {
      const SourceSpan next = old_.span(child(old_.root_, at + 1).key);
      if (next.column != 1) return false;
      section_end_ = start_of_line(next);
    }
    return count(section_) > 0 && edit_.old_end <= section_end_;
  }

  /// The entries whose lines the edit touches.
  bool find_entries() {
    first_ = entry_at(section_, edit_.begin);
    if (first_ == count(section_)) return false;
    last_ = first_;
    while (last_ < count(section_) && end_of(last_) < edit_.old_end) ++last_;
    if (last_ == count(section_)) return false;
    const SourceSpan key = old_.span(child(section_, first_).key);
    column_ = key.column;
    ends_section_ = last_ + 1 == count(section_);
    if (!ends_section_ && old_.span(child(section_, last_ + 1).key).column != column_) return false;
    lines_ = {start_of_line(key), end_of(last_)};
    new_end_ = lines_.end + text_.size() - old_text_.size();
    // What is parsed begins with the key, whatever the edit made of its line.
    return column_ > 1 && lines_.begin < new_end_ &&
           begins_with_key(old_text_.substr(lines_.begin, lines_.end - lines_.begin)) &&
           begins_with_key(text_.substr(lines_.begin, new_end_ - lines_.begin));
  }

  /// Where the lines of an entry end: those of the next begin there.
  [[nodiscard]] std::size_t end_of(std::size_t entry) const {
    return entry + 1 < count(section_) ? start_of_line(old_.span(child(section_, entry + 1).key))
                                       : section_end_;
  }

  [[nodiscard]] bool begins_with_key(std::string_view lines) const {
    const std::size_t at = lines.find_first_not_of(' ');
    return at == column_ - 1 && !is_indicator(lines[at]);
  }

  bool parse_changed() {
    const std::string_view changed = text_.substr(lines_.begin, new_end_ - lines_.begin);
    if (changed.find_first_of("&*!") != std::string_view::npos) return false;
    const bool is_last = lines_.end == old_text_.size();
    if (!is_last && changed.back() != '\n') return false;
    // A key above, as in the text, and one below, in the column of the one that stands there: it
    // ends whatever has not ended by itself, and what has no value has its place.
    std::string lines = "a:\n";
    lines += changed;
    if (!is_last) lines += std::string(ends_section_ ? 0 : column_ - 1, ' ').append(below_) + ":\n";
    SourceFiles sources;
    Diagnostics diagnostics;
    auto documents = parse_yaml(sources.add("", lines), sources, diagnostics);
    if (!diagnostics.all().empty() || documents.size() != 1) return false;
    fresh_ = std::move(documents.front());
    return fresh_.properties_.size() == 1 && find_fresh_entries(is_last);
  }

  /// The entries that were parsed, without the key below.
  bool find_fresh_entries(bool is_last) {
    const Node& root = fresh_.nodes_[fresh_.root_];
    const bool below_in_root = !is_last && ends_section_;
    if (root.type != YamlType::mapping || root.count != (below_in_root ? 2 : 1)) return false;
    fresh_section_ = fresh_.children_[root.first].value;
    const Node& section = fresh_.nodes_[fresh_section_];
    if (section.type != YamlType::mapping || section.style != YamlStyle::block) return false;
    fresh_count_ = section.count;
    below_node_ = YamlNodeId(fresh_.nodes_.size());
    if (!is_last) {
      const Node& outer = below_in_root ? root : section;
      const Child& last = fresh_.children_[outer.first + outer.count - 1];
      if (fresh_.text(last.key) != below_ || fresh_.type(last.value) != YamlType::null)
        return false;
      below_node_ = last.key;
      if (!below_in_root) --fresh_count_;
    }
    if (fresh_count_ == 0) return false;
    const SourceSpan first = fresh_.span(fresh_.children_[section.first].key);
    return first.line == 2 && first.column == column_;
  }

  /// Parsing the whole text would say so.
  [[nodiscard]] bool repeats_key() const {
    const std::uint32_t from = fresh_.nodes_[fresh_section_].first;
    for (std::size_t i = 0; i < count(section_); ++i) {
      if (i >= first_ && i <= last_) continue;
      const std::string_view key = old_.text(child(section_, i).key);
      for (std::uint32_t j = 0; j < fresh_count_; ++j) {
        if (fresh_.text(fresh_.children_[from + j].key) == key) return true;
      }
    }
    return false;
  }

  [[nodiscard]] YamlDocument moved_to_file(YamlDocument document) const {
    document.file_ = file_;
    return document;
  }

  /// Nodes, texts and children of entries lie one behind the other, in the order of the text.
  struct Cut {
    std::uint32_t nodes = 0;
    std::uint32_t texts = 0;
    std::uint32_t children = 0;
  };

  /// What stands before a node: collections that are still open there lie behind.
  static Cut cut_before(const YamlDocument& document, YamlNodeId node, YamlNodeId outer,
                        YamlNodeId inner) {
    Cut cut;
    cut.nodes = static_cast<std::uint32_t>(node.index());
    for (std::size_t i = 0; i < node.index(); ++i) {
      const YamlNodeId id(i);
      const Node& each = document.nodes_[id];
      if (id == outer || id == inner) continue;
      std::uint32_t& behind = each.is_collection() ? cut.children : cut.texts;
      behind = std::max(behind, each.first + each.count);
    }
    return cut;
  }

  /// By how much things move, for what came to stand before them.
  struct Shift {
    std::int64_t nodes = 0;
    std::int64_t texts = 0;
    std::int64_t children = 0;
    std::int64_t lines = 0;
  };

  static std::uint32_t moved(std::uint32_t value, std::int64_t by) {
    return static_cast<std::uint32_t>(value + by);
  }

  void add_nodes(const YamlDocument& from, std::size_t begin, std::size_t end, const Shift& shift) {
    for (std::size_t i = begin; i < end; ++i) {
      Node node = from.nodes_[YamlNodeId(i)];
      if (node.line > 0) node.line = moved(node.line, shift.lines);
      // Of nothing at all there is no text that could move.
      const bool has_text = node.type == YamlType::scalar || node.count > 0;
      if (node.is_collection()) {
        node.first = moved(node.first, shift.children);
      } else if (has_text) {
        node.first = moved(node.first, shift.texts);
      }
      result_.nodes_.push_back(node);
    }
  }

  void add_children(const YamlDocument& from, std::size_t begin, std::size_t end,
                    std::int64_t shift, std::size_t moved_from) {
    const auto at = [&](YamlNodeId id) {
      return id.valid() && id.index() >= moved_from
                 ? YamlNodeId(
                       static_cast<std::uint32_t>(static_cast<std::int64_t>(id.index()) + shift))
                 : id;
    };
    for (std::size_t i = begin; i < end; ++i) {
      const Child& each = from.children_[i];
      result_.children_.push_back({at(each.key), at(each.value), each.alias});
    }
  }

  YamlDocument joined() {
    const YamlNodeId first_key = child(section_, first_).key;
    const std::uint32_t fresh_list = fresh_.nodes_[fresh_section_].first;
    const YamlNodeId fresh_key = fresh_.children_[fresh_list].key;
    const Cut begin = cut_before(old_, first_key, old_.root_, section_);
    const Cut end = cut_before(old_, node_behind(), old_.root_, section_);
    const Cut fresh_begin = cut_before(fresh_, fresh_key, fresh_.root_, fresh_section_);
    const Cut fresh_end = cut_before(fresh_, below_node_, fresh_.root_, fresh_section_);
    const Shift in{std::int64_t{begin.nodes} - fresh_begin.nodes,
                   std::int64_t{begin.texts} - fresh_begin.texts,
                   std::int64_t{begin.children} - fresh_begin.children,
                   std::int64_t{old_.span(first_key).line} - 2};
    const Shift out{in.nodes + fresh_end.nodes - end.nodes, in.texts + fresh_end.texts - end.texts,
                    in.children + fresh_end.children - end.children,
                    std::int64_t{lines_in(text_.substr(lines_.begin, new_end_ - lines_.begin))} -
                        lines_in(old_text_.substr(lines_.begin, lines_.end - lines_.begin))};

    add_nodes(old_, 0, begin.nodes, {});
    add_nodes(fresh_, fresh_begin.nodes, fresh_end.nodes, in);
    add_nodes(old_, end.nodes, old_.nodes_.size(), out);
    result_.texts_ = old_.texts_.substr(0, begin.texts);
    result_.texts_.append(fresh_.texts_, fresh_begin.texts, fresh_end.texts - fresh_begin.texts);
    result_.texts_.append(old_.texts_, end.texts);
    const std::size_t list = old_.nodes_[section_].first;
    add_children(old_, 0, begin.children, 0, old_.nodes_.size());
    add_children(fresh_, fresh_begin.children, fresh_end.children, in.nodes, 0);
    add_children(old_, end.children, list + first_, out.nodes, end.nodes);
    add_children(fresh_, fresh_list, fresh_list + fresh_count_, in.nodes, 0);
    add_children(old_, list + last_ + 1, old_.children_.size(), out.nodes, end.nodes);
    settle_collections(out);
    result_.file_ = file_;
    result_.root_ = old_.root_;
    return std::move(result_);
  }

  /// The section and the root, whose lists lie behind all that changed.
  void settle_collections(const Shift& out) {
    const std::size_t entries = last_ - first_ + 1;
    Node& section = result_.nodes_[section_];
    section.first = moved(section.first, out.children);
    section.count = static_cast<std::uint32_t>(section.count + fresh_count_ - entries);
    // Lists that end behind the section's.
    const std::int64_t more = out.children + fresh_count_ - static_cast<std::int64_t>(entries);
    Node& root = result_.nodes_[old_.root_];
    root.first = moved(root.first, more);
    if (section_at_ + 1 == count(old_.root_)) return;
    const std::int64_t at = child(old_.root_, section_at_ + 1).key.index() + out.nodes;
    for (auto i = static_cast<std::size_t>(at); i < result_.nodes_.size(); ++i) {
      Node& node = result_.nodes_[YamlNodeId(i)];
      const bool has_children = node.type == YamlType::mapping || node.type == YamlType::sequence;
      if (has_children) node.first = moved(node.first, more - out.children);
    }
  }

  /// The first node behind the changed entries.
  [[nodiscard]] YamlNodeId node_behind() const {
    if (last_ + 1 < count(section_)) return child(section_, last_ + 1).key;
    if (section_at_ + 1 < count(old_.root_)) return child(old_.root_, section_at_ + 1).key;
    return YamlNodeId(old_.nodes_.size());
  }

  static constexpr std::string_view below_ = "below-what-was-typed";

  const YamlDocument& old_;
  std::string_view old_text_;
  std::string_view text_;
  FileId file_;
  YamlEdit edit_;
  std::vector<std::size_t> starts_;  ///< of the old text's lines
  std::size_t section_at_ = 0;
  YamlNodeId section_;
  std::size_t section_end_ = 0;  ///< in the old text
  std::size_t first_ = 0;        ///< of the changed entries
  std::size_t last_ = 0;
  bool ends_section_ = false;
  std::uint32_t column_ = 0;  ///< of their keys
  YamlLines lines_;           ///< of the old text
  std::size_t new_end_ = 0;
  YamlDocument fresh_;
  YamlNodeId fresh_section_;
  std::uint32_t fresh_count_ = 0;
  YamlNodeId below_node_;
  YamlDocument result_;
};

std::optional<YamlDocument> spliced_yaml(const YamlDocument& document, std::string_view old_text,
                                         std::string_view text, FileId file) {
  if (!document.root().valid()) return std::nullopt;
  return YamlSplice(document, old_text, text, file).run();
}

}  // namespace cutpoint
