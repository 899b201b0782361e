#include "model/format/layout/formatter.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "model/format/codec/codec.hpp"
#include "model/yaml/yaml_comments.hpp"
#include "model/yaml/yaml_document.hpp"
#include "model/yaml/yaml_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t line_width = 100;

/// The canonical order of keys of a mapping, found by where it stands.
std::vector<std::string_view> key_order(const std::vector<std::string>& path) {
  if (path.empty()) return key_names<Draft>();
  if (path.size() != 2) return {};
  if (path[0] == "components") return key_names<DraftComponent>();
  if (path[0] == "journeys") return key_names<DraftJourney>();
  if (path[0] == "kinds") return key_names<DraftKind>();
  if (path[0] == "defaults") return key_names<DraftDefaults>();
  if (path[0] == "common_causes") return key_names<DraftCommonCause>();
  return {};
}

class Formatter {
 public:
  Formatter(const YamlDocument& document, FileId file, const SourceFiles& sources)
      : document_(document),
        file_(file),
        sources_(sources),
        comments_(find_comments(document, file, sources)) {
    for (std::size_t i = 0; i < document.size(); ++i) {
      has_anchors_ = has_anchors_ || !document.anchor(YamlNodeId(i)).empty();
    }
    collect_starts(document.root());
    attach_comments();
  }

  std::string run() {
    std::vector<std::string> path;
    const YamlNodeId root = document_.root();
    if (is_block(root) || !fits(root, 0)) {
      write_block(root, 0, path);
    } else {
      out_ += flow_text(root) + '\n';
    }
    for (const std::size_t comment : last_) write_comment(comment, 0);
    return std::move(out_);
  }

 private:
  /// Where an entry or item starts, in the order of the text.
  struct Start {
    std::uint32_t line;
    std::uint32_t column;
    YamlNodeId node;  ///< the key of an entry, the value of an item
  };

  void collect_starts(YamlNodeId node) {
    for (const auto& entry : document_.raw_entries(node)) {
      const SourceSpan span = document_.span(entry.key);
      starts_.push_back({span.line, span.column, entry.key});
      if (!entry.alias) collect_starts(entry.value);
    }
    for (const auto& item : document_.raw_items(node)) {
      // An alias stands elsewhere in the text than its node.
      if (item.alias) continue;
      const SourceSpan span = document_.span(item.value);
      starts_.push_back({span.line, span.column, item.value});
      collect_starts(item.value);
    }
  }

  /// A comment on its own line belongs to the entry below it; where it is indented deeper than
  /// that, to the entry above. A comment behind a value belongs to the entry that starts last on
  /// its line or before it.
  void attach_comments() {
    for (std::size_t i = 0; i < comments_.size(); ++i) {
      const YamlComment& comment = comments_[i];
      const auto next = std::lower_bound(
          starts_.begin(), starts_.end(), comment, [](const Start& start, const YamlComment& c) {
            return std::pair(start.line, start.column) < std::pair(c.line, c.column);
          });
      const Start* below = next == starts_.end() ? nullptr : &*next;
      const Start* above = nullptr;
      for (auto at = next; at != starts_.begin() && above == nullptr;) {
        --at;
        if (!comment.own_line || at->column <= comment.column) above = &*at;
      }
      if (!comment.own_line) {
        (above != nullptr ? trailing_[above->node] : last_).push_back(i);
      } else if (below != nullptr && (above == nullptr || comment.column <= below->column)) {
        leading_[below->node].push_back(i);
      } else if (below != nullptr) {
        after_[above->node].push_back(i);
      } else {
        last_.push_back(i);
      }
    }
  }

  [[nodiscard]] bool is_collection(YamlNodeId node) const {
    return document_.type(node) == YamlType::sequence || document_.type(node) == YamlType::mapping;
  }

  [[nodiscard]] bool is_empty(YamlNodeId node) const {
    return document_.raw_entries(node).empty() && document_.raw_items(node).empty();
  }

  [[nodiscard]] bool is_block(YamlNodeId node) const {
    return is_collection(node) && document_.style(node) == YamlStyle::block;
  }

  [[nodiscard]] bool is_literal(YamlNodeId node) const {
    return document_.type(node) == YamlType::scalar && document_.style(node) == YamlStyle::literal;
  }

  /// A comment inside it, or a block scalar, keeps a flow collection from one line.
  [[nodiscard]] bool holds_comment(YamlNodeId node) const {
    for (const auto& entry : document_.raw_entries(node)) {
      if (leading_.contains(entry.key) || after_.contains(entry.key) ||
          (!entry.alias && holds_comment(entry.value))) {
        return true;
      }
    }
    for (const auto& item : document_.raw_items(node)) {
      if (item.alias) continue;
      if (leading_.contains(item.value) || after_.contains(item.value) ||
          holds_comment(item.value)) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool fits(YamlNodeId node, std::size_t column) const {
    return !holds_comment(node) && column + flow_text(node).size() <= line_width;
  }

  [[nodiscard]] std::string properties(YamlNodeId node) const {
    std::string text;
    if (!document_.anchor(node).empty()) text += fmt::format("&{} ", document_.anchor(node));
    if (!document_.tag(node).empty()) text += fmt::format("!<{}> ", document_.tag(node));
    return text;
  }

  /// A scalar as it was written where it stands on one line.
  [[nodiscard]] std::string scalar_text(YamlNodeId node) const {
    const SourceSpan span = document_.span(node);
    const std::string_view value = document_.text(node);
    if (document_.type(node) == YamlType::null) return std::string(value);
    if (document_.style(node) == YamlStyle::quoted &&
        last_line_of_quoted(span, sources_) == span.line) {
      return std::string(sources_.line(file_, span.line).substr(span.column - 1, span.length));
    }
    const bool one_line = value.find('\n') == std::string_view::npos;
    if (document_.style(node) == YamlStyle::plain && one_line &&
        sources_.line(file_, span.line).substr(span.column - 1, value.size()) == value) {
      return std::string(value);
    }
    return quoted_if_needed(value);
  }

  [[nodiscard]] std::string value_text(const YamlDocument::Entry& entry) const {
    if (entry.alias) return fmt::format("*{}", document_.anchor(entry.value));
    return properties(entry.value) +
           (is_collection(entry.value) ? flow_text(entry.value) : scalar_text(entry.value));
  }

  [[nodiscard]] std::string flow_text(YamlNodeId node) const {
    if (!is_collection(node)) return scalar_text(node);
    const bool mapping = document_.type(node) == YamlType::mapping;
    std::string text;
    for (const auto& entry : mapping ? document_.raw_entries(node) : document_.raw_items(node)) {
      if (!text.empty()) text += ", ";
      std::string value = value_text(entry);
      if (mapping) {
        text += scalar_text(entry.key) + ":" + (value.empty() ? "" : " ");
      }
      text += value;
    }
    return mapping ? "{" + text + "}" : "[" + text + "]";
  }

  void write_comment(std::size_t index, std::size_t indent) {
    if (comments_[index].blank_before) blank_line();
    out_ += std::string(indent, ' ') + comments_[index].text + '\n';
  }

  void blank_line() {
    if (!out_.empty() && (out_.size() < 2 || out_.substr(out_.size() - 2) != "\n\n")) out_ += '\n';
  }

  void write_leading(YamlNodeId key, std::uint32_t line, std::size_t indent) {
    const auto leading = leading_.find(key);
    if (leading != leading_.end()) {
      for (const std::size_t comment : leading->second) write_comment(comment, indent);
    }
    // One empty line where the writer left some.
    if (line > 1 &&
        sources_.line(file_, line - 1).find_first_not_of(" \t") == std::string_view::npos) {
      blank_line();
    }
  }

  /// Comments behind the value of an entry; flow collections gather those of all their lines.
  [[nodiscard]] std::string trailing_of(YamlNodeId key, const YamlDocument::Entry& entry) const {
    std::string text;
    const auto gather = [&](YamlNodeId node) {
      const auto found = trailing_.find(node);
      if (found == trailing_.end()) return;
      for (const std::size_t comment : found->second) {
        text += (text.empty() ? "  " : " ") + comments_[comment].text;
      }
    };
    gather(key);
    if (entry.alias || !is_collection(entry.value)) return text;
    std::vector<YamlNodeId> open{entry.value};
    while (!open.empty()) {
      const YamlNodeId node = open.back();
      open.pop_back();
      for (const auto& child : document_.raw_entries(node)) {
        gather(child.key);
        if (!child.alias) open.push_back(child.value);
      }
      for (const auto& child : document_.raw_items(node)) {
        if (child.alias) continue;
        gather(child.value);
        open.push_back(child.value);
      }
    }
    return text;
  }

  [[nodiscard]] std::string own_trailing(YamlNodeId key) const {
    const auto found = trailing_.find(key);
    if (found == trailing_.end()) return {};
    std::string text;
    for (const std::size_t comment : found->second) {
      text += (text.empty() ? "  " : " ") + comments_[comment].text;
    }
    return text;
  }

  /// What follows "key:" or "-", up to and with the end of its last line.
  void write_value(YamlNodeId key, const YamlDocument::Entry& entry, std::size_t indent,
                   std::vector<std::string>& path) {
    const YamlNodeId node = entry.value;
    if (!entry.alias && is_literal(node)) return write_literal(key, node, indent);
    const std::size_t column = out_.size() - (out_.rfind('\n') + 1);
    const bool as_block = !entry.alias && is_collection(node) && !is_empty(node) &&
                          (is_block(node) || !fits(node, column + 1));
    if (as_block) {
      std::string head = properties(node);
      if (!head.empty()) head = ' ' + head.substr(0, head.size() - 1);
      out_ += head + own_trailing(key) + '\n';
      return write_block(node, indent + 2, path);
    }
    const std::string text = value_text(entry);
    out_ += (text.empty() ? "" : " ") + text + trailing_of(key, entry) + '\n';
  }

  void write_literal(YamlNodeId key, YamlNodeId node, std::size_t indent) {
    BlockScalar block = read_block_scalar(document_.span(node), sources_);
    std::erase_if(block.header, [](char c) { return c >= '0' && c <= '9'; });
    const bool starts_blank =
        !block.lines.empty() && !block.lines.front().empty() && block.lines.front().front() == ' ';
    out_ += ' ' + properties(node) + block.header + (starts_blank ? "2" : "") + own_trailing(key) +
            '\n';
    for (const std::string& line : block.lines) {
      out_ += (line.empty() ? "" : std::string(indent + 2, ' ') + line) + '\n';
    }
  }

  void write_block(YamlNodeId node, std::size_t indent, std::vector<std::string>& path) {
    if (document_.type(node) == YamlType::mapping) {
      for (const auto& entry : ordered(node, path)) {
        write_leading(entry.key, document_.span(entry.key).line, indent);
        out_ += std::string(indent, ' ') + scalar_text(entry.key) + ':';
        write_entry_value(entry.key, entry, indent, path);
      }
      return;
    }
    for (const auto& item : document_.raw_items(node)) {
      const YamlNodeId key = item.alias ? YamlNodeId() : item.value;
      if (!item.alias) write_leading(key, document_.span(item.value).line, indent);
      out_ += std::string(indent, ' ') + '-';
      const bool nested = !item.alias && document_.type(item.value) == YamlType::mapping &&
                          !is_empty(item.value) && properties(item.value).empty() &&
                          (is_block(item.value) || !fits(item.value, indent + 2));
      if (!nested) {
        write_value(key, item, indent, path);
      } else {
        write_nested_mapping(item.value, indent, path);
      }
      write_after(key, indent);
    }
  }

  void write_entry_value(YamlNodeId key, const YamlDocument::Entry& entry, std::size_t indent,
                         std::vector<std::string>& path) {
    path.emplace_back(document_.text(key));
    write_value(key, entry, indent, path);
    path.pop_back();
    write_after(key, indent);
  }

  void write_after(YamlNodeId key, std::size_t indent) {
    const auto after = after_.find(key);
    if (after == after_.end()) return;
    for (const std::size_t comment : after->second) write_comment(comment, indent);
  }

  /// "- first: …" with the further keys below the first.
  void write_nested_mapping(YamlNodeId node, std::size_t indent, std::vector<std::string>& path) {
    path.emplace_back("-");
    bool first = true;
    for (const auto& entry : ordered(node, path)) {
      if (first) {
        out_ += ' ';
      } else {
        write_leading(entry.key, document_.span(entry.key).line, indent + 2);
        out_ += std::string(indent + 2, ' ');
      }
      first = false;
      out_ += scalar_text(entry.key) + ':';
      write_entry_value(entry.key, entry, indent + 2, path);
    }
    path.pop_back();
  }

  /// Known keys in canonical order, others behind them as they were. Where anchors are used nothing
  /// moves: an alias must stay behind its anchor.
  [[nodiscard]] std::vector<YamlDocument::Entry> ordered(
      YamlNodeId node, const std::vector<std::string>& path) const {
    auto entries = document_.raw_entries(node);
    const auto order = key_order(path);
    if (has_anchors_ || order.empty()) return entries;
    std::stable_sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) {
      const auto rank = [&](const YamlDocument::Entry& entry) {
        return std::find(order.begin(), order.end(), document_.text(entry.key)) - order.begin();
      };
      return rank(a) < rank(b);
    });
    return entries;
  }

  const YamlDocument& document_;
  FileId file_;
  const SourceFiles& sources_;
  std::vector<YamlComment> comments_;
  bool has_anchors_ = false;
  std::vector<Start> starts_;
  std::map<YamlNodeId, std::vector<std::size_t>> leading_;
  std::map<YamlNodeId, std::vector<std::size_t>> trailing_;
  std::map<YamlNodeId, std::vector<std::size_t>> after_;
  std::vector<std::size_t> last_;
  std::string out_;
};

}  // namespace

std::string lay_out_canonically(const YamlDocument& document, FileId file,
                                const SourceFiles& sources) {
  return Formatter(document, file, sources).run();
}

}  // namespace cutpoint
