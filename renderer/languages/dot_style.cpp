#include "renderer/languages/dot_style.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "renderer/languages/text_signs.hpp"
#include "renderer/picture/look.hpp"
#include "renderer/statements/picture_words.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"
#include "renderer/writing/xml_text.hpp"

namespace cutpoint {

namespace {

constexpr const char* font_names = "DejaVu Sans,Arial,sans-serif";
std::string shape_name(Shape shape) {
  switch (shape) {
    case Shape::rounded:
      return "box";
    case Shape::cloud:
      return "egg";
    case Shape::person:
      return "ellipse";
    case Shape::bevelled:
      return "box";
    case Shape::arrow:
      return "cds";
    default:
      return std::string(name_of(shape));
  }
}

std::string plain_number(double value) {
  return fmt::format("{:g}", value);
}

std::string line_style(Line line) {
  switch (line) {
    case Line::dashed:
      return "dashed";
    case Line::dotted:
      return "dotted";
    case Line::solid:
      break;
  }
  return "";
}

std::string arrow_name(Arrow arrow) {
  switch (arrow) {
    case Arrow::none:
      return "none";
    case Arrow::open:
      return "empty";
    case Arrow::vee:
      return "vee";
    case Arrow::full:
      break;
  }
  return "normal";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    if (!word.empty()) text += (text.empty() ? "" : ",") + word;
  }
  return text;
}

struct Margin {
  double across;  ///< inches
  double along;
};

/// Slanted shapes leave much room of their own.
Margin shape_margin(Shape shape, bool is_journey) {
  if (is_journey) return {0.15, 0.08};
  switch (shape) {
    case Shape::diamond:
      return {0.02, 0.08};  // few long lines reach over its sides otherwise
    case Shape::hexagon:
    case Shape::octagon:
    case Shape::parallelogram:
    case Shape::trapezium:
    case Shape::invtrapezium:
      return {0.02, 0.02};
    case Shape::cylinder:
      return {0.12, 0.12};  // its lid takes from the height
    case Shape::component:
      return {0.17, 0.07};  // its tabs take from the width
    case Shape::box3d:
      return {0.14, 0.12};
    case Shape::bevelled:
      return {0.22, 0.12};  // strokes across its corners
    case Shape::arrow:
      return {0.16, 0.22};  // its outline is lower than its room
    default:
      return {0.12, 0.07};
  }
}

std::string margin_text(Margin margin, double beside) {
  constexpr double points = 72;  // an inch
  return fmt::format("{:.4g},{:.4g}", margin.across + beside / 2 / points, margin.along);
}

void append_attributes(DotAttributes& to, DotAttributes more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

DotAttributes graph_attributes(const Picture& picture) {
  const Palette& colours = palette_of(picture.theme);
  return {
      {"linelength", "0"},
      {"compound", "true"},
      {"rankdir", "TB"},
      {"nodesep", "0.35"},
      {"ranksep", "0.55"},
      {"pad", "0.3"},
      {"bgcolor", colours.background},
      {"fontname", font_names},
      {"fontsize", "16"},
      {"labelloc", "t"},
      {"charset", "UTF-8"},
      {"outputorder", "edgesfirst"},
      {"fontcolor", colours.ink},
      // Graphviz 2.43 ranks frames one by one otherwise, fails where labelled edges join them in
      // a circle ("trouble in init_rank"), goes on with broken ranks and corrupts its memory.
      {"newrank", "true"}};
}

DotAttributes effort_attributes(std::size_t edges) {
  constexpr std::size_t large = 200, very_large = 600;  // half a second and a second without limits
  if (edges > very_large) {
    return {{"nslimit", "1"}, {"nslimit1", "1"}, {"mclimit", "0.1"}, {"splines", "line"}};
  }
  if (edges > large) return {{"nslimit", "2"}, {"nslimit1", "2"}, {"mclimit", "0.3"}};
  return {};
}

DotAttributes frame_attributes(const Picture& picture, const Picture::Frame& frame) {
  const Look look = look_of(picture, frame);
  return {{"fontname", font_names},
          {"fontsize", "11"},
          {"labeljust", "l"},
          {"margin", "14"},
          {"fontcolor", look.ink},
          {"color", look.stroke},
          {"penwidth", plain_number(look.width)},
          {"style", joined({"rounded", line_style(look.line)})}};
}

DotAttributes anchor_attributes() {
  return {{"shape", "point"}, {"style", "invis"}, {"width", "0.01"}, {"label", ""}};
}

DotAttributes node_attributes(const Picture& picture, const Picture::Node& node, double beside) {
  const Look look = look_of(picture, node);
  DotAttributes attributes = {{"fontname", font_names}, {"fontsize", "10"},
                              {"fontcolor", look.ink},  {"color", look.stroke},
                              {"fillcolor", look.fill}, {"penwidth", plain_number(look.width)}};
  if (node.role == Picture::NodeRole::junction) {
    append_attributes(attributes, {{"shape", "box"},
                                   {"style", joined({"rounded", "filled", line_style(look.line)})},
                                   {"fontsize", "9"},
                                   {"margin", "0.06,0.03"},
                                   {"height", "0.2"},
                                   {"width", "0.3"}});
    return attributes;
  }
  const bool is_journey = node.role == Picture::NodeRole::journey;
  const bool is_round = is_journey || node.shape == Shape::rounded;
  const char* corners = is_round ? "rounded" : node.shape == Shape::bevelled ? "diagonals" : "";
  append_attributes(attributes,
                    {{"shape", is_journey ? "box" : shape_name(node.shape)},
                     {"style", joined({corners, "filled", line_style(look.line)})},
                     {"margin", margin_text(shape_margin(node.shape, is_journey), beside)}});
  if (is_journey) attributes.emplace_back("fontsize", "12");
  const bool is_group = node.role == Picture::NodeRole::group;
  // A second outline strikes a cylinder's label through; its text says that it is a pool.
  if ((node.is_pool || is_group) && node.shape != Shape::cylinder) {
    attributes.emplace_back("peripheries", "2");
  }
  return attributes;
}

DotAttributes edge_attributes(const Picture& picture, const Picture::Edge& edge) {
  const EdgeLook look = look_of(picture, edge);
  DotAttributes attributes = {{"fontname", font_names}, {"fontsize", "8"},
                              {"fontcolor", look.ink},  {"arrowsize", "0.7"},
                              {"color", look.stroke},   {"arrowhead", arrow_name(look.arrow)}};
  if (look.width != 1) attributes.emplace_back("penwidth", plain_number(look.width));
  if (look.line != Line::solid) attributes.emplace_back("style", line_style(look.line));
  if (look.is_choice) append_attributes(attributes, {{"dir", "both"}, {"arrowtail", "odot"}});
  return attributes;
}

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

std::string title_text(const std::string& title) {
  constexpr std::size_t width = 60;
  constexpr std::size_t most_lines = 3;
  const std::string text = wrapped(elided(visible(title), width * most_lines), 0, 0, width);
  return label_text(lines_of(text), false, width);
}

namespace {

std::string label_lines(const std::vector<std::string>& lines, bool left, std::size_t longest,
                        std::string_view blanks) {
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0 && !left) out += "\\n";
    for (const char c : elided(visible(lines[i]), longest)) {
      // Backslashes start Graphviz's escapes, ampersands its entities.
      if (c == '\\') {
        out += "\\\\";
      } else if (c == '&') {
        out += "&amp;";
      } else {
        out += c;
      }
    }
    out += blanks;
    if (left) out += "\\l";
  }
  return out;
}

}  // namespace

std::string label_text(const std::vector<std::string>& lines, bool left, std::size_t longest) {
  return label_lines(lines, left, longest, "");
}

std::string frame_label_text(const Picture::Frame& frame, std::string_view blanks) {
  return label_lines(title_lines(frame), true, longest_label, blanks);
}

namespace {

std::string legend_text(const std::string& text, const std::string& colour, int size) {
  return fmt::format("<FONT POINT-SIZE=\"{}\" COLOR=\"{}\">{}</FONT>", size, colour, text);
}

std::string legend_row(const LegendEntry& entry, const Palette& colours) {
  const std::string meaning = "<TD ALIGN=\"LEFT\">" +
                              legend_text(xml_text(visible(entry.meaning)), colours.ink, 8) +
                              "</TD></TR>";
  if (entry.is_edge) {
    return "<TR><TD>" + legend_text(xml_text(edge_sign(entry.edge)), entry.edge.stroke, 9) +
           "</TD>" + meaning;
  }
  return fmt::format(
      "<TR><TD BORDER=\"{:g}\" COLOR=\"{}\" BGCOLOR=\"{}\"{}>{}</TD>{}", entry.box.width,
      entry.box.stroke, entry.box.fill,
      entry.box.line == Line::solid ? "" : fmt::format(" STYLE=\"{}\"", line_style(entry.box.line)),
      legend_text(xml_text(visible(entry.sample)), entry.box.ink, 8), meaning);
}

}  // namespace

std::string legend_table(const Picture& picture) {
  constexpr std::size_t longest_note = 200;
  constexpr std::size_t note_width = 44;
  const Palette& colours = palette_of(picture.theme);
  std::string rows;
  for (const LegendEntry& entry : legend_of(picture)) rows += legend_row(entry, colours);
  const auto add_words = [&](const std::string& words) {
    std::string text;
    for (const std::string& line : legend_lines(words, note_width)) {
      text += (text.empty() ? "" : "<BR ALIGN=\"LEFT\"/>") + xml_text(visible(line));
    }
    rows += "<TR><TD COLSPAN=\"2\" ALIGN=\"LEFT\" BALIGN=\"LEFT\">" +
            legend_text(text, colours.muted, 8) + "</TD></TR>";
  };
  for (const std::string& words : picture.statements) add_words(words);
  for (const std::string& note : picture.notes) add_words(elided(visible(note), longest_note));
  if (rows.empty()) return {};
  return fmt::format(
             "<TABLE BORDER=\"1\" COLOR=\"{}\" CELLBORDER=\"0\" CELLSPACING=\"3\" "
             "CELLPADDING=\"2\">",
             colours.frame) +
         rows + "</TABLE>";
}

}  // namespace cutpoint
