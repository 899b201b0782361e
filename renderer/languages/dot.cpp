// The only user of cgraph and gvc.
#include "renderer/languages/dot.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>

#include <fmt/format.h>
#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

#include "renderer/languages/dot_style.hpp"
#include "renderer/languages/glyphs.hpp"
#include "renderer/languages/layout_budget.hpp"
#include "renderer/languages/rows.hpp"
#include "renderer/languages/title_place.hpp"
#include "renderer/picture/draw.hpp"
#include "renderer/picture/look.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

// Graphviz keeps its state in globals.
std::mutex graphviz_mutex;

/// Graphviz takes names as char* and leaves them as they are.
char* writable_name(const char* name) {
  return const_cast<char*>(name);  // NOLINT
}

int ignore_message(char*) {
  return 0;
}

/// Numbers names in the order of their use. cgraph's own discipline takes addresses for ids and
/// writes subgraphs in the order of ids, so that the same picture gives other bytes in every
/// process.
class NameIds {
 public:
  static Agiddisc_t* discipline() {
    static Agiddisc_t table{
        open, map, allocate, release, name_of_id, close, [](void*, int, void*) {}};
    return &table;
  }

 private:
  static void* open(Agraph_t* graph, Agdisc_t*) { return new NameIds(graph); }
  static long map(void* state, int type, char* name, IDTYPE* id, int create) {
    auto& ids = *static_cast<NameIds*>(state);
    if (name == nullptr) {
      *id = ids.next_++ * 2 + 1;  // odd: without a name
      return create;
    }
    const auto key = std::pair(type == AGINEDGE ? AGOUTEDGE : type, std::string(name));
    const auto known = ids.by_name_.find(key);
    if (known == ids.by_name_.end() && create == 0) return 0;
    if (known != ids.by_name_.end()) {
      *id = known->second;
      return 1;
    }
    *id = ids.next_++ * 2;
    ids.by_name_.emplace(key, *id);
    // cgraph looks in front of a name for its mark of HTML: only strings of its own have that.
    ids.names_.emplace(*id, agstrdup(ids.graph_, name));
    return 1;
  }
  static long allocate(void*, int, IDTYPE) { return 0; }
  static void release(void*, int, IDTYPE) {}
  static char* name_of_id(void* state, int, IDTYPE id) {
    auto& ids = *static_cast<NameIds*>(state);
    const auto known = ids.names_.find(id);
    return known == ids.names_.end() ? nullptr : known->second;
  }
  static void close(void* state) { delete static_cast<NameIds*>(state); }

  explicit NameIds(Agraph_t* graph) : graph_(graph) {}

  Agraph_t* graph_;
  IDTYPE next_ = 1;
  std::map<std::pair<int, std::string>, IDTYPE> by_name_;
  std::map<IDTYPE, char*> names_;
};

Agdisc_t* disciplines() {
  static Agdisc_t all{&AgMemDisc, NameIds::discipline(), &AgIoDisc};
  return &all;
}

/// A graph of cgraph's, filled from a picture.
class DotGraph {
 public:
  /// With room for signs beside the labels, which are drawn into the picture later.
  DotGraph(const Picture& picture, bool has_signs)
      : picture_(picture),
        has_signs_(has_signs),
        graph_(agopen(writable("cutpoint"), Agdirected, disciplines()), agclose) {
    agseterrf(ignore_message);
    // gvc declares this default for all graphs of a process: so that it is there in any case.
    agattr(graph_.get(), AGNODE, writable("label"), writable("\\N"));
    set_all(graph_.get(), graph_attributes(picture));
    constexpr std::size_t large = 600;  // edges; about a second without the limits
    if (picture.edges.size() > large) set_all(graph_.get(), large_graph_attributes());
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
    agwrite(graph_.get(), stream);
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
    agsafeset(object, writable(name), writable(value), writable(""));
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
      Agraph_t* made = agsubg(frame_of(frame.parent), writable(frame.id), 1);
      frames_[*at] = made;
      set(made, "label",
          frame_label_text(frame, has_signs_ && frame.glyph != Glyph::none ? glyph_blanks : ""));
      set_all(made, frame_attributes(picture_, frame));
      if (!frame.has_anchor) continue;
      Agnode_t* anchor = agnode(made, writable(frame.id + "_anchor"), 1);
      set_all(anchor, anchor_attributes());
    }
  }

  void add_node(const Picture::Node& node) {
    Agnode_t* made = agnode(frame_of(node.frame), writable(node.id), 1);
    set(made, "label", label_text(node.lines));
    const bool has_sign = has_signs_ && node.glyph != Glyph::none;
    set_all(made, node_attributes(picture_, node, has_sign ? glyph_room : 0));
  }

  Agnode_t* node_of(const Picture::End& end) {
    const std::string id =
        end.is_frame ? picture_.frames[end.index].id + "_anchor" : picture_.nodes[end.index].id;
    return agnode(graph_.get(), writable(id), 0);
  }

  void add_edge(const Picture::Edge& edge) {
    const std::string key = fmt::format("e{}", edge_number_++);
    Agedge_t* made = agedge(graph_.get(), node_of(edge.from), node_of(edge.to), writable(key), 1);
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
    Agedge_t* made =
        agedge(graph_.get(), node_of({false, upper}), node_of({false, lower}), writable(key), 1);
    set(made, "style", "invis");
  }

  void add_legend() {
    const std::string table = legend_table(picture_);
    if (table.empty()) return;
    Agnode_t* legend = agnode(graph_.get(), writable("legend"), 1);
    char* html = agstrdup_html(graph_.get(), writable(table));
    agsafeset(legend, writable("label"), html, writable(""));
    agstrfree(graph_.get(), html);
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
  static GVC_t* const context = gvContext();
  static Agraph_t* const keeper = [] {
    std::string name = "keeper";
    std::string shown = "x";
    std::string attribute = "label";
    std::string font = "fontname";
    std::string other = "Courier";
    std::string nothing;
    Agraph_t* graph = agopen(name.data(), Agdirected, nullptr);
    Agnode_t* node = agnode(graph, name.data(), 1);
    agsafeset(node, attribute.data(), shown.data(), nothing.data());
    agsafeset(node, font.data(), other.data(), nothing.data());
    return graph;
  }();
  std::string engine = "dot";
  if (gvLayout(context, keeper, engine.data()) == 0) gvFreeLayout(context, keeper);
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
  for (Agnode_t* node = agfstnode(root); node != nullptr; node = agnxtnode(root, node)) {
    for (Agedge_t* edge = agfstout(root, node); edge != nullptr; edge = agnxtout(root, edge)) {
      const splines* curves = ED_spl(edge);
      const char* style = agget(edge, writable_name("style"));
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
  for (Agraph_t* frame = agfstsubg(graph); frame != nullptr; frame = agnxtsubg(frame)) {
    place_titles(frame, crossed);
    textlabel_t* title = GD_label(frame);
    if (title == nullptr) continue;
    constexpr double margin = 6;
    const Stretch strip{GD_bb(frame).LL.x + margin, GD_bb(frame).UR.x - margin};
    const double width = title->dimen.x;
    const TitlePlace place = title_place(strip, width, crossings_of(agroot(graph), *title));
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
  [[nodiscard]] bool is_good() const { return laid_out_ && agerrors() < AGERR; }

 private:
  void run() {
    release();
    agreseterrors();
    laid_out_ = gvLayout(context_, graph_, engine_.c_str()) == 0;
  }

  void release() {
    if (laid_out_) gvFreeLayout(context_, graph_);
    laid_out_ = false;
  }

  /// Edges come from above: titles that they run through in any case are better off at the bottom
  /// of their frames. That takes another layout, which has to be quick.
  void settle_titles() {
    constexpr int most_edges = 400;
    std::vector<Agraph_t*> crossed;
    place_titles(graph_, crossed);
    if (crossed.empty() || agnedges(graph_) > most_edges) return;
    move_titles(crossed, "b");
    std::vector<Agraph_t*> still_crossed;
    place_titles(graph_, still_crossed);
    if (is_good() && still_crossed.size() < crossed.size()) return;
    move_titles(crossed, "t");
    place_titles(graph_, still_crossed);
  }

  void move_titles(const std::vector<Agraph_t*>& frames, const char* place) {
    for (Agraph_t* frame : frames) {
      agsafeset(frame, writable_name("labelloc"), writable_name(place), writable_name(""));
    }
    run();
  }

  GVC_t* context_;
  Agraph_t* graph_;
  std::string engine_;
  bool laid_out_ = false;
};

double label_width(Agraph_t* graph, const std::string& id) {
  return ND_label(agnode(graph, writable_name(id.c_str()), 0))->dimen.x;
}

Rendered render_dot(const RenderInput& input) {
  const Picture picture = draw(input);
  const std::lock_guard lock(graphviz_mutex);
  return DotGraph(picture, false).text();
}

}  // namespace

Rendered render_with_graphviz(const RenderInput& input, const std::string& format) {
  const auto layout = plan_layout(input);
  if (!layout) return layout.error;
  Rendered result = Output("", layout->notes);
  const std::lock_guard lock(graphviz_mutex);
  const std::unique_ptr<GVC_t, int (*)(GVC_t*)> context(gvContext(), gvFreeContext);
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
    if (gvRenderData(context.get(), graph.get(), format.c_str(), &data, &size) == 0) {
      result->content.assign(data, size);
      if (is_svg) {
        const auto signs = glyph_signs(
            layout->picture, [&](const std::string& id) { return label_width(graph.get(), id); });
        result->content = with_glyphs(result->content, signs);
      }
    } else {
      result = Failure(fmt::format("graphviz cannot write {}", format));
    }
    gvFreeRenderData(data);
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
