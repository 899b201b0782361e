#include "app/choices/contribution_plot.hpp"

#include <map>

#include <fmt/format.h>

#include "renderer/plots/plotting.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view what_shares_are =
    "share of the downtime that would go if it never failed; shares overlap where two must fail "
    "together";

PlotMark mark_of(SinglePointClass value) {
  switch (value) {
    case SinglePointClass::full:
      return PlotMark::full;
    case SinglePointClass::partial:
      return PlotMark::partial;
    case SinglePointClass::accepted:
      break;
  }
  return PlotMark::accepted;
}

/// That of the instance that matters most, if any is a single point.
PlotMark mark_of(const System& system, const JourneyAnalysis& journey, const PartImportance& part) {
  for (const SinglePoint& point : journey.single_points) {
    const BasicEvent& event = system.function().events[point.event];
    const bool is_instance =
        event.kind == EventKind::component && event.component == part.component;
    if (point.event == part.event || is_instance) return mark_of(point.classification);
  }
  return PlotMark::none;
}

/// A part with its name and mark.
struct Contributor {
  std::string name;
  ComponentId component;  ///< invalid of links, causes and switches
  PartImportance part;
  PlotMark mark = PlotMark::none;
};

/// By falling share.
std::vector<Contributor> contributors(const System& system, const JourneyAnalysis& journey) {
  std::vector<Contributor> all;
  for (const PartImportance& part : journey.parts) {
    if (part.share <= 0.0) continue;
    all.push_back({part.component.valid() ? system.model().components[part.component].name
                                          : system.function().events[part.event].name,
                   part.component, part, mark_of(system, journey, part)});
  }
  return all;
}

std::string share_text(const PartImportance& part) {
  return fmt::format("{}{:.3g} %", part.is_exact ? "" : "≤ ", 100 * part.share);
}

bool has_importances(const JourneyAnalysis& journey, Console& console) {
  if (!journey.importance.empty()) return true;
  fail(console, "the model is too large for exact importance, or the journey cannot fail");
  return false;
}

/// Places before what stands in them, each once, with what they add by themselves.
class PlacePieces {
 public:
  PlacePieces(const Model& model, const std::vector<Contributor>& rows) : model_(model) {
    for (const Contributor& row : rows) {
      if (row.component.valid()) shares_[row.component] = &row;
    }
    for (const Contributor& row : rows) {
      if (row.component.valid()) {
        (void)place(row.component);
      } else {
        pieces_.push_back({row.name, row.part.share, share_text(row.part), -1, row.mark});
      }
    }
  }

  [[nodiscard]] std::vector<SunburstPlot::Piece> take() { return std::move(pieces_); }

 private:
  /// The chain of first hosts, the outermost first; circles of hosts are errors of documents.
  int place(ComponentId id) {
    std::vector<ComponentId> chain;
    for (ComponentId at = id; at.valid() && !at_.contains(at);) {
      chain.push_back(at);
      const auto& hosts = model_.components[at].hosts;
      at = hosts.empty() ? ComponentId() : hosts.front();
    }
    for (auto next = chain.rbegin(); next != chain.rend(); ++next) {
      const auto& hosts = model_.components[*next].hosts;
      const int inside = hosts.empty() ? -1 : at_.at(hosts.front());
      at_[*next] = static_cast<int>(pieces_.size());
      const auto found = shares_.find(*next);
      const PartImportance none;
      const PartImportance& part = found == shares_.end() ? none : found->second->part;
      pieces_.push_back({model_.components[*next].name, part.share, share_text(part), inside,
                         found == shares_.end() ? PlotMark::none : found->second->mark});
    }
    return at_.at(id);
  }

  const Model& model_;
  std::map<ComponentId, const Contributor*> shares_;
  std::map<ComponentId, int> at_;
  std::vector<SunburstPlot::Piece> pieces_;
};

}  // namespace

std::optional<std::string> contribution_plot(const System& system, const Analysis& analysis,
                                             JourneyId journey, std::size_t most, Theme theme,
                                             Console& console) {
  const JourneyAnalysis& row = analysis.journeys[journey];
  if (!has_importances(row, console)) return std::nullopt;
  BarPlot plot;
  plot.title = "What the downtime of " + system.model().journeys[journey].name + " comes from";
  plot.subtitle = what_shares_are;
  plot.axis = "share of the downtime";
  const std::vector<Contributor> all = contributors(system, row);
  if (all.size() > most) {
    plot.subtitle +=
        fmt::format("; {} of {} shown: --top {} shows all", most, all.size(), all.size());
  }
  for (const Contributor& item : all) {
    if (plot.bars.size() == most) break;
    const std::string instances =
        item.part.instances > 1 ? fmt::format(" in {} instances", item.part.instances) : "";
    plot.bars.push_back({item.name, item.part.share, share_text(item.part) + instances, item.mark});
  }
  return render_plot(plot, theme);
}

std::optional<std::string> places_plot(const System& system, const Analysis& analysis,
                                       JourneyId journey, Theme theme, Console& console) {
  const JourneyAnalysis& row = analysis.journeys[journey];
  if (!has_importances(row, console)) return std::nullopt;
  SunburstPlot plot;
  plot.title = "Where the downtime of " + system.model().journeys[journey].name + " comes from";
  plot.subtitle = std::string(what_shares_are) + "; what runs on something stands around it";
  plot.pieces = PlacePieces(system.model(), contributors(system, row)).take();
  return render_plot(plot, theme);
}

}  // namespace cutpoint
