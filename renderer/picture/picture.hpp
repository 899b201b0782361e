/// What the annotated picture shows, before any picture tool: frames, nodes, edges, notes.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// How loudly something is drawn. Never by colour alone: border, weight and words differ too.
enum class Emphasis { none, redundant, accepted, partial, full };

/// What a comparison with an earlier model says of a part.
enum class Change { none, changed, added, removed };

/// What a failure that is played does to a part.
enum class Fate { none, degraded, falls, fails };

struct Picture {
  struct End {
    bool is_frame = false;
    std::size_t index = 0;
    friend auto operator<=>(const End&, const End&) = default;
  };
  /// What frames and nodes have in common.
  struct Part {
    std::string id;   ///< of letters, digits and underscores, unique in the picture
    std::string key;  ///< what it stands for: equal in two pictures of the same thing
    std::vector<std::string> lines;  ///< name, kind and figures
    std::string kind;                ///< of the component, in cards as people say it; or empty
    Shape shape = Shape::box;
    Glyph glyph = Glyph::none;
    bool is_pool = false;
    Emphasis emphasis = Emphasis::none;
    Change change = Change::none;
    Fate fate = Fate::none;
    bool is_single_point = false;  ///< or lies on the way to one
  };
  struct Frame : Part {
    int parent = -1;          ///< frame that it lies in
    bool has_anchor = false;  ///< some edge starts or ends at the frame itself
  };
  enum class NodeRole { component, journey, junction, common_cause, group };
  struct Node : Part {
    NodeRole role = NodeRole::component;
    int frame = -1;
    std::optional<End> owner;  ///< of a junction: who states the requirement
  };
  /// `redundant`: one of several ways to meet a requirement.
  enum class EdgeStyle { needs, redundant, soft, fallback, link, runs_on };
  struct Edge {
    End from;
    End to;
    EdgeStyle style = EdgeStyle::needs;
    bool inferred = false;
    bool two_way = false;
    std::string label;
    Change change = Change::none;
    std::size_t stands_for = 1;  ///< how many edges of the model
    bool is_dimmed = false;      ///< beside those that stand out
  };
  /// What the colours tell.
  enum class Subject { single_points, changes, failure };

  std::vector<Frame> frames;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::string title;
  Subject subject = Subject::single_points;
  /// What is said of the result, for the legend.
  std::vector<std::string> statements;
  std::vector<std::string> notes;  ///< what is left out or drawn together, for the legend
  bool has_heat = false;           ///< figures have a bar of their share of the downtime
  Theme theme = Theme::light;

  [[nodiscard]] Part& part(const End& end) {
    return end.is_frame ? static_cast<Part&>(frames[end.index]) : nodes[end.index];
  }
  [[nodiscard]] const Part& part(const End& end) const {
    return end.is_frame ? static_cast<const Part&>(frames[end.index]) : nodes[end.index];
  }
  /// The frame that a part lies in, or -1.
  [[nodiscard]] int frame_of(const End& end) const {
    return end.is_frame ? frames[end.index].parent : nodes[end.index].frame;
  }
  /// Is the end that frame or inside it?
  [[nodiscard]] bool lies_in(const End& end, std::size_t frame) const;
  /// How many boxes there are to lay out.
  [[nodiscard]] std::size_t size() const { return nodes.size() + frames.size(); }
};

}  // namespace cutpoint
