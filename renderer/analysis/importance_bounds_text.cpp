#include "renderer/analysis/importance_bounds_text.hpp"

#include "renderer/analysis/journey_words.hpp"
#include "renderer/statements/importance_words.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

std::string importance_bounds_text(const RenderInput& input, const JourneyAnalysis& journey,
                                   const Painter& paint) {
  if (journey.importance_bounds.empty()) return {};
  TextTable table({{"", TextTable::Align::left, 50, 16},
                   {"criticality", TextTable::Align::right},
                   {"Birnbaum", TextTable::Align::right},
                   {"RAW", TextTable::Align::right},
                   {"RRW", TextTable::Align::right}});
  for (const ImportanceBounds& row : journey.importance_bounds) {
    table.add({{event_text(input, row.event)},
               {between_words(row.criticality)},
               {between_words(row.birnbaum)},
               {between_words(row.risk_achievement_worth)},
               {between_words(row.risk_reduction_worth)}});
  }
  constexpr std::size_t indent = 4;
  std::string out = "  " + paint(Style::bold, "Events that may matter most, by bounds") + '\n' +
                    table.text(indent, paint, report_width(input));
  const std::string order =
      importance_order_words(journey.importance_bounds, journey.importance_left_out);
  if (order.empty()) return out;
  out += std::string(indent, ' ');
  out += wrapped(order, indent, indent, report_width(input));
  return out + '\n';
}

}  // namespace cutpoint
