/// The first screen of the terminal report.
#pragma once

#include <string>
#include <vector>

#include "renderer/analysis/recovery_table.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// How many rows of each kind the screen has room for.
struct ReportRoom {
  std::size_t points = 5;
  std::size_t groups = 2;
  std::size_t data = 2;
  bool reasons = true;     ///< why a point was accepted
  bool hints = true;       ///< which section has the rest, of each kind
  std::size_t losses = 8;  ///< of one component, by what is lost with it
  std::size_t names = 4;   ///< of a list that is counted beyond
  bool advice = true;      ///< what else to do where a change is named
};

/// Statements about the journeys asked for, and points of theirs alone.
[[nodiscard]] Statements reported_statements(const RenderInput& input);

/// One row a journey, then what keeps the answer from being the whole truth.
[[nodiscard]] std::string verdict_rows(const RenderInput& input, const Statements& statements,
                                       const Painter& paint);
/// The worst single points and what combinations add.
[[nodiscard]] std::string origin_rows(const RenderInput& input, const Statements& statements,
                                      const ReportRoom& room, const Painter& paint);
/// What alone defeats a redundant group.
[[nodiscard]] std::string defeated_rows(const RenderInput& input, const Statements& statements,
                                        const ReportRoom& room, const Painter& paint);
/// Data that miss an objective first, then those that can be lost for good; what no journey needs
/// last.
[[nodiscard]] std::vector<RecoveredData> worst_data_first(const RenderInput& input);
/// `data`, uncertain figures, assumptions, and what to do next.
[[nodiscard]] std::string closing_rows(const RenderInput& input, const Statements& statements,
                                       const std::vector<RecoveredData>& data,
                                       const ReportRoom& room, const Painter& paint);

/// "; 3 more: --section data", or "; +3".
[[nodiscard]] std::string more_text(std::size_t count, std::string_view section,
                                    const ReportRoom& room);

/// "  Data         " and the text beside it, wrapped to the width; further paragraphs of one label
/// have an empty one.
[[nodiscard]] std::string labelled(std::string_view label, std::string_view text,
                                   const RenderInput& input, const Painter& paint);

}  // namespace cutpoint
