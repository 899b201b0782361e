#include "renderer/dot_style.hpp"

#include <algorithm>

#include "renderer/terminal_text.hpp"
#include "renderer/wrapped_text.hpp"

namespace cutpoint {

namespace {

constexpr const char* font = "DejaVu Sans,Arial,sans-serif";
constexpr const char* red = "#D55E00";
constexpr const char* red_fill = "#FBD9C6";
constexpr const char* amber = "#B37400";
constexpr const char* amber_fill = "#FDECC8";
constexpr const char* grey = "#6B7280";
constexpr const char* blue = "#0072B2";
constexpr const char* ink = "#1F2937";

std::string shape_name(Shape shape) {
  switch (shape) {
    case Shape::rounded:
      return "box";
    case Shape::cloud:
      return "egg";
    case Shape::person:
      return "ellipse";
    default:
      return std::string(name_of(shape));
  }
}

void append(DotAttributes& to, DotAttributes more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

DotAttributes graph_attributes() {
  return {
      {"linelength", "0"},
      {"compound", "true"},
      {"rankdir", "TB"},
      {"nodesep", "0.35"},
      {"ranksep", "0.55"},
      {"pad", "0.3"},
      {"bgcolor", "white"},
      {"fontname", font},
      {"fontsize", "16"},
      {"labelloc", "t"},
      {"charset", "UTF-8"},
      {"outputorder", "edgesfirst"},
      {"fontcolor", ink},
      // Graphviz 2.43 ranks frames one by one otherwise, fails where labelled edges join them in
      // a circle ("trouble in init_rank"), goes on with broken ranks and corrupts its memory.
      {"newrank", "true"}};
}

DotAttributes large_graph_attributes() {
  return {{"nslimit", "1"}, {"nslimit1", "1"}, {"mclimit", "0.1"}, {"splines", "line"}};
}

DotAttributes frame_attributes(Emphasis emphasis) {
  DotAttributes attributes = {{"fontname", font},
                              {"fontsize", "11"},
                              {"labeljust", "l"},
                              {"margin", "14"},
                              {"fontcolor", ink}};
  switch (emphasis) {
    case Emphasis::full:
      append(attributes, {{"color", red}, {"penwidth", "3"}, {"style", "rounded"}});
      break;
    case Emphasis::partial:
      append(attributes, {{"color", amber}, {"penwidth", "2"}, {"style", "rounded,dashed"}});
      break;
    case Emphasis::accepted:
      append(attributes, {{"color", grey}, {"penwidth", "2"}, {"style", "rounded,dotted"}});
      break;
    case Emphasis::none:
      append(attributes, {{"color", "#9CA3AF"}, {"penwidth", "1"}, {"style", "rounded"}});
      break;
  }
  return attributes;
}

DotAttributes anchor_attributes() {
  return {{"shape", "point"}, {"style", "invis"}, {"width", "0.01"}, {"label", ""}};
}

DotAttributes node_attributes(const Drawing::Node& node) {
  DotAttributes attributes = {{"fontname", font}, {"fontsize", "10"}, {"fontcolor", ink}};
  if (node.role == Drawing::NodeRole::journey) {
    append(attributes, {{"shape", "box"},
                        {"style", "rounded,filled"},
                        {"fillcolor", "#DCEBF7"},
                        {"color", blue},
                        {"penwidth", "2"},
                        {"fontsize", "12"}});
    return attributes;
  }
  if (node.role == Drawing::NodeRole::junction && node.emphasis == Emphasis::none) {
    append(attributes, {{"shape", "box"},
                        {"style", "rounded,dashed"},
                        {"color", blue},
                        {"fontcolor", blue},
                        {"fontsize", "9"},
                        {"margin", "0.06,0.03"},
                        {"height", "0.2"},
                        {"width", "0.3"}});
    return attributes;
  }
  append(attributes, {{"shape", shape_name(node.shape)}, {"margin", "0.12,0.07"}});
  // A second outline strikes a cylinder's label through; its text says that it is a pool.
  if (node.is_pool && node.shape != Shape::cylinder) attributes.emplace_back("peripheries", "2");
  const std::string rounded = node.shape == Shape::rounded ? "rounded," : "";
  switch (node.emphasis) {
    case Emphasis::full:
      append(attributes, {{"style", rounded + "filled,bold"},
                          {"fillcolor", red_fill},
                          {"color", red},
                          {"penwidth", "3"}});
      break;
    case Emphasis::partial:
      append(attributes, {{"style", rounded + "filled,dashed"},
                          {"fillcolor", amber_fill},
                          {"color", amber},
                          {"penwidth", "2"}});
      break;
    case Emphasis::accepted:
      append(attributes, {{"style", rounded + "filled,dotted"},
                          {"fillcolor", "#ECEDEF"},
                          {"color", grey},
                          {"penwidth", "2"}});
      break;
    case Emphasis::none:
      append(attributes,
             {{"style", rounded + "filled"}, {"fillcolor", "#FFFFFF"}, {"color", "#4B5563"}});
      break;
  }
  return attributes;
}

DotAttributes edge_attributes(const Drawing::Edge& edge) {
  DotAttributes attributes = {
      {"fontname", font}, {"fontsize", "8"}, {"fontcolor", grey}, {"arrowsize", "0.7"}};
  switch (edge.style) {
    case Drawing::EdgeStyle::needs:
      attributes.emplace_back("color", ink);
      break;
    case Drawing::EdgeStyle::soft:
      append(attributes, {{"color", ink}, {"style", "dashed"}, {"arrowhead", "empty"}});
      break;
    case Drawing::EdgeStyle::fallback:
      append(attributes, {{"color", ink}, {"style", "dotted"}, {"penwidth", "1.6"}});
      break;
    case Drawing::EdgeStyle::link:
      append(attributes, {{"color", blue},
                          {"penwidth", "2"},
                          {"dir", edge.two_way ? "none" : "forward"},
                          {"constraint", "true"}});
      break;
    case Drawing::EdgeStyle::runs_on:
      append(attributes, {{"color", "#9CA3AF"}, {"style", "dashed"}, {"arrowhead", "none"}});
      break;
  }
  if (edge.inferred) {
    append(attributes, {{"color", grey}, {"arrowhead", "vee"}, {"style", "dashed"}});
    if (edge.label.empty()) attributes.emplace_back("label", "inferred");
  }
  return attributes;
}

std::string title_text(const std::string& title) {
  constexpr std::size_t width = 60;
  constexpr std::size_t most_lines = 3;
  const std::string text = wrapped(elided(visible(title), width * most_lines), 0, 0, width);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return label_text(lines, false, width);
}

std::string label_text(const std::vector<std::string>& lines, bool left, std::size_t longest) {
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
    if (left) out += "\\l";
  }
  return out;
}

namespace {

std::string swatch(const char* border, const char* fill, const char* width, const char* mark,
                   const char* meaning) {
  return std::string("<TR><TD BORDER=\"") + width + "\" COLOR=\"" + border + "\" BGCOLOR=\"" +
         fill + "\"><FONT POINT-SIZE=\"8\">" + mark +
         "</FONT></TD><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"8\">" + meaning + "</FONT></TD></TR>";
}

std::string line_row(const char* sign, const char* colour, const char* meaning) {
  return std::string("<TR><TD><FONT POINT-SIZE=\"9\" COLOR=\"") + colour + "\">" + sign +
         "</FONT></TD><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"8\">" + meaning + "</FONT></TD></TR>";
}

}  // namespace

std::string legend_table(const Drawing& drawing) {
  const auto emphasised = [&drawing](Emphasis emphasis) {
    return std::any_of(drawing.nodes.begin(), drawing.nodes.end(),
                       [&](const auto& node) { return node.emphasis == emphasis; }) ||
           std::any_of(drawing.frames.begin(), drawing.frames.end(),
                       [&](const auto& frame) { return frame.emphasis == emphasis; });
  };
  const auto drawn = [&drawing](auto matches) {
    return std::any_of(drawing.edges.begin(), drawing.edges.end(), matches);
  };
  const auto styled = [&drawn](Drawing::EdgeStyle style) {
    return drawn([style](const Drawing::Edge& edge) { return edge.style == style; });
  };
  std::string rows;
  if (emphasised(Emphasis::full)) {
    rows += swatch(red, red_fill, "3", "SPOF", "single point of failure");
  }
  if (emphasised(Emphasis::partial)) {
    rows += swatch(amber, amber_fill, "2", "partial", "recovers by itself within minutes");
  }
  if (emphasised(Emphasis::accepted)) {
    rows += swatch(grey, "#ECEDEF", "2", "accepted", "a risk that somebody took");
  }
  if (std::any_of(drawing.nodes.begin(), drawing.nodes.end(),
                  [](const auto& node) { return node.is_pool; })) {
    rows += line_row("▣", ink, "double border, or ×n: a pool of instances");
  }
  if (styled(Drawing::EdgeStyle::needs)) rows += line_row("—▶", ink, "needs");
  if (styled(Drawing::EdgeStyle::soft)) rows += line_row("- -▷", ink, "soft: degraded without");
  if (styled(Drawing::EdgeStyle::fallback)) rows += line_row("··▶", ink, "needs, with a fallback");
  if (drawn([](const Drawing::Edge& edge) { return edge.inferred; })) {
    rows += line_row("- -&gt;", grey, "inferred by the importer");
  }
  if (styled(Drawing::EdgeStyle::link)) rows += line_row("—", blue, "network link");
  if (styled(Drawing::EdgeStyle::runs_on)) {
    rows += line_row("- -", grey, "runs on, or shares a cause");
  }
  if (rows.empty()) return {};
  return "<TABLE BORDER=\"1\" COLOR=\"#9CA3AF\" CELLBORDER=\"0\" CELLSPACING=\"3\" "
         "CELLPADDING=\"2\">" +
         rows + "</TABLE>";
}

}  // namespace cutpoint
