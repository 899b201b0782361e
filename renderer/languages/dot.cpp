#include "renderer/languages/dot.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>

#include <fmt/format.h>

#include "renderer/languages/dot_style.hpp"
#include "renderer/languages/glyphs.hpp"
#include "renderer/languages/graph_names.hpp"
#include "renderer/languages/graphviz.hpp"
#include "renderer/languages/layout_budget.hpp"
#include "renderer/languages/rows.hpp"
#include "renderer/languages/text_signs.hpp"
#include "renderer/languages/title_place.hpp"
#include "renderer/picture/draw.hpp"
#include "renderer/picture/look.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

// Graphviz keeps its state in globals.
std::mutex graphviz_mutex;

/// That it is there was asked before.
const Graphviz& gv() {
  return *graphviz().value;
}

/// Graphviz takes names as char* and leaves them as they are.
char* writable_name(const char* name) {
  return const_cast<char*>(name);  // NOLINT
}

int ignore_message(char*) {
  return 0;
}

/// A graph of cgraph's, filled from a picture.
class DotGraph {
 public:
  /// With room for signs beside the labels, which are drawn into the picture later.
  DotGraph(const Picture& picture, bool has_signs)
      : picture_(picture),
        has_signs_(has_signs),
        graph_(gv().agopen(writable("cutpoint"), *gv().Agdirected, disciplines()), gv().agclose) {
    gv().agseterrf(ignore_message);
    // gvc declares this default for all graphs of a process: so that it is there in any case.
    gv().agattr(graph_.get(), AGNODE, writable("label"), writable("\\N"));
    set_all(graph_.get(), graph_attributes(picture));
    set_all(graph_.get(), effort_attributes(picture.edges.size()));
    if (!picture.title.empty()) {
      set(graph_.get(), "label", title_text(picture.title));
    }
    for (std::size_t i = 0; i < picture.frames.size(); ++i) add_frame(i);
    for (const Picture::Node& node : picture.nodes) add_node(node);
    for (const Picture::Edge& edge : picture.edges) add_edge(edge);
    const auto breaks = row_breaks(picture);
    for (const auto& [upper, lower] : breaks) add_row_break(upper, lower);
    // Edges to lower rows pass beside the upper ones: each takes this much of the width.
    if (!breaks.empty()) set(graph_.get(), "nodesep", "0.12");
    add_legend();
  }

  [[nodiscard]] Agraph_t* get() const { return graph_.get(); }

  [[nodiscard]] std::string text() const {
    char* buffer = nullptr;
    std::size_t size = 0;
    std::FILE* stream = open_memstream(&buffer, &size);
    if (stream == nullptr) return {};
    gv().agwrite(graph_.get(), stream);
    std::fclose(stream);
    std::string text(buffer, size);
    std::free(buffer);  // NOLINT: allocated by open_memstream
    return text;
  }

 private:
  /// cgraph copies the strings it is given but takes them as char*.
  static char* writable(const std::string& text) {
    return const_cast<char*>(text.c_str());
  }  // NOLINT

  static void set(void* object, const std::string& name, const std::string& value) {
    gv().agsafeset(object, writable(name), writable(value), writable(""));
  }

  static void set_all(void* object, const DotAttributes& attributes) {
    for (const auto& [name, value] : attributes) set(object, name, value);
  }

  Agraph_t* frame_of(int index) {
    return index < 0 ? graph_.get() : frames_.at(static_cast<std::size_t>(index));
  }

  /// Frames refer to their parents in any order; parents are made first.
  void add_frame(std::size_t index) {
    frames_.resize(picture_.frames.size(), nullptr);
    std::vector<std::size_t> chain;
    for (int at = static_cast<int>(index);
         at >= 0 && frames_[static_cast<std::size_t>(at)] == nullptr;
         at = picture_.frames[static_cast<std::size_t>(at)].parent) {
      chain.push_back(static_cast<std::size_t>(at));
    }
    for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
      const Picture::Frame& frame = picture_.frames[*at];
      Agraph_t* made = gv().agsubg(frame_of(frame.parent), writable(frame.id), 1);
      frames_[*at] = made;
      set(made, "label",
          frame_label_text(frame, has_signs_ && frame.glyph != Glyph::none ? glyph_blanks : ""));
      set_all(made, frame_attributes(picture_, frame));
      if (!frame.has_anchor) continue;
      Agnode_t* anchor = gv().agnode(made, writable(frame.id + "_anchor"), 1);
      set_all(anchor, anchor_attributes());
    }
  }

  void add_node(const Picture::Node& node) {
    Agnode_t* made = gv().agnode(frame_of(node.frame), writable(node.id), 1);
    set(made, "label", label_text(node.lines));
    const bool has_sign = has_signs_ && node.glyph != Glyph::none;
    Picture::Node shown = node;
    if (has_sign) shown.shape = shape_beside_sign(node);
    set_all(made, node_attributes(picture_, shown, has_sign ? glyph_room : 0));
  }

  Agnode_t* node_of(const Picture::End& end) {
    const std::string id =
        end.is_frame ? picture_.frames[end.index].id + "_anchor" : picture_.nodes[end.index].id;
    return gv().agnode(graph_.get(), writable(id), 0);
  }

  void add_edge(const Picture::Edge& edge) {
    const std::string key = fmt::format("e{}", edge_number_++);
    Agedge_t* made =
        gv().agedge(graph_.get(), node_of(edge.from), node_of(edge.to), writable(key), 1);
    set_all(made, edge_attributes(picture_, edge));
    // Labels stand right of their edges: a blank keeps them off the line.
    if (!edge.label.empty()) set(made, "label", label_text({"  " + edge.label}));
    if (edge.to.is_frame && !picture_.lies_in(edge.from, edge.to.index)) {
      set(made, "lhead", picture_.frames[edge.to.index].id);
    }
    if (edge.from.is_frame && !picture_.lies_in(edge.to, edge.from.index)) {
      set(made, "ltail", picture_.frames[edge.from.index].id);
    }
  }

  void add_row_break(std::size_t upper, std::size_t lower) {
    const std::string key = fmt::format("e{}", edge_number_++);
    Agedge_t* made = gv().agedge(graph_.get(), node_of({false, upper}), node_of({false, lower}),
                                 writable(key), 1);
    set(made, "style", "invis");
  }

  void add_legend() {
    const std::string table = legend_table(picture_);
    if (table.empty()) return;
    Agnode_t* legend = gv().agnode(graph_.get(), writable("legend"), 1);
    char* html = gv().agstrdup_html(graph_.get(), writable(table));
    gv().agsafeset(legend, writable("label"), html, writable(""));
    gv().agstrfree(graph_.get(), html);
    set(legend, "shape", "none");
    // Edges keep this far off.
    set(legend, "margin", "0.06,0.06");
    set(legend, "fontname", "DejaVu Sans,Arial,sans-serif");
  }

  const Picture& picture_;
  const bool has_signs_;
  std::unique_ptr<Agraph_t, int (*)(Agraph_t*)> graph_;
  std::vector<Agraph_t*> frames_;
  std::size_t edge_number_ = 0;
};

/// The text plugin remembers the last font's name by its address, which dies with the context: a
/// small layout in another font, in a context that is never freed, leaves it with an address that
/// lives.
void leave_no_dangling_font() {
  static GVC_t* const context = gv().gvContext();
  static Agraph_t* const keeper = [] {
    std::string name = "keeper";
    std::string shown = "x";
    std::string attribute = "label";
    std::string font = "fontname";
    std::string other = "Courier";
    std::string nothing;
    Agraph_t* graph = gv().agopen(name.data(), *gv().Agdirected, nullptr);
    Agnode_t* node = gv().agnode(graph, name.data(), 1);
    gv().agsafeset(node, attribute.data(), shown.data(), nothing.data());
    gv().agsafeset(node, font.data(), other.data(), nothing.data());
    return graph;
  }();
  std::string engine = "dot";
  if (gv().gvLayout(context, keeper, engine.data()) == 0) gv().gvFreeLayout(context, keeper);
}

/// Where the curves of an edge cross a strip between two heights.
void add_crossings(const splines& curves, Stretch heights, std::vector<Stretch>& found) {
  for (int c = 0; c < curves.size; ++c) {
    const bezier& curve = curves.list[c];
    for (int start = 0; start + 3 < curve.size; start += 3) {
      const pointf* p = curve.list + start;
      add_crossings({{{p[0].x, p[0].y}, {p[1].x, p[1].y}, {p[2].x, p[2].y}, {p[3].x, p[3].y}}},
                    heights, found);
    }
  }
}

/// Where visible edges cross the strip that a title stands in.
std::vector<Stretch> crossings_of(Agraph_t* root, const textlabel_t& title) {
  const double half = title.dimen.y / 2;
  std::vector<Stretch> crossings;
  for (Agnode_t* node = gv().agfstnode(root); node != nullptr; node = gv().agnxtnode(root, node)) {
    for (Agedge_t* edge = gv().agfstout(root, node); edge != nullptr;
         edge = gv().agnxtout(root, edge)) {
      const splines* curves = ED_spl(edge);
      const char* style = gv().agget(edge, writable_name("style"));
      const bool hidden = style != nullptr && std::string_view(style) == "invis";
      if (curves == nullptr || hidden) continue;
      add_crossings(*curves, {title.pos.y - half, title.pos.y + half}, crossings);
    }
  }
  return crossings;
}

/// dot keeps a strip of each frame for its title, but lets edges run through it: the title moves to
/// where none does. Frames where edges run through it wherever it stands are added to `crossed`.
void place_titles(Agraph_t* graph, std::vector<Agraph_t*>& crossed) {
  for (Agraph_t* frame = gv().agfstsubg(graph); frame != nullptr; frame = gv().agnxtsubg(frame)) {
    place_titles(frame, crossed);
    textlabel_t* title = GD_label(frame);
    if (title == nullptr) continue;
    constexpr double margin = 6;
    const Stretch strip{GD_bb(frame).LL.x + margin, GD_bb(frame).UR.x - margin};
    const double width = title->dimen.x;
    const TitlePlace place = title_place(strip, width, crossings_of(gv().agroot(graph), *title));
    title->pos.x = place.left + width / 2;
    if (place.crossed > 0) crossed.push_back(frame);
  }
}

/// A graph laid out by Graphviz for as long as it lives.
class GraphvizLayout {
 public:
  GraphvizLayout(GVC_t* context, Agraph_t* graph, std::string engine)
      : context_(context), graph_(graph), engine_(std::move(engine)) {
    run();
    if (is_good() && engine_ == "dot") settle_titles();
  }
  GraphvizLayout(const GraphvizLayout&) = delete;
  GraphvizLayout& operator=(const GraphvizLayout&) = delete;
  ~GraphvizLayout() { release(); }

  /// An error met on the way, such as a lost edge, is not always in the return value.
  [[nodiscard]] bool is_good() const { return laid_out_ && gv().agerrors() < AGERR; }

 private:
  void run() {
    release();
    gv().agreseterrors();
    laid_out_ = gv().gvLayout(context_, graph_, engine_.c_str()) == 0;
  }

  void release() {
    if (laid_out_) gv().gvFreeLayout(context_, graph_);
    laid_out_ = false;
  }

  /// Edges come from above: titles that they run through in any case are better off at the bottom
  /// of their frames. That takes another layout, which has to be quick.
  void settle_titles() {
    constexpr int most_edges = 200;
    std::vector<Agraph_t*> crossed;
    place_titles(graph_, crossed);
    if (crossed.empty() || gv().agnedges(graph_) > most_edges) return;
    move_titles(crossed, "b");
    std::vector<Agraph_t*> still_crossed;
    place_titles(graph_, still_crossed);
    if (is_good() && still_crossed.size() < crossed.size()) return;
    move_titles(crossed, "t");
    place_titles(graph_, still_crossed);
  }

  void move_titles(const std::vector<Agraph_t*>& frames, const char* place) {
    for (Agraph_t* frame : frames) {
      gv().agsafeset(frame, writable_name("labelloc"), writable_name(place), writable_name(""));
    }
    run();
  }

  GVC_t* context_;
  Agraph_t* graph_;
  std::string engine_;
  bool laid_out_ = false;
};

double label_width(Agraph_t* graph, const std::string& id) {
  return ND_label(gv().agnode(graph, writable_name(id.c_str()), 0))->dimen.x;
}

Rendered render_dot(const RenderInput& input) {
  if (!graphviz()) return graphviz().error;
  const Picture picture = draw(input);
  const std::lock_guard lock(graphviz_mutex);
  return DotGraph(picture, false).text();
}

}  // namespace

Rendered render_with_graphviz(const RenderInput& input, const std::string& format) {
  if (!graphviz()) return graphviz().error;
  const auto layout = plan_layout(input);
  if (!layout) return layout.error;
  Rendered result = Output("", layout->notes);
  const std::lock_guard lock(graphviz_mutex);
  const std::unique_ptr<GVC_t, int (*)(GVC_t*)> context(gv().gvContext(), gv().gvFreeContext);
  const bool is_svg = format == "svg";
  const DotGraph graph(layout->picture, is_svg);
  {
    const GraphvizLayout laid_out(context.get(), graph.get(), layout->engine);
    if (!laid_out.is_good()) {
      return Failure(
          "graphviz could not lay out the drawing; write it as .dot and use another layout");
    }
    char* data = nullptr;
    unsigned int size = 0;
    if (gv().gvRenderData(context.get(), graph.get(), format.c_str(), &data, &size) == 0) {
      result->content.assign(data, size);
      if (is_svg) {
        const auto signs = glyph_signs(
            layout->picture, [&](const std::string& id) { return label_width(graph.get(), id); });
        result->content = with_glyphs(result->content, signs);
      }
    } else {
      result = Failure(fmt::format("graphviz cannot write {}", format));
    }
    gv().gvFreeRenderData(data);
  }
  leave_no_dangling_font();
  return result;
}

const Format<RenderInput>& dot_picture_format() {
  static const Format<RenderInput> format{{"dot", "the diagram for Graphviz, at any size"},
                                          render_dot};
  return format;
}

}  // namespace cutpoint
