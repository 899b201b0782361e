/// What every report for people says of a journey in the same words.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// Journeys of a report, those asked for.
using ReportedJourneys = std::vector<const JourneyAnalysis*>;

/// Columns to fill; narrower terminals than this wrap.
[[nodiscard]] std::size_t report_width(const RenderInput& input);

/// Marker, name, kind, downtime and outages a year: the cells of a single point in any table.
[[nodiscard]] std::vector<TextTable::Cell> single_point_cells(const RenderInput& input,
                                                              const SinglePoint& point);

/// How a single point recovers or who accepts it, and what falls with it.
[[nodiscard]] std::string point_remark(const RenderInput& input, const SinglePoint& point);

/// "checkout → api → db": from the journey down; the journey alone where it is its own switch.
[[nodiscard]] std::string way_text(const RenderInput& input, JourneyId journey,
                                   const SinglePoint& point);
/// The same without the journey; a link is the last step of its way.
[[nodiscard]] std::string way_text(const RenderInput& input, const SinglePoint& point);

/// "all", "both", or up to `most` names, the rest counted.
[[nodiscard]] std::string journey_names(const Model& model, const std::vector<JourneyId>& journeys,
                                        std::size_t most = 3);
/// The same, however many there are, none of them cut.
[[nodiscard]] std::string whole_journey_names(const Model& model,
                                              const std::vector<JourneyId>& journeys);

/// "single-point-of-failure on db was accepted until 2020-01-01 (too dear): it counts again".
[[nodiscard]] std::string expired_words(const RenderInput& input, const ExpiredAcceptance& expired);

/// Why the drawing and the single points differ.
[[nodiscard]] std::string_view difference_words(DifferenceReason reason);
/// Where they do: components by why, in the order of the reasons.
[[nodiscard]] std::vector<std::pair<DifferenceReason, std::vector<ComponentId>>>
differences_by_reason(const Analysis& analysis);

/// The name of an event.
[[nodiscard]] std::string event_text(const RenderInput& input, EventId event);

}  // namespace cutpoint
