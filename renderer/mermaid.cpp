#include "renderer/mermaid.hpp"

#include <array>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "renderer/terminal_text.hpp"

namespace cutpoint {

namespace {

/// Quoted texts of Mermaid know entities by `#name;`, and read Markdown between backticks.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : visible(text)) {
    switch (c) {
      case '"':
        out += "#quot;";
        break;
      case '#':
        out += "#35;";
        break;
      case '<':
        out += "#lt;";
        break;
      case '>':
        out += "#gt;";
        break;
      case '&':
        out += "#amp;";
        break;
      case '`':
        out += "#96;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string label(const std::vector<std::string>& lines) {
  std::string out = "\"";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    if (i > 0) out += "<br>";
    out += escaped(lines[i]);
  }
  return out + "\"";
}

struct Brackets {
  std::string_view open;
  std::string_view close;
};

Brackets brackets_of(const Drawing::Node& node) {
  if (node.role != Drawing::NodeRole::component) return {"([", "])"};
  switch (node.shape) {
    case Shape::cylinder:
      return {"[(", ")]"};
    case Shape::diamond:
      return {"{", "}"};
    case Shape::hexagon:
    case Shape::octagon:
      return {"{{", "}}"};
    case Shape::rounded:
      return {"(", ")"};
    case Shape::ellipse:
    case Shape::cloud:
    case Shape::person:
      return {"([", "])"};
    case Shape::component:
      return {"[[", "]]"};
    case Shape::parallelogram:
      return {"[/", "/]"};
    default:
      return {"[", "]"};
  }
}

std::string_view class_of(Emphasis emphasis) {
  constexpr std::array<std::string_view, 4> names = {"", "accepted", "partial", "spof"};
  return names[static_cast<std::size_t>(emphasis)];
}

class MermaidWriter {
 public:
  explicit MermaidWriter(const Drawing& drawing)
      : drawing_(drawing),
        frames_in_(drawing.frames.size() + 1),
        nodes_in_(drawing.frames.size() + 1) {
    const auto slot = [](int frame) { return static_cast<std::size_t>(frame + 1); };
    for (std::size_t i = 0; i < drawing.frames.size(); ++i) {
      frames_in_[slot(drawing.frames[i].parent)].push_back(i);
    }
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
      nodes_in_[slot(drawing.nodes[i].frame)].push_back(i);
    }
  }

  std::string run() {
    if (!drawing_.title.empty()) {
      // A JSON text is a quoted text of YAML as well.
      using Json = nlohmann::json;
      out_ += "---\ntitle: " +
              Json(visible(drawing_.title)).dump(-1, ' ', false, Json::error_handler_t::replace) +
              "\n---\n";
    }
    out_ += "flowchart TB\n";
    write_frames();
    for (const Drawing::Edge& edge : drawing_.edges) write_edge(edge);
    write_classes();
    return std::move(out_);
  }

 private:
  /// What lies in a frame, the frames in it included; with a stack, as places nest at will.
  void write_frames() {
    struct Level {
      std::size_t slot;
      std::size_t next = 0;
    };
    std::vector<Level> stack{{0}};
    write_nodes(0, 1);
    while (!stack.empty()) {
      Level& level = stack.back();
      const auto& frames = frames_in_[level.slot];
      if (level.next == frames.size()) {
        stack.pop_back();
        if (!stack.empty()) out_ += indent(stack.size()) + "end\n";
        continue;
      }
      const std::size_t frame = frames[level.next++];
      const Drawing::Frame& written = drawing_.frames[frame];
      out_ += indent(stack.size());
      if (frames_in_[frame + 1].empty() && nodes_in_[frame + 1].empty()) {
        // Mermaid draws edges to an empty subgraph badly.
        out_ += fmt::format("{}[{}]\n", written.id, label(written.lines));
        continue;
      }
      out_ += fmt::format("subgraph {}[{}]\n", written.id, label(written.lines));
      stack.push_back({frame + 1});
      write_nodes(frame + 1, stack.size());
    }
  }

  void write_nodes(std::size_t slot, std::size_t depth) {
    for (const std::size_t i : nodes_in_[slot]) {
      const Drawing::Node& node = drawing_.nodes[i];
      const Brackets brackets = brackets_of(node);
      out_ += indent(depth) +
              fmt::format("{}{}{}{}\n", node.id, brackets.open, label(node.lines), brackets.close);
    }
  }

  static std::string indent(std::size_t depth) { return std::string(2 * depth, ' '); }

  [[nodiscard]] const std::string& id_of(const Drawing::End& end) const {
    return end.is_frame ? drawing_.frames[end.index].id : drawing_.nodes[end.index].id;
  }

  void write_edge(const Drawing::Edge& edge) {
    std::string_view arrow = "-->";
    if (edge.style == Drawing::EdgeStyle::link) {
      arrow = edge.two_way ? "===" : "==>";
    } else if (edge.inferred || edge.style == Drawing::EdgeStyle::soft ||
               edge.style == Drawing::EdgeStyle::runs_on) {
      arrow = "-.->";
    }
    std::string text = edge.label;
    if (edge.inferred) text += text.empty() ? "inferred" : ", inferred";
    out_ += fmt::format("  {} {}{} {}\n", id_of(edge.from), arrow,
                        text.empty() ? "" : fmt::format("|{}|", label({text})), id_of(edge.to));
  }

  void write_classes() {
    out_ +=
        "  classDef spof fill:#FBD9C6,stroke:#D55E00,stroke-width:3px\n"
        "  classDef partial fill:#FDECC8,stroke:#B37400,stroke-width:2px,stroke-dasharray:5 3\n"
        "  classDef accepted stroke:#6B7280,stroke-width:2px,stroke-dasharray:2 2\n"
        "  classDef journey fill:#DCEBF7,stroke:#0072B2,stroke-width:2px\n"
        "  classDef junction stroke:#0072B2,stroke-dasharray:5 3\n";
    for (const Drawing::Frame& frame : drawing_.frames) {
      write_class(frame.id, class_of(frame.emphasis));
    }
    for (const Drawing::Node& node : drawing_.nodes) {
      const bool journey = node.role == Drawing::NodeRole::journey;
      const bool junction = node.role == Drawing::NodeRole::junction;
      const std::string_view loud = class_of(node.emphasis);
      write_class(node.id, journey ? "journey" : junction && loud.empty() ? "junction" : loud);
    }
  }

  void write_class(const std::string& id, std::string_view name) {
    if (!name.empty()) out_ += fmt::format("  class {} {}\n", id, name);
  }

  const Drawing& drawing_;
  std::vector<std::vector<std::size_t>> frames_in_;  ///< by frame + 1; 0 holds what is outside
  std::vector<std::vector<std::size_t>> nodes_in_;
  std::string out_;
};

}  // namespace

std::string mermaid_text(const Drawing& drawing) {
  return MermaidWriter(drawing).run();
}

namespace {

Rendered render_mermaid(const RenderInput& input) {
  const Drawing drawing = draw(input);
  if (drawing.edges.size() > most_mermaid_edges) {
    return {{},
            fmt::format("the drawing has {} edges, Mermaid draws at most {}; use `dot` or `svg`",
                        drawing.edges.size(), most_mermaid_edges)};
  }
  return {mermaid_text(drawing), {}};
}

}  // namespace

const Renderer& mermaid_renderer() {
  static const Renderer renderer{"mermaid", RendererKind::diagram, false,
                                 "a Mermaid flowchart, which GitHub and GitLab draw in Markdown",
                                 render_mermaid};
  return renderer;
}

}  // namespace cutpoint
