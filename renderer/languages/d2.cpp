// Diagrams in the D2 language.
#include <cmath>

#include <fmt/format.h>

#include "renderer/languages/shown_picture.hpp"
#include "renderer/languages/text_signs.hpp"
#include "renderer/picture/look.hpp"
#include "renderer/statements/picture_words.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

/// A double-quoted string: backslash escapes, `\$` keeps "${…}" from being a substitution.
std::string quoted(const std::vector<std::string>& lines) {
  constexpr std::size_t longest = 60;
  std::string out = "\"";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += "\\n";
    for (const char c : elided(visible(lines[i]), longest)) {
      if (c == '"' || c == '\\' || c == '$') out += '\\';
      out += c;
    }
  }
  return out + "\"";
}

const char* shape_of(const Picture::Node& node) {
  if (node.role == Picture::NodeRole::journey) return "oval";
  if (node.role == Picture::NodeRole::group) return "package";
  switch (shape_beside_sign(node)) {
    case Shape::cylinder:
      return "cylinder";
    case Shape::cloud:
      return "cloud";
    case Shape::ellipse:
      return "oval";
    case Shape::person:
      return "c4-person";
    case Shape::diamond:
      return "diamond";
    case Shape::hexagon:
    case Shape::octagon:
      return "hexagon";
    case Shape::parallelogram:
      return "queue";
    case Shape::folder:
    case Shape::component:
      return "package";
    case Shape::note:
    case Shape::tab:
      return "page";
    case Shape::arrow:
    case Shape::invhouse:
      return "step";
    case Shape::house:
      return "callout";
    case Shape::trapezium:
      return "parallelogram";
    case Shape::invtrapezium:
      return "stored_data";
    case Shape::bevelled:
      return "document";
    case Shape::box3d:  // with a style of its own
    case Shape::box:
    case Shape::rounded:
      break;
  }
  return "rectangle";
}

std::string dash_of(Line line) {
  if (line == Line::dashed) return "; style.stroke-dash: 5";
  return line == Line::dotted ? "; style.stroke-dash: 2" : "";
}

/// Widths of D2 are whole numbers.
int d2_width(double width) {
  return static_cast<int>(std::lround(width));
}

std::string d2_style(const Look& look) {
  return fmt::format(
      "style.stroke: \"{}\"; style.fill: \"{}\"; style.font-color: \"{}\"; style.stroke-width: "
      "{}{}",
      look.stroke, look.fill, look.ink, d2_width(look.width), dash_of(look.line));
}

std::string d2_style(const EdgeLook& look) {
  std::string text =
      fmt::format("style.stroke: \"{}\"; style.font-color: \"{}\"; style.stroke-width: {}{}",
                  look.stroke, look.ink, d2_width(look.width), dash_of(look.line));
  if (look.arrow == Arrow::open) text += "; target-arrowhead.style.filled: false";
  if (look.arrow == Arrow::vee) text += "; target-arrowhead.shape: arrow";
  if (look.is_choice) {
    text += "; source-arrowhead.shape: circle; source-arrowhead.style.filled: false";
  }
  return text;
}

class D2Writer {
 public:
  explicit D2Writer(const Picture& picture) : picture_(picture) {}

  std::string run() {
    const Palette& colours = palette_of(picture_.theme);
    out_ += fmt::format("direction: right\nstyle.fill: \"{}\"\n", colours.background);
    if (!picture_.title.empty()) {
      out_ += fmt::format(
          "title: {} {{near: top-center; shape: text; style.font-size: 24; style.font-color: "
          "\"{}\"}}\n",
          quoted({picture_.title}), colours.ink);
    }
    inside(-1, 0);
    for (const Picture::Edge& edge : picture_.edges) add_edge(edge);
    add_legend(colours);
    return out_;
  }

 private:
  /// Frames nest as deep as hosts do; the reader limits that.
  void inside(int frame, std::size_t depth) {
    const std::string indent(2 * depth, ' ');
    for (std::size_t i = 0; i < picture_.frames.size(); ++i) {
      const Picture::Frame& inner = picture_.frames[i];
      if (inner.parent != frame) continue;
      out_ += fmt::format("{}{}: {} {{\n{}  {}\n", indent, inner.id,
                          quoted(with_sign(inner, title_lines(inner))), indent,
                          d2_style(look_of(picture_, inner)));
      if (needs_anchor(i)) out_ += indent + "  anchor: \"•\" {shape: circle}\n";
      inside(static_cast<int>(i), depth + 1);
      out_ += indent + "}\n";
    }
    for (const Picture::Node& node : picture_.nodes) {
      if (node.frame != frame) continue;
      const bool many = node.is_pool || node.role == Picture::NodeRole::group;
      out_ += fmt::format("{}{}: {} {{shape: {}; {}{}}}\n", indent, node.id,
                          quoted(with_sign(node, node.lines)), shape_of(node),
                          d2_style(look_of(picture_, node)),
                          many                                      ? "; style.multiple: true"
                          : shape_beside_sign(node) == Shape::box3d ? "; style.3d: true"
                                                                    : "");
    }
  }

  /// D2 joins no frame with what lies in it.
  [[nodiscard]] bool is_inward(const Picture::End& frame, const Picture::End& other) const {
    return frame.is_frame && picture_.lies_in(other, frame.index);
  }
  [[nodiscard]] bool needs_anchor(std::size_t frame) const {
    for (const Picture::Edge& edge : picture_.edges) {
      if (edge.from == Picture::End{true, frame} && is_inward(edge.from, edge.to)) return true;
      if (edge.to == Picture::End{true, frame} && is_inward(edge.to, edge.from)) return true;
    }
    return false;
  }

  /// The names of all frames around it, then its own.
  [[nodiscard]] std::string path_of(const Picture::End& end, const Picture::End& other) const {
    std::string path = picture_.part(end).id;
    for (int at = picture_.frame_of(end); at >= 0;
         at = picture_.frames[static_cast<std::size_t>(at)].parent) {
      path = fmt::format("{}.{}", picture_.frames[static_cast<std::size_t>(at)].id, path);
    }
    return path + (is_inward(end, other) ? ".anchor" : "");
  }

  void add_edge(const Picture::Edge& edge) {
    const EdgeLook look = look_of(picture_, edge);
    const char* arrow = look.arrow == Arrow::none ? "--" : look.is_choice ? "<->" : "->";
    out_ += fmt::format("{} {} {}: {} {{{}}}\n", path_of(edge.from, edge.to), arrow,
                        path_of(edge.to, edge.from), quoted({edge.label}), d2_style(look));
  }

  void add_legend(const Palette& colours) {
    const std::vector<LegendEntry> entries = legend_of(picture_);
    if (entries.empty() && picture_.statements.empty() && picture_.notes.empty()) return;
    out_ += fmt::format(
        "legend: \"Legend\" {{\n  near: bottom-center\n  style.fill: \"{}\"; style.stroke: "
        "\"{}\"; style.font-color: \"{}\"\n  grid-columns: 3; grid-gap: 8; style.font-size: 14\n",
        colours.background, colours.frame, colours.ink);
    // Samples of edges are letters: drawn ones would be larger than the picture.
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const LegendEntry& entry = entries[i];
      if (entry.is_edge) {
        out_ += fmt::format("  edge{}: {} {{shape: text; style.font-color: \"{}\"}}\n", i,
                            quoted({edge_sign(entry.edge) + " " + entry.meaning}), entry.edge.ink);
      } else {
        out_ +=
            fmt::format("  box{}: {} {{{}}}\n", i, quoted({box_words(entry)}), d2_style(entry.box));
      }
    }
    const std::string signs = sign_meanings(picture_);
    if (!signs.empty())
      out_ += fmt::format("  signs: {} {{shape: text}}\n", quoted(legend_lines(signs)));
    if (picture_.has_heat) {
      out_ += fmt::format("  heat: {} {{shape: text}}\n", quoted({heat_meaning(picture_)}));
    }
    for (std::size_t i = 0; i < picture_.statements.size(); ++i) {
      out_ += fmt::format("  said{}: {} {{shape: text}}\n", i,
                          quoted(legend_lines(picture_.statements[i])));
    }
    for (std::size_t i = 0; i < picture_.notes.size(); ++i) {
      out_ += fmt::format("  note{}: {} {{shape: text}}\n", i, quoted({picture_.notes[i]}));
    }
    out_ += "}\n";
  }

  const Picture& picture_;
  std::string out_;
};

Rendered render_d2(const RenderInput& input) {
  const Picture picture = shown_picture(input);
  return D2Writer(picture).run();
}

}  // namespace

const Format<RenderInput>& d2_picture_format() {
  static const Format<RenderInput> format{{"d2", "the diagram in D2"}, render_d2};
  return format;
}

}  // namespace cutpoint
