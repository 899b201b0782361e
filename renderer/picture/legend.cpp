#include <algorithm>

#include "renderer/picture/look.hpp"

namespace cutpoint {

namespace {

class LegendMaker {
 public:
  explicit LegendMaker(const Drawing& drawing) : drawing_(drawing) {}

  std::vector<LegendEntry> run() {
    switch (drawing_.subject) {
      case Drawing::Subject::single_points:
        if (uses(&Drawing::Part::emphasis, Emphasis::full)) {
          box(&Drawing::Part::emphasis, Emphasis::full, "SPOF", "single point of failure");
        }
        if (uses(&Drawing::Part::emphasis, Emphasis::partial)) {
          box(&Drawing::Part::emphasis, Emphasis::partial, "partial",
              "SPOF that recovers by itself within minutes");
        }
        if (uses(&Drawing::Part::emphasis, Emphasis::accepted)) {
          box(&Drawing::Part::emphasis, Emphasis::accepted, "accepted",
              "SPOF, a risk that somebody took");
        }
        break;
      case Drawing::Subject::changes:
        changes();
        break;
      case Drawing::Subject::failure:
        failures();
        break;
    }
    if (std::any_of(drawing_.nodes.begin(), drawing_.nodes.end(),
                    [](const auto& node) { return node.is_pool; })) {
      entries_.push_back({false, plain(), "▣", {}, "double border, or ×n: a pool of instances"});
    }
    edges();
    return std::move(entries_);
  }

 private:
  template <class T>
  [[nodiscard]] bool uses(T Drawing::Part::*field, T value) const {
    const auto matches = [&](const Drawing::Part& part) { return part.*field == value; };
    return std::any_of(drawing_.nodes.begin(), drawing_.nodes.end(), matches) ||
           std::any_of(drawing_.frames.begin(), drawing_.frames.end(), matches);
  }

  [[nodiscard]] Look plain() const { return look_of(drawing_, Drawing::Node()); }

  template <class T>
  void box(T Drawing::Part::*field, T value, const char* sample, const char* meaning) {
    Drawing::Node node;
    node.*field = value;
    entries_.push_back({false, look_of(drawing_, node), sample, {}, meaning});
  }

  void changes() {
    const auto changed = [this](Change change) {
      return uses(&Drawing::Part::change, change) ||
             std::any_of(drawing_.edges.begin(), drawing_.edges.end(),
                         [change](const auto& edge) { return edge.change == change; });
    };
    if (changed(Change::added)) box(&Drawing::Part::change, Change::added, "+", "added");
    if (changed(Change::removed)) box(&Drawing::Part::change, Change::removed, "−", "removed");
    if (uses(&Drawing::Part::change, Change::changed)) {
      box(&Drawing::Part::change, Change::changed, "→", "changed: figures, or what follows");
    }
  }

  void failures() {
    if (uses(&Drawing::Part::fate, Fate::fails)) {
      box(&Drawing::Part::fate, Fate::fails, "✗", "fails");
    }
    if (uses(&Drawing::Part::fate, Fate::falls)) {
      box(&Drawing::Part::fate, Fate::falls, "↓", "falls with it");
    }
    if (uses(&Drawing::Part::fate, Fate::degraded)) {
      box(&Drawing::Part::fate, Fate::degraded, "~", "works, with less");
    }
  }

  template <class Matches>
  void edge(const Matches& matches, const char* meaning) {
    const auto found = std::find_if(drawing_.edges.begin(), drawing_.edges.end(), matches);
    if (found == drawing_.edges.end()) return;
    Drawing::Edge sample = *found;
    sample.change = Change::none;
    sample.stands_for = 1;
    entries_.push_back({true, {}, {}, look_of(drawing_, sample), meaning});
  }

  void styled(Drawing::EdgeStyle style, const char* meaning) {
    edge([style](const Drawing::Edge& e) { return e.style == style && !e.inferred; }, meaning);
  }

  void edges() {
    styled(Drawing::EdgeStyle::needs, "needs");
    styled(Drawing::EdgeStyle::redundant, "one of several ways");
    styled(Drawing::EdgeStyle::soft, "soft: degraded without");
    styled(Drawing::EdgeStyle::fallback, "needs, with a fallback");
    edge([](const Drawing::Edge& e) { return e.inferred; }, "inferred by the importer");
    edge([](const Drawing::Edge& e) { return e.style == Drawing::EdgeStyle::link && e.two_way; },
         "network link");
    edge([](const Drawing::Edge& e) { return e.style == Drawing::EdgeStyle::link && !e.two_way; },
         "network link, one way");
    styled(Drawing::EdgeStyle::runs_on, "runs on, or shares a cause");
  }

  const Drawing& drawing_;
  std::vector<LegendEntry> entries_;
};

}  // namespace

std::vector<LegendEntry> legend_of(const Drawing& drawing) {
  return LegendMaker(drawing).run();
}

}  // namespace cutpoint
