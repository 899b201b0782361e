#include "renderer/languages/graphviz.hpp"

#include <memory>
#include <string>
#include <string_view>

#include <dlfcn.h>
#include <fmt/format.h>

namespace cutpoint {

namespace {

/// "2.43" of "2.43.0": structures are read that may differ between such versions.
std::string_view first_two_numbers(std::string_view version) {
  const std::size_t first = version.find('.');
  return first == std::string_view::npos ? version
                                         : version.substr(0, version.find('.', first + 1));
}

/// One of its libraries by the name that programs linked with it look for.
class GraphvizPart {
 public:
  explicit GraphvizPart(const char* name) : handle_(dlopen(name, RTLD_NOW | RTLD_LOCAL)) {}
  [[nodiscard]] bool is_there() const { return handle_ != nullptr; }

  template <class Symbol>
  [[nodiscard]] bool find(const char* name, Symbol*& into) const {
    into = reinterpret_cast<Symbol*>(dlsym(handle_, name));  // NOLINT: what dlsym is for
    return into != nullptr;
  }

 private:
  void* handle_;
};

bool find_all(const GraphvizPart& graphs, const GraphvizPart& layouts, Graphviz& into) {
  bool found = true;
#define CUTPOINT_FIND(PART, NAME) found = (PART).find(#NAME, into.NAME) && found
  CUTPOINT_FIND(graphs, Agdirected);
  CUTPOINT_FIND(graphs, AgMemDisc);
  CUTPOINT_FIND(graphs, AgIoDisc);
  CUTPOINT_FIND(graphs, agattr);
  CUTPOINT_FIND(graphs, agclose);
  CUTPOINT_FIND(graphs, agedge);
  CUTPOINT_FIND(graphs, agerrors);
  CUTPOINT_FIND(graphs, agfstnode);
  CUTPOINT_FIND(graphs, agfstout);
  CUTPOINT_FIND(graphs, agfstsubg);
  CUTPOINT_FIND(graphs, agget);
  CUTPOINT_FIND(graphs, agnedges);
  CUTPOINT_FIND(graphs, agnode);
  CUTPOINT_FIND(graphs, agnxtnode);
  CUTPOINT_FIND(graphs, agnxtout);
  CUTPOINT_FIND(graphs, agnxtsubg);
  CUTPOINT_FIND(graphs, agopen);
  CUTPOINT_FIND(graphs, agreseterrors);
  CUTPOINT_FIND(graphs, agroot);
  CUTPOINT_FIND(graphs, agsafeset);
  CUTPOINT_FIND(graphs, agseterrf);
  CUTPOINT_FIND(graphs, agstrdup);
  CUTPOINT_FIND(graphs, agstrdup_html);
  CUTPOINT_FIND(graphs, agstrfree);
  CUTPOINT_FIND(graphs, agsubg);
  CUTPOINT_FIND(graphs, agwrite);
  CUTPOINT_FIND(layouts, gvContext);
  CUTPOINT_FIND(layouts, gvFreeContext);
  CUTPOINT_FIND(layouts, gvFreeLayout);
  CUTPOINT_FIND(layouts, gvFreeRenderData);
  CUTPOINT_FIND(layouts, gvLayout);
  CUTPOINT_FIND(layouts, gvRenderData);
  CUTPOINT_FIND(layouts, gvcVersion);
#undef CUTPOINT_FIND
  return found;
}

Result<Graphviz> load_graphviz() {
  const std::string without =
      "; pictures in svg of what can be read at once, mermaid and d2 do without it";
  const GraphvizPart graphs(CUTPOINT_CGRAPH_NAME);
  const GraphvizPart layouts(CUTPOINT_GVC_NAME);
  if (!graphs.is_there() || !layouts.is_there()) {
    return Failure(fmt::format(
        "this picture is laid out by Graphviz, whose libraries {} and {} are not installed "
        "(package libgvc6 on Debian){}",
        CUTPOINT_CGRAPH_NAME, CUTPOINT_GVC_NAME, without));
  }
  Graphviz found{};
  if (!find_all(graphs, layouts, found)) {
    return Failure("the Graphviz that is installed lacks what pictures are laid out with" +
                   without);
  }
  const std::unique_ptr<GVC_t, int (*)(GVC_t*)> context(found.gvContext(), found.gvFreeContext);
  const std::string version = found.gvcVersion(context.get());
  if (first_two_numbers(version) != first_two_numbers(CUTPOINT_GRAPHVIZ_VERSION)) {
    return Failure(
        fmt::format("this program lays pictures out with Graphviz {}, and {} is installed{}",
                    first_two_numbers(CUTPOINT_GRAPHVIZ_VERSION), version, without));
  }
  return found;
}

}  // namespace

const Result<Graphviz>& graphviz() {
  static const Result<Graphviz> loaded = load_graphviz();
  return loaded;
}

}  // namespace cutpoint
