#include <algorithm>

#include <fmt/format.h>

#include "renderer/advice/sensitivity_rows.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/key_words.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

std::string sensitivity_markdown(const SensitivityReport& report) {
  std::string out;
  for (const JourneyId id : report.journeys) {
    const JourneySensitivity& journey = report.sensitivity.journeys[id];
    out += fmt::format("### Where effort is best spent: {}\n\nDown {}{} a year.\n\n",
                       markdown_text(report.model.journeys[id].name),
                       journey.method == Method::bounded ? "at most " : "",
                       to_human_text(journey.downtime));
    out +=
        "| downtime saved a year | kind | half mttr | double mtbf | outages spared | one more |\n"
        "|---|---|---:|---:|---:|---:|\n";
    const std::size_t shown = std::min(report.top, journey.rows.size());
    for (std::size_t i = 0; i < shown; ++i) {
      const SensitivityRow& row = journey.rows[i];
      out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", markdown_text(row.name),
                         markdown_text(key_words(kind_text(report.model, row))),
                         saved_text(row.half_repair), saved_text(row.double_uptime),
                         row.outages_spared ? rate_text(std::max(0.0, *row.outages_spared)) : "–",
                         saved_text(row.one_more));
    }
    if (shown < journey.rows.size()) {
      out += fmt::format("\nAnd {} more.\n", journey.rows.size() - shown);
    }
    out += fmt::format("\n{}\n\n", sensitivity_note(report, journey));
  }
  return out;
}

namespace {

Rendered render_sensitivity_markdown(const SensitivityReport& report) {
  return sensitivity_markdown(report);
}

}  // namespace

const Format<SensitivityReport>& sensitivity_markdown_format() {
  static const Format<SensitivityReport> format{{"markdown", "a table for a design document"},
                                                render_sensitivity_markdown};
  return format;
}

}  // namespace cutpoint
