#include "app/choices/contribution_plot.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "renderer/plots/plotting.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view what_shares_are =
    "share of the downtime that would go if it never failed; shares overlap where two must fail "
    "together";

/// A component with all its instances, or another event.
struct Contributor {
  std::string name;
  ComponentId component;  ///< invalid of links, causes and switches
  double share = 0;
  std::size_t instances = 0;
  PlotMark mark = PlotMark::none;
};

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

/// By falling share.
std::vector<Contributor> contributors(const System& system, const JourneyAnalysis& journey) {
  std::vector<Contributor> all;
  std::map<ComponentId, std::size_t> known;
  for (const Importance& item : journey.importance) {
    if (item.criticality <= 0.0) continue;
    const BasicEvent& event = system.function().events[item.event];
    const bool is_component = event.kind == EventKind::component;
    const auto [at, is_new] = is_component ? known.try_emplace(event.component, all.size())
                                           : std::pair(known.end(), true);
    if (is_new) {
      all.push_back({is_component ? system.model().components[event.component].name : event.name,
                     is_component ? event.component : ComponentId(), 0, 0, PlotMark::none});
    }
    Contributor& row = is_component ? all[at->second] : all.back();
    row.share += item.criticality;
    ++row.instances;
    for (const SinglePoint& point : journey.single_points) {
      if (point.event == item.event) row.mark = mark_of(point.classification);
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.share > b.share; });
  return all;
}

std::string share_text(double share) {
  return fmt::format("{:.3g} %", 100 * share);
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
        pieces_.push_back({row.name, row.share, share_text(row.share), -1, row.mark});
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
      const double share = found == shares_.end() ? 0.0 : found->second->share;
      pieces_.push_back({model_.components[*next].name, share, share_text(share), inside,
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
                                             JourneyId journey, Theme theme, Console& console) {
  constexpr std::size_t most = 25;
  const JourneyAnalysis& row = analysis.journeys[journey];
  if (!has_importances(row, console)) return std::nullopt;
  BarPlot plot;
  plot.title = "What the downtime of " + system.model().journeys[journey].name + " comes from";
  plot.subtitle = what_shares_are;
  plot.axis = "share of the downtime";
  for (const Contributor& item : contributors(system, row)) {
    if (plot.bars.size() == most) break;
    const std::string instances =
        item.instances > 1 ? fmt::format(" in {} instances", item.instances) : "";
    plot.bars.push_back({item.name, item.share, share_text(item.share) + instances, item.mark});
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
