/// The parts of the page, each as HTML; empty where there is nothing to say.
#pragma once

#include <string>

#include "renderer/html_report/page_input.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// A section with a heading that the table of contents leads to. Empty without a body.
[[nodiscard]] std::string section(std::string_view id, std::string_view heading,
                                  const std::string& body);

/// A page is passed on: what the folders are called on the machine it was made on is nobody's
/// business. Relative names stay whole.
[[nodiscard]] std::string name_without_folders(const std::string& path);

/// One card a journey: availability, nines, downtime, budgets, money, single points.
[[nodiscard]] std::string verdict_cards(const PageInput& input);
/// What to do: changes with what they bring and cost, risks that somebody took.
[[nodiscard]] std::string next_section(const PageInput& input);
/// What differs from an earlier architecture; empty without one.
[[nodiscard]] std::string comparison_section(const RenderInput& input);
/// What is promised to others, as bars; part of a card.
[[nodiscard]] std::string service_level_lines(const JourneyAnalysis& journey);

/// How many of `most` rows a table of one journey has room for: fewer where there are many
/// journeys, so that the page stays one that a browser opens.
[[nodiscard]] std::size_t rows_of_a_journey(const RenderInput& input, std::size_t most);

/// That rows of a table are left out; empty where none is.
[[nodiscard]] std::string more_text(std::size_t left_out, std::string_view what);

/// Per journey: single points, what hides behind redundancy, importance, sensitivity, cut sets.
[[nodiscard]] std::string journey_details(const PageInput& input);
[[nodiscard]] std::string importance_table(const RenderInput& input,
                                           const JourneyAnalysis& journey);
[[nodiscard]] std::string sensitivity_table(const RenderInput& input,
                                            const JourneyAnalysis& journey);
[[nodiscard]] std::string cut_set_table(const RenderInput& input, const JourneyAnalysis& journey);

/// RPO and RTO of data by what is lost.
[[nodiscard]] std::string recovery_matrix(const RenderInput& input);
/// Redundancy groups with the time that switching and repairs take.
[[nodiscard]] std::string redundancy_section(const RenderInput& input);
/// Cut vertices and dominators, and where they differ from single points of failure.
[[nodiscard]] std::string cut_vertex_notes(const RenderInput& input);

/// Every figure that went in and where it comes from.
[[nodiscard]] std::string figures_table(const PageInput& input);
/// How each number was obtained, and what is not in it.
[[nodiscard]] std::string method_notes(const PageInput& input);
/// What reading and building had to say.
[[nodiscard]] std::string findings_list(const RenderInput& input);

}  // namespace cutpoint
