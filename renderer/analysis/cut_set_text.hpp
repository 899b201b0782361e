/// Cut sets as people read them: what they consist of, what they defeat, what they cut.
#pragma once

#include <string>

#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// The sets that a report for people shows, each with what explains it: those with several events,
/// the most probable first, up to `most`; all that are listed where the most probable ones were
/// asked for.
[[nodiscard]] std::string cut_set_rows(const RenderInput& input, const CutSets& cut_sets,
                                       std::size_t most, const Painter& paint);

/// What a list cut off on purpose leaves out, as a paragraph; empty where it was not cut off.
[[nodiscard]] std::string truncation_text(const RenderInput& input, const JourneyAnalysis& journey);

/// How many sets of which orders, from `first_order` on: "4 of order 2, 1 of order 5". Empty
/// orders above 2 are left out.
[[nodiscard]] std::string cut_set_counts_text(const CutSets& cut_sets, std::size_t first_order);

/// What is known of orders beyond those counted: " (all there are)".
[[nodiscard]] std::string cut_sets_further_text(const CutSets& cut_sets);

}  // namespace cutpoint
