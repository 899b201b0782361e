#include "model/yaml/yaml_document.hpp"

#include <algorithm>
#include <sstream>
#include <streambuf>
#include <unordered_map>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "model/yaml/json_document.hpp"
#include "model/yaml/syntax_words.hpp"

namespace cutpoint {

/// A quoted text of several lines: where a quote is missing, one that nobody meant.
struct LongQuote {
  SourceSpan start;
  std::uint32_t last_line = 0;
};

/// Receives yaml-cpp's events and grows the tree; reports what is wrong and goes on where it can.
class YamlTreeBuilder : public YAML::EventHandler {
 public:
  /// Ends the parse of a document that must not be read further.
  struct Refused {};

  /// `long_quote`: set to the last quoted text that ends on another line than it began on.
  YamlTreeBuilder(FileId file, const SourceFiles& sources, Diagnostics& diagnostics,
                  const YamlLimits& limits, LongQuote& long_quote)
      : file_(file),
        sources_(sources),
        diagnostics_(diagnostics),
        limits_(limits),
        long_quote_(long_quote) {
    document_.file_ = file;
  }

  YamlDocument take() { return std::move(document_); }
  [[nodiscard]] bool has_root() const { return document_.root_.valid(); }
  /// Where the document starts.
  [[nodiscard]] const YAML::Mark& start_mark() const { return start_mark_; }

  void OnDocumentStart(const YAML::Mark& mark) override { start_mark_ = mark; }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    place(add(YamlType::null, mark, "", anchor), false);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const YamlNodeId id = add(YamlType::scalar, mark, tag, anchor);
    YamlDocument::Node& node = document_.nodes_[id];
    node.first = static_cast<std::uint32_t>(document_.texts_.size());
    node.count = static_cast<std::uint32_t>(value.size());
    document_.texts_ += value;
    measure_scalar(node, value);
    // A plain ~ or null, or nothing at all, is no text.
    if (node.style == YamlStyle::plain && tag == "?" &&
        (value == "~" || value == "null" || value == "Null" || value == "NULL")) {
      node.type = YamlType::null;
    }
    place(id, false);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end()) return;  // yaml-cpp has refused it already
    const bool is_open = std::any_of(open_.begin(), open_.end(),
                                     [&](const Open& open) { return open.node == known->second; });
    if (is_open) {
      diagnostics_.error("yaml-syntax", span_of(mark, 1),
                         "an alias refers to the collection that it stands in");
      throw Refused();
    }
    place(known->second, true);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    start(add(YamlType::sequence, mark, tag, anchor), style, mark);
  }
  void OnSequenceEnd() override { finish(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    start(add(YamlType::mapping, mark, tag, anchor), style, mark);
  }
  void OnMapEnd() override {
    refuse_duplicate_keys();
    finish();
  }

 private:
  struct Open {
    YamlNodeId node;
    std::vector<YamlDocument::Child> children;
    YamlNodeId key;
    std::size_t expanded = 1;
  };

  [[nodiscard]] SourceSpan span_of(const YAML::Mark& mark, std::uint32_t length) const {
    if (mark.line < 0) return {file_, 0, 0, 0};
    return {file_, static_cast<std::uint32_t>(mark.line) + 1,
            static_cast<std::uint32_t>(mark.column) + 1, length};
  }

  YamlNodeId add(YamlType type, const YAML::Mark& mark, const std::string& tag,
                 YAML::anchor_t anchor) {
    YamlDocument::Node node;
    node.type = type;
    SourceSpan span = span_of(mark, 1);
    const std::string name = skip_properties(span);
    node.line = span.line;
    node.column = span.column;
    node.length = span.length;
    const YamlNodeId id = document_.nodes_.push_back(node);
    const bool has_tag = !tag.empty() && tag != "?" && tag != "!";
    if (has_tag || !name.empty()) {
      document_.nodes_[id].property = static_cast<std::uint32_t>(document_.properties_.size());
      document_.properties_.push_back({has_tag ? tag : "", name});
    }
    if (anchor != 0) anchors_[anchor] = id;
    sizes_.push_back(1);
    return id;
  }

  /// yaml-cpp points at the anchor or tag before a node: moves on to the node itself where that is
  /// on the same line, and gives back the anchor's name.
  std::string skip_properties(SourceSpan& span) const {
    std::string anchor;
    const std::string_view line = sources_.line(file_, span.line);
    std::size_t at = span.column - 1;
    while (at < line.size() && (line[at] == '&' || line[at] == '!')) {
      const std::size_t end = std::min(line.find_first_of(" \t,]}", at), line.size());
      if (line[at] == '&') anchor = std::string(line.substr(at + 1, end - at - 1));
      const std::size_t next = line.find_first_not_of(" \t", end);
      if (next == std::string_view::npos || line[next] == '#') break;
      at = next;
    }
    span.column = static_cast<std::uint32_t>(at) + 1;
    return anchor;
  }

  /// yaml-cpp takes what never ends for ended with the document, with all that stands behind it.
  void follow_quote(const SourceSpan& span, char quote) {
    const std::string_view text = sources_.text(file_);
    const std::string_view line = sources_.line(file_, span.line);
    std::uint32_t number = span.line;
    auto at = static_cast<std::size_t>(line.data() - text.data()) + span.column;
    while (at < text.size() && text[at] != quote) {
      if (text[at] == '\n') ++number;
      const bool is_escape = quote == '"' && text[at] == '\\' && at + 1 < text.size();
      if (is_escape && text[at + 1] == '\n') ++number;
      at += is_escape ? 2 : 1;
    }
    if (at < text.size()) {
      long_quote_ = {span, number};
      return;
    }
    diagnostics_.error("yaml-syntax", span, "a quoted text is not closed").help =
        "close it with the quote that it began with";
    throw Refused();
  }

  /// The extent of a scalar on its first line, and how it was written.
  void measure_scalar(YamlDocument::Node& node, const std::string& value) {
    const std::string_view line = sources_.line(file_, node.line);
    const std::size_t start = node.column - 1;
    if (start >= line.size()) return;
    const char first = line[start];
    if (first == '"' || first == '\'') {
      node.style = YamlStyle::quoted;
      std::size_t at = start + 1;
      while (at < line.size() && line[at] != first) at += first == '"' && line[at] == '\\' ? 2 : 1;
      node.length = static_cast<std::uint32_t>(std::min(at + 1, line.size()) - start);
      if (at >= line.size()) follow_quote({file_, node.line, node.column, node.length}, first);
    } else if (first == '|' || first == '>') {
      node.style = YamlStyle::literal;
    } else {
      const std::size_t length = std::min(value.find('\n'), value.size());
      node.length =
          static_cast<std::uint32_t>(std::clamp<std::size_t>(length, 1, line.size() - start));
    }
  }

  void start(YamlNodeId id, YAML::EmitterStyle::value style, const YAML::Mark& mark) {
    document_.nodes_[id].style =
        style == YAML::EmitterStyle::Flow ? YamlStyle::flow : YamlStyle::block;
    if (open_.size() >= limits_.depth) {
      diagnostics_
          .error("nesting-too-deep", span_of(mark, 1),
                 fmt::format("lists and mappings are nested more than {} deep", limits_.depth))
          .help = "flatten the document";
      throw Refused();
    }
    open_.push_back({id, {}, YamlNodeId(), 1});
  }

  /// Puts a finished or aliased node into the collection that is open.
  void place(YamlNodeId id, bool alias) {
    if (open_.empty()) {
      document_.root_ = id;
      return;
    }
    Open& parent = open_.back();
    parent.expanded += sizes_[id.index()];
    if (parent.expanded > limits_.expanded) {
      diagnostics_
          .error("alias-bomb", document_.span(id),
                 fmt::format("aliases expand to more than {} nodes", limits_.expanded))
          .help = "write the repeated parts once and refer to them by name";
      throw Refused();
    }
    if (document_.nodes_[parent.node].type == YamlType::sequence) {
      parent.children.push_back({YamlNodeId(), id, alias});
    } else if (!parent.key.valid()) {
      parent.key = id;
      if (document_.nodes_[id].type != YamlType::scalar &&
          document_.nodes_[id].type != YamlType::null) {
        diagnostics_.error("wrong-type", document_.span(id),
                           "a key must be text, not a list or mapping");
      }
    } else {
      parent.children.push_back({parent.key, id, alias});
      parent.key = YamlNodeId();
    }
  }

  void finish() {
    Open done = std::move(open_.back());
    open_.pop_back();
    YamlDocument::Node& node = document_.nodes_[done.node];
    node.first = static_cast<std::uint32_t>(document_.children_.size());
    node.count = static_cast<std::uint32_t>(done.children.size());
    document_.children_.insert(document_.children_.end(), done.children.begin(),
                               done.children.end());
    sizes_[done.node.index()] = done.expanded;
    place(done.node, false);
  }

  void refuse_duplicate_keys() {
    std::unordered_map<std::string_view, YamlNodeId> seen;
    for (const YamlDocument::Child& child : open_.back().children) {
      const std::string_view key = document_.text(child.key);
      if (document_.type(child.key) != YamlType::scalar || key == "<<") continue;
      const auto [known, added] = seen.emplace(key, child.key);
      if (added) continue;
      diagnostics_
          .error("duplicate-key", document_.span(child.key),
                 fmt::format("`{}` is defined twice", key))
          .notes.push_back({"first defined here", document_.span(known->second)});
    }
  }

  FileId file_;
  const SourceFiles& sources_;
  Diagnostics& diagnostics_;
  const YamlLimits& limits_;
  LongQuote& long_quote_;
  YAML::Mark start_mark_ = YAML::Mark::null_mark();
  YamlDocument document_;
  std::vector<Open> open_;
  std::vector<std::size_t> sizes_;  ///< of each node with its aliases followed
  std::unordered_map<YAML::anchor_t, YamlNodeId> anchors_;
};

namespace {

/// Lets yaml-cpp read a text without a copy.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(const std::string& text) {
    char* start = const_cast<char*>(text.data());  // NOLINT: streambuf wants it, reading only
    setg(start, start, start + text.size());
  }
};

}  // namespace

namespace {

SourceSpan span_at(FileId file, const YAML::Mark& mark) {
  if (mark.is_null()) return {file, 0, 0, 1};
  return {file, static_cast<std::uint32_t>(mark.line) + 1,
          static_cast<std::uint32_t>(mark.column) + 1, 1};
}

/// yaml-cpp reports a tab in the indentation as whatever it met behind it.
bool is_indented_with_tab(std::string_view line) {
  return line.substr(0, line.find_first_not_of(" \t")).find('\t') != std::string_view::npos;
}

/// The last line above that says something.
std::string_view line_above(FileId file, std::uint32_t number, const SourceFiles& sources) {
  while (--number > 0) {
    const std::string_view line = sources.line(file, number);
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first != std::string_view::npos && line[first] != '#') return line;
  }
  return {};
}

void report_syntax(const YAML::Exception& error, FileId file, const SourceFiles& sources,
                   const LongQuote& long_quote, Diagnostics& diagnostics) {
  const SourceSpan span = span_at(file, error.mark);
  if (span.known() && is_indented_with_tab(sources.line(file, span.line))) {
    diagnostics.error("yaml-syntax", SourceSpan{file, span.line, 1, 1}, "a tab cannot indent")
        .help = "YAML is indented with blanks only: write two blanks for each level";
    return;
  }
  // Behind the end of a text that began lines above a quote is missing, most likely there.
  if (span.known() && long_quote.last_line == span.line) {
    diagnostics
        .error("yaml-syntax", long_quote.start,
               fmt::format("this quoted text ends in line {} only, in the middle of it", span.line))
        .help = "close it with the quote that it began with, where it should end";
    return;
  }
  SyntaxPlace place;
  if (span.known()) {
    place.line = sources.line(file, span.line);
    place.at = span.column - 1;
    place.before = line_above(file, span.line, sources);
  }
  SyntaxWords words = syntax_words(error.msg, place);
  diagnostics.error("yaml-syntax", span, std::move(words.message)).help = std::move(words.help);
}

}  // namespace

std::vector<YamlDocument> parse_yaml(FileId file, const SourceFiles& sources,
                                     Diagnostics& diagnostics, const YamlLimits& limits) {
  std::vector<YamlDocument> documents;
  if (auto json = read_json_document(file, sources, limits)) {
    documents.push_back(std::move(*json));
    return documents;
  }
  ViewBuffer buffer(sources.text(file));
  std::istream stream(&buffer);
  LongQuote long_quote;
  try {
    YAML::Parser parser(stream);
    YAML::Mark previous = YAML::Mark::null_mark();
    while (true) {
      YamlTreeBuilder builder(file, sources, diagnostics, limits, long_quote);
      if (!parser.HandleNextDocument(builder)) break;
      const YAML::Mark& start = builder.start_mark();
      // yaml-cpp never gets past a `,` where a document starts: it would give empty ones for ever.
      if (start.pos == previous.pos) {
        if (!documents.empty()) documents.pop_back();
        diagnostics.error("yaml-syntax", span_at(file, start), "a `,` cannot stand here");
        break;
      }
      previous = start;
      if (builder.has_root()) documents.push_back(builder.take());
      if (documents.size() > limits.documents) break;
    }
  } catch (const YamlTreeBuilder::Refused&) {
    // Reported where it was met.
  } catch (const YAML::Exception& error) {
    report_syntax(error, file, sources, long_quote, diagnostics);
  }
  return documents;
}

}  // namespace cutpoint
