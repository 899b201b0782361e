#include <algorithm>

#include "renderer/picture/look.hpp"

namespace cutpoint {

namespace {

class LegendMaker {
 public:
  explicit LegendMaker(const Picture& picture) : picture_(picture) {}

  std::vector<LegendEntry> run() {
    switch (picture_.subject) {
      case Picture::Subject::single_points:
        if (uses(&Picture::Part::emphasis, Emphasis::full)) {
          box(&Picture::Part::emphasis, Emphasis::full, "SPOF", "single point of failure");
        }
        if (uses(&Picture::Part::emphasis, Emphasis::partial)) {
          box(&Picture::Part::emphasis, Emphasis::partial, "partial SPOF",
              "recovers by itself within minutes");
        }
        if (uses(&Picture::Part::emphasis, Emphasis::accepted)) {
          box(&Picture::Part::emphasis, Emphasis::accepted, "accepted SPOF",
              "a risk that somebody took");
        }
        if (uses(&Picture::Part::emphasis, Emphasis::redundant)) {
          box(&Picture::Part::emphasis, Emphasis::redundant, "redundant", "others do its work");
        }
        break;
      case Picture::Subject::changes:
        changes();
        break;
      case Picture::Subject::failure:
        failures();
        break;
    }
    if (std::any_of(picture_.nodes.begin(), picture_.nodes.end(),
                    [](const auto& node) { return node.is_pool; })) {
      entries_.push_back({false, plain(), "▣", {}, "double border, or ×n: a pool of instances"});
    }
    edges();
    return std::move(entries_);
  }

 private:
  template <class T>
  [[nodiscard]] bool uses(T Picture::Part::*field, T value) const {
    const auto matches = [&](const Picture::Part& part) { return part.*field == value; };
    return std::any_of(picture_.nodes.begin(), picture_.nodes.end(), matches) ||
           std::any_of(picture_.frames.begin(), picture_.frames.end(), matches);
  }

  [[nodiscard]] Look plain() const { return look_of(picture_, Picture::Node()); }

  template <class T>
  void box(T Picture::Part::*field, T value, const char* sample, const char* meaning) {
    Picture::Node node;
    node.*field = value;
    entries_.push_back({false, look_of(picture_, node), sample, {}, meaning});
  }

  void changes() {
    const auto changed = [this](Change change) {
      return uses(&Picture::Part::change, change) ||
             std::any_of(picture_.edges.begin(), picture_.edges.end(),
                         [change](const auto& edge) { return edge.change == change; });
    };
    if (changed(Change::added)) box(&Picture::Part::change, Change::added, "+", "added");
    if (changed(Change::removed)) box(&Picture::Part::change, Change::removed, "−", "removed");
    if (uses(&Picture::Part::change, Change::changed)) {
      box(&Picture::Part::change, Change::changed, "→", "changed: figures, or what follows");
    }
  }

  void failures() {
    if (uses(&Picture::Part::fate, Fate::fails)) {
      box(&Picture::Part::fate, Fate::fails, "✗", "fails");
    }
    if (uses(&Picture::Part::fate, Fate::falls)) {
      box(&Picture::Part::fate, Fate::falls, "↓", "falls with it");
    }
    if (uses(&Picture::Part::fate, Fate::degraded)) {
      box(&Picture::Part::fate, Fate::degraded, "~", "works, with less");
    }
  }

  template <class Matches>
  void edge(const Matches& matches, const char* meaning) {
    const auto found = std::find_if(picture_.edges.begin(), picture_.edges.end(), matches);
    if (found == picture_.edges.end()) return;
    Picture::Edge sample = *found;
    sample.change = Change::none;
    sample.stands_for = 1;
    sample.is_dimmed = false;
    entries_.push_back({true, {}, {}, look_of(picture_, sample), meaning});
  }

  void styled(Picture::EdgeStyle style, const char* meaning) {
    edge([style](const Picture::Edge& e) { return e.style == style && !e.inferred; }, meaning);
  }

  void edges() {
    styled(Picture::EdgeStyle::needs, "needs");
    styled(Picture::EdgeStyle::redundant, "one of several ways");
    styled(Picture::EdgeStyle::soft, "soft: degraded without");
    styled(Picture::EdgeStyle::fallback, "needs, with a fallback");
    edge([](const Picture::Edge& e) { return e.inferred; }, "inferred by the importer");
    edge([](const Picture::Edge& e) { return e.style == Picture::EdgeStyle::link && e.two_way; },
         "network link");
    edge([](const Picture::Edge& e) { return e.style == Picture::EdgeStyle::link && !e.two_way; },
         "network link, one way");
    styled(Picture::EdgeStyle::runs_on, "runs on, or shares a cause");
  }

  const Picture& picture_;
  std::vector<LegendEntry> entries_;
};

}  // namespace

std::vector<LegendEntry> legend_of(const Picture& picture) {
  return LegendMaker(picture).run();
}

}  // namespace cutpoint
