#include "renderer/analysis/uncertainty_text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "renderer/analysis/text_journey.hpp"
#include "renderer/analysis/uncertain_figures.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_shares = 3;

bool is_uncertain(const JourneyAnalysis& journey) {
  if (!journey.uncertainty) return false;
  const UncertainProbability& spread = journey.uncertainty->unavailability;
  return spread.percentile_5 < spread.percentile_95;
}

/// With spaces that no line breaks at.
std::string rounded_percent(double share) {
  if (share > 0.0 && share < 0.01) return "<\u00a01\u00a0%";
  if (share < 1.0 && share > 0.99) return ">\u00a099\u00a0%";
  return fmt::format("{:.0f}\u00a0%", std::round(share * 100.0));
}

std::string available(double unavailability) {
  return to_human_text(Availability::from_unavailability(unavailability));
}

std::string down(double unavailability) {
  return to_human_text(Duration::seconds(unavailability * Duration::year));
}

std::string trials_text(const RenderInput& input) {
  return fmt::format("90 % of {} trials", input.analysis.uncertainty->samples);
}

std::string share_text(const RenderInput& input, const UncertaintyShare& share) {
  const UncertainFigure& figure = input.function.uncertain.figures[share.figure];
  const std::vector<std::string> subjects = subjects_of(input.model, input.function, share);
  std::string text = visible(figure.name);
  for (std::size_t i = 0; i < subjects.size() && i < 2; ++i) {
    text += (i == 0 ? " of " : ", ") + elided(visible(subjects[i]), 40);
  }
  if (subjects.size() > 2) text += fmt::format(" and {} more", subjects.size() - 2);
  return fmt::format("{} ({})", text, rounded_percent(share.share));
}

std::string shares_text(const RenderInput& input, const JourneyAnalysis& journey,
                        const Painter& paint) {
  const auto& shares = journey.uncertainty->shares;
  std::string text;
  for (std::size_t i = 0; i < shares.size() && i < most_shares; ++i) {
    text += (i == 0 ? "" : ", ") + share_text(input, shares[i]);
  }
  if (text.empty()) return {};
  constexpr std::string_view start = "    measure next: ";
  return paint(Style::dim, start) + wrapped(text, start.size(), start.size(), width_of(input)) +
         '\n';
}

}  // namespace

std::string uncertainty_text(const RenderInput& input, const JourneyAnalysis& journey,
                             const Painter& paint) {
  if (!is_uncertain(journey)) return {};
  const JourneyUncertainty& row = *journey.uncertainty;
  const UncertainProbability& spread = row.unavailability;
  std::string text = fmt::format("from {} to {} (down {} to {} a year) in {}, mean {}",
                                 available(spread.percentile_95), available(spread.percentile_5),
                                 down(spread.percentile_5), down(spread.percentile_95),
                                 trials_text(input), available(spread.mean));
  if (row.slo_met) text += fmt::format("; SLO met in {} of them", rounded_percent(*row.slo_met));
  constexpr std::string_view start = "    uncertain: ";
  return paint(Style::amber, start) + wrapped(text, start.size(), start.size(), width_of(input)) +
         '\n' + shares_text(input, journey, paint);
}

std::string uncertainty_table(const RenderInput& input, const Painter& paint) {
  TextTable table({{"journey", TextTable::Align::left, 40, 14},
                   {"low", TextTable::Align::right},
                   {"high", TextTable::Align::right},
                   {"mean", TextTable::Align::right},
                   {"SLO met", TextTable::Align::right},
                   {"measure next", TextTable::Align::left, 60, 20}});
  bool any = false;
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    if (!is_uncertain(journey)) continue;
    any = true;
    const JourneyUncertainty& row = *journey.uncertainty;
    const UncertainProbability& spread = row.unavailability;
    table.add({{visible(input.model.journeys[journey.journey].name), Style::bold},
               {available(spread.percentile_95)},
               {available(spread.percentile_5)},
               {available(spread.mean)},
               {row.slo_met ? rounded_percent(*row.slo_met) : "-"},
               {row.shares.empty() ? "" : share_text(input, row.shares.front()), Style::dim}});
  }
  if (!any) return {};
  return "  " + paint(Style::bold, "Uncertain") + fmt::format(" (in {})\n", trials_text(input)) +
         table.text(2, paint, width_of(input)) + '\n';
}

}  // namespace cutpoint
