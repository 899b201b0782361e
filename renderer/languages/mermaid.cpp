// Flowcharts of Mermaid, as Markdown documents on many sites show them.
#include <map>

#include <fmt/format.h>

#include "renderer/cards/card_making.hpp"
#include "renderer/cards/level_picture.hpp"
#include "renderer/languages/card_svg.hpp"
#include "renderer/languages/text_signs.hpp"
#include "renderer/picture/draw.hpp"
#include "renderer/picture/look.hpp"
#include "renderer/statements/picture_words.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

/// What may stand in a quoted label as it is. Everything else of ASCII becomes a numeric entity:
/// quotes, markup, `%%`, `#`, `:`, backslashes and brackets all mean something to Mermaid
/// somewhere.
bool is_harmless(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
         (c >= 'a' && c <= 'z') || c == ' ' || c == '.' || c == ',' || c == '-' || c == '_' ||
         c == '/' || c == '+';
}

/// Mermaid sees these through entities: the end of a line, mathematics, an icon.
bool is_read_anyway(std::string_view before, std::string_view after) {
  return (before.ends_with('\\') && after.starts_with('n')) ||
         (before.ends_with('$') && after.starts_with('$')) ||
         (before.ends_with(':') && after.starts_with("fa-"));
}

std::string with_entities(const std::string& text) {
  constexpr std::size_t longest = 60;
  constexpr std::string_view word_joiner = "\u2060";  // of no width
  const std::string shown = elided(visible(text), longest);
  std::string out;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const char c = shown[i];
    const std::string_view all = shown;
    if (is_read_anyway(all.substr(0, i), all.substr(i))) out += word_joiner;
    out += is_harmless(c) ? std::string(1, c) : fmt::format("#{};", static_cast<int>(c));
  }
  return out;
}

std::string label(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "<br/>") + with_entities(line);
  return fmt::format("\"{}\"", out);
}

struct Brackets {
  const char* open;
  const char* close;
};

Brackets brackets_of(const Picture::Node& node) {
  if (node.role == Picture::NodeRole::journey) return {"([", "])"};
  const bool is_pool = node.is_pool && node.shape != Shape::cylinder;
  if (node.role == Picture::NodeRole::group || is_pool) return {"[[", "]]"};
  switch (shape_beside_sign(node)) {
    case Shape::cylinder:
      return {"[(", ")]"};
    case Shape::rounded:
    case Shape::ellipse:
    case Shape::cloud:
      return {"(", ")"};
    case Shape::person:
      return {"([", "])"};
    case Shape::diamond:
    case Shape::hexagon:
    case Shape::octagon:
    case Shape::bevelled:
      return {"{{", "}}"};
    case Shape::parallelogram:
      return {"[/", "/]"};
    case Shape::component:
    case Shape::box3d:
      return {"[[", "]]"};
    case Shape::invtrapezium:
    case Shape::invhouse:
      return {"[\\", "/]"};
    case Shape::arrow:
      return {">", "]"};
    case Shape::trapezium:
    case Shape::house:
      return {"[/", "\\]"};
    case Shape::note:
    case Shape::tab:
    case Shape::folder:
      return {">", "]"};
    case Shape::box:
      break;
  }
  return {"[", "]"};
}

/// As wide as the widest box of a legend.
constexpr std::size_t legend_columns = 40;

class MermaidWriter {
 public:
  explicit MermaidWriter(const Picture& picture) : picture_(picture) {}

  std::string run() {
    // Lines of the legend are broken by us.
    out_ += "---\n";
    if (!picture_.title.empty()) out_ += "title: " + title() + "\n";
    out_ += "config:\n  flowchart:\n    wrappingWidth: 480\n---\nflowchart LR\n";
    inside(-1, 1);
    for (const Picture::Edge& edge : picture_.edges) add_edge(edge);
    add_legend();
    for (const auto& [name, look] : looks_) {
      out_ += fmt::format("  classDef {} fill:{},stroke:{},color:{},stroke-width:{:g}px{}\n", name,
                          look.fill, look.stroke, look.ink, look.width, dashes(look.line));
    }
    for (const auto& [name, members] : members_) {
      out_ += fmt::format("  class {} {}\n", fmt::join(members, ","), name);
    }
    for (std::size_t i = 0; i < edge_looks_.size(); ++i) {
      const EdgeLook& look = edge_looks_[i];
      out_ +=
          fmt::format("  linkStyle {} stroke:{},stroke-width:{:g}px{}{}\n", i, line_colour(look),
                      look.width, dashes(look.line), look.is_dimmed ? ",stroke-opacity:0.45" : "");
    }
    return out_;
  }

 private:
  /// A YAML string in the head of the diagram: JSON's escapes are YAML's.
  [[nodiscard]] std::string title() const {
    std::string text = "\"";
    for (const char c : elided(visible(picture_.title), 120)) {
      if (c == '"' || c == '\\') text += '\\';
      // "%%{" would start a directive, wherever it stands.
      text += c == '%' ? std::string("\\x25") : std::string(1, c);
    }
    text += '"';
    return text;
  }

  /// Sites show the same diagram on a light ground and on a dark one, and lines lie on it as it is.
  [[nodiscard]] std::string line_colour(const EdgeLook& look) const {
    const bool is_ink = look.is_dimmed || look.stroke == palette_of(picture_.theme).ink;
    return is_ink && picture_.theme == Theme::light ? "#727B87" : look.stroke;
  }

  static std::string dashes(Line line) {
    if (line == Line::dashed) return ",stroke-dasharray:6 4";
    return line == Line::dotted ? ",stroke-dasharray:2 4" : "";
  }

  /// In one line: Mermaid draws a second one over what stands in the frame.
  static std::string title_of(const Picture::Frame& frame) {
    std::vector<std::string> lines = with_sign(frame, title_lines(frame));
    return label({fmt::format("{}", fmt::join(lines, " · "))});
  }

  void remember(const std::string& id, const Look& look) {
    looks_.emplace(look.name, look);
    members_[look.name].push_back(id);
  }

  /// Frames nest as deep as hosts do; the reader limits that.
  void inside(int frame, std::size_t depth) {
    const std::string indent(2 * depth, ' ');
    if (frame >= 0) {
      const Picture::Frame& here = picture_.frames[static_cast<std::size_t>(frame)];
      remember(here.id, look_of(picture_, here));
      if (needs_anchor(frame)) {
        out_ += indent + here.id + "_anchor([\"#8226;\"])\n";
        remember(here.id + "_anchor", look_of(picture_, here));
      }
    }
    for (std::size_t i = 0; i < picture_.frames.size(); ++i) {
      const Picture::Frame& inner = picture_.frames[i];
      if (inner.parent != frame) continue;
      out_ += fmt::format("{}subgraph {}[{}]\n", indent, inner.id, title_of(inner));
      inside(static_cast<int>(i), depth + 1);
      out_ += indent + "end\n";
    }
    for (const Picture::Node& node : picture_.nodes) {
      if (node.frame != frame) continue;
      const Brackets brackets = brackets_of(node);
      out_ += indent + node.id + brackets.open + label(with_sign(node, node.lines)) +
              brackets.close + '\n';
      remember(node.id, look_of(picture_, node));
    }
  }

  /// Mermaid joins no frame with what lies in it.
  [[nodiscard]] bool is_inward(const Picture::End& frame, const Picture::End& other) const {
    return frame.is_frame && picture_.lies_in(other, frame.index);
  }
  [[nodiscard]] bool needs_anchor(int frame) const {
    for (const Picture::Edge& edge : picture_.edges) {
      const auto at = static_cast<std::size_t>(frame);
      if (edge.from == Picture::End{true, at} && is_inward(edge.from, edge.to)) return true;
      if (edge.to == Picture::End{true, at} && is_inward(edge.to, edge.from)) return true;
    }
    return false;
  }
  [[nodiscard]] std::string end_id(const Picture::End& end, const Picture::End& other) const {
    return picture_.part(end).id + (is_inward(end, other) ? "_anchor" : "");
  }

  static std::string arrow_of(const EdgeLook& look) {
    const bool broken = look.line != Line::solid;
    if (look.arrow == Arrow::none) return broken ? "-.-" : "---";
    return broken ? "-.->" : "-->";
  }

  /// As `arrow_of` is drawn; Mermaid has no ring at the start of a line, so that a word stands on
  /// it.
  static std::string arrow_sign(const EdgeLook& look) {
    const std::string line = look.line == Line::solid    ? "──"
                             : look.line == Line::dashed ? "- -"
                                                         : "···";
    return line + (look.arrow == Arrow::none ? "" : "▶") + (look.is_choice ? " or:" : "");
  }

  void add_edge(const Picture::Edge& edge) {
    const EdgeLook look = look_of(picture_, edge);
    std::string words = look.is_choice ? "or" : "";
    if (!edge.label.empty()) words += (words.empty() ? "" : " ") + edge.label;
    const std::string text = words.empty() ? "" : fmt::format("|{}|", label({words}));
    out_ += fmt::format("  {} {}{} {}\n", end_id(edge.from, edge.to), arrow_of(look), text,
                        end_id(edge.to, edge.from));
    edge_looks_.push_back(look);
  }

  /// Boxes, and below them one text of all the rest, no wider than they: it stands in the column of
  /// the journeys.
  void add_legend() {
    const std::vector<LegendEntry> entries = legend_of(picture_);
    std::vector<std::string> boxes;
    std::vector<std::string> lines;
    std::string drawn;
    for (const LegendEntry& entry : entries) {
      if (entry.is_edge) {
        lines.push_back(fmt::format("{} {}", arrow_sign(entry.edge), entry.meaning));
        continue;
      }
      boxes.push_back(fmt::format("legend{}", boxes.size()));
      drawn += fmt::format("    {}[{}]\n", boxes.back(), label({box_words(entry)}));
      remember(boxes.back(), entry.box);
    }
    std::vector<std::string> told;
    for (std::string words : {heat_meaning(picture_), sign_meanings(picture_)}) {
      if (!words.empty()) told.push_back(std::move(words));
    }
    told.insert(told.end(), picture_.statements.begin(), picture_.statements.end());
    told.insert(told.end(), picture_.notes.begin(), picture_.notes.end());
    for (const std::string& statement : told) {
      const std::size_t first = lines.size();
      for (std::string& line : legend_lines(statement, legend_columns)) {
        lines.push_back(std::move(line));
      }
      if (lines.size() > first) lines[first] = "• " + lines[first];
    }
    if (boxes.empty() && lines.empty()) return;
    out_ += "  subgraph legend[\"Legend\"]\n    direction TB\n" + drawn;
    if (!lines.empty()) {
      out_ += fmt::format("    said[{}]\n    style said fill:none,stroke:none,text-align:left\n",
                          label(lines));
      boxes.emplace_back("said");
    }
    if (boxes.size() > 1) out_ += fmt::format("    {}\n", fmt::join(boxes, " ~~~ "));
    out_ += "  end\n";
  }

  const Picture& picture_;
  std::string out_;
  std::map<std::string, Look> looks_;
  std::map<std::string, std::vector<std::string>> members_;
  std::vector<EdgeLook> edge_looks_;
};

/// Each line takes some 20 pixels of a column of Markdown, which is some 900 wide.
constexpr std::size_t most_readable_lines = 24;

Rendered render_mermaid(const RenderInput& input) {
  const Picture picture = shows_cards(input.options.picture)
                              ? level_picture_of_lines(card_tree(input), most_readable_lines)
                              : draw(input);
  Output result = MermaidWriter(picture).run();
  constexpr std::size_t most_characters = 50'000;
  if (result.content.size() > most_characters) {
    result.notes.push_back(
        fmt::format("{} characters: Mermaid reads no more than {} unless `maxTextSize` is raised "
                    "where it runs; "
                    "--collapse auto, --journey and --around draw less",
                    result.content.size(), most_characters));
  }
  constexpr std::size_t most_edges = 500;
  if (picture.edges.size() > most_edges) {
    result.notes.push_back(fmt::format(
        "{} edges: Mermaid draws no more than {} unless `maxEdges` is raised where it runs; "
        "--collapse, --focus, --journey and --around draw less",
        picture.edges.size(), most_edges));
  }
  return result;
}

}  // namespace

const Format<RenderInput>& mermaid_picture_format() {
  static const Format<RenderInput> format{
      {"mermaid", "the diagram as a Mermaid flowchart, for Markdown"}, render_mermaid};
  return format;
}

}  // namespace cutpoint
