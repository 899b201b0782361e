#include "app/choices/improvement_plot.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/options/journey_options.hpp"
#include "cutpoint/advice.hpp"
#include "renderer/advice/change_words.hpp"
#include "renderer/plots/plotting.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

bool is_assumed(const Advice& advice, const TriedChanges& tried) {
  return std::any_of(tried.changes.begin(), tried.changes.end(), [&](std::size_t change) {
    const auto& costs = advice.changes[change].costs;
    return std::any_of(costs.begin(), costs.end(),
                       [](const CostItem& item) { return item.assumed; });
  });
}

/// "~30 USD a month".
std::string cost_text(const Advice& advice, const TriedChanges& tried) {
  return fmt::format("{}{} {} a month", is_assumed(advice, tried) ? "~" : "",
                     significant_text(tried.cost_per_month), advice.currency);
}

std::string subtitle_of(const Advice& advice) {
  const std::string target = stated_text(advice.target);
  std::string text;
  if (advice.met_already) {
    text = fmt::format("{} is met as things are", target);
  } else if (advice.chosen.meets_target) {
    text = fmt::format("the cheapest changes found that meet {}", target);
  } else {
    text = fmt::format("{} is out of reach: what comes nearest to it", target);
  }
  if (!advice.met_already) text += ", what saves most for its cost first";
  const TriedChanges& all = advice.everything;
  if (!all.after.empty() && !all.changes.empty()) {
    text += fmt::format(". All {} changes that were found, together: {} for {}", all.changes.size(),
                        to_human_text(all.after.front().availability, std::array{advice.target}),
                        cost_text(advice, all));
  }
  const bool assumed = is_assumed(advice, all) || is_assumed(advice, advice.chosen);
  return text + (assumed ? ". ~: costs that the document does not state are assumed" : "");
}

StepPlot plot_of(const Advice& advice, const std::string& journey) {
  StepPlot plot;
  plot.title = fmt::format("What more availability of {} costs", journey);
  plot.subtitle = subtitle_of(advice);
  plot.currency = advice.currency + " a month";
  plot.target = advice.target.unavailability();
  for (const TriedChanges& tried : advice.steps) {
    const AvailabilityResult& after = tried.after.front();
    const std::string name =
        tried.changes.empty() ? "as it is" : change_text(advice.changes[tried.changes.back()]);
    // A step may bring nothing until a later one is taken.
    const bool gains =
        plot.steps.empty() || after.upper_unavailability < plot.steps.back().unavailability;
    // Where there are bounds only, the worse one counts: the target is met by it.
    plot.steps.push_back(
        {name, tried.cost_per_month, after.upper_unavailability,
         fmt::format("{}{} · {}", to_human_text(after.availability, std::array{advice.target}),
                     gains ? "" : ", no gain", cost_text(advice, tried))});
  }
  return plot;
}

}  // namespace

std::optional<std::string> improvement_plot(const Arguments& arguments,
                                            const AnalysisOptions& options, Theme theme,
                                            Console& console) {
  const auto target = chosen_target(arguments, console);
  if (!target) return std::nullopt;
  const auto loaded = load_system(arguments.values("FILE"), console, {});
  if (!loaded) return std::nullopt;
  if (!loaded->model().form.has_figures) {
    fail(console, "a fault tree states no figures that could be changed");
    return std::nullopt;
  }
  const auto journey = chosen_journey(arguments, loaded->model(), console);
  if (!journey) return std::nullopt;
  AdviceOptions advice_options;
  advice_options.target = *target;
  advice_options.journeys = {*journey};
  advice_options.analysis = options;
  advice_options.steps = true;
  const auto advice = advised(*loaded, advice_options, console);
  if (!advice) return std::nullopt;
  return render_plot(plot_of(*advice, loaded->model().journeys[*journey].name), theme);
}

}  // namespace cutpoint
