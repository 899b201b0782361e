/// What the annotated diagram shows, before any drawing tool: frames, nodes, edges, legend.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cutpoint/rendering.hpp"

namespace cutpoint {

/// How loudly something is drawn. Never by colour alone: border, weight and words differ too.
enum class Emphasis { none, accepted, partial, full };

struct Drawing {
  struct Frame {
    std::string id;
    std::vector<std::string> lines;  ///< name, kind and figures
    Emphasis emphasis = Emphasis::none;
    int parent = -1;          ///< frame that it lies in
    bool has_anchor = false;  ///< some edge starts or ends at the frame itself
  };
  enum class NodeRole { component, journey, junction };
  struct Node {
    std::string id;
    std::vector<std::string> lines;
    NodeRole role = NodeRole::component;
    Shape shape = Shape::box;
    Emphasis emphasis = Emphasis::none;
    bool is_pool = false;
    int frame = -1;
  };
  enum class EdgeStyle { needs, soft, fallback, link, runs_on };
  struct End {
    bool is_frame = false;
    std::size_t index = 0;
  };
  struct Edge {
    End from;
    End to;
    EdgeStyle style = EdgeStyle::needs;
    bool inferred = false;
    bool two_way = false;
    std::string label;
  };
  std::vector<Frame> frames;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::string title;
};

/// Places that host something become frames; any_of and at_least become junction nodes.
[[nodiscard]] Drawing draw(const RenderInput& input);

}  // namespace cutpoint
