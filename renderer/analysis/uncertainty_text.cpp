#include "renderer/analysis/uncertainty_text.hpp"

#include <fmt/format.h>

#include "model/base/interval_text.hpp"
#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/json/uncertain_figures.hpp"
#include "renderer/analysis/report_overview.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_shares = 3;

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
  return paint(Style::dim, start) + wrapped(text, start.size(), start.size(), report_width(input)) +
         '\n';
}

}  // namespace

std::string uncertainty_text(const RenderInput& input, const JourneyAnalysis& journey,
                             const Painter& paint) {
  if (!journey.uncertainty) return {};
  const JourneyUncertainty& row = *journey.uncertainty;
  const UncertainProbability& spread = row.unavailability;
  if (spread.percentile_5 >= spread.percentile_95) return {};
  const auto available = [](double unavailability) {
    return Availability::from_unavailability(unavailability);
  };
  std::string text = fmt::format(
      "{} (down {} a year) in {}, mean {}",
      interval_text(available(spread.percentile_95), available(spread.percentile_5)).from_to(),
      interval_text(Duration::in_a_year(spread.percentile_5),
                    Duration::in_a_year(spread.percentile_95))
          .from_to(),
      trials_text(input), to_human_text(available(spread.mean)));
  if (row.slo_met) text += fmt::format("; SLO met in {} of them", rounded_percent(*row.slo_met));
  constexpr std::string_view start = "    uncertain: ";
  return paint(Style::amber, start) +
         wrapped(text, start.size(), start.size(), report_width(input)) + '\n' +
         shares_text(input, journey, paint);
}

std::string uncertain_rows(const RenderInput& input, const Statements& statements,
                           const Painter& paint) {
  constexpr std::size_t most_told = 2;
  std::vector<const JourneyStatement*> all;
  for (const JourneyStatement& row : statements.journeys) {
    if (row.uncertain) all.push_back(&row);
  }
  std::string out;
  for (std::size_t i = 0; i < all.size() && i < most_told; ++i) {
    std::string text =
        fmt::format("{}: {}", elided(visible(input.model.journeys[all[i]->journey].name), 40),
                    uncertain_words(*all[i]->uncertain));
    if (i + 1 == most_told && all.size() > most_told) {
      text += fmt::format("; {} more: --section journeys", all.size() - most_told);
    }
    out += labelled(i == 0 ? "Uncertain" : "", text, input, paint);
  }
  return out;
}

}  // namespace cutpoint
