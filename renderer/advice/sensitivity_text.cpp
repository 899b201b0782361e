#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "renderer/advice/sensitivity_rows.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/key_words.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

std::string saved_text(const std::optional<double>& seconds) {
  if (!seconds) return "–";
  // Rounding of a difference of two downtimes, not a change.
  if (std::abs(*seconds) < 1e-3) return "0 s";
  const std::string text = to_human_text(Duration::seconds(std::abs(*seconds)));
  return fmt::format("{}{}", *seconds < 0.0 ? "-" : "", text);
}

std::string kind_text(const Model& model, const SensitivityRow& row) {
  if (row.kind == EventKind::component) return model.kind_of(row.component).name;
  if (row.kind == EventKind::failover) return "failover";
  return row.kind == EventKind::link ? "link" : "common cause";
}

std::string sensitivity_note(const SensitivityReport& report, const JourneySensitivity& journey) {
  std::string note =
      "Each change alone. Twice the time between failures saves as much downtime as half the time "
      "down, and spares outages too; where restarts cure some failures, half the repair time "
      "leaves those as long as they are.";
  if (journey.method == Method::bounded) {
    note +=
        " The exact answer exceeds the budget: these are differences of the bound that the "
        "downtime surely stays below.";
  }
  if (!report.sensitivity.complete) {
    note +=
        " Not every change was tried (–): the model is too large, or has groups in time then that "
        "are "
        "beyond any chain.";
  }
  return note;
}

std::string sensitivity_text(const SensitivityReport& report) {
  const Painter paint(report.options.colour);
  std::string out;
  for (const JourneyId id : report.journeys) {
    const JourneySensitivity& journey = report.sensitivity.journeys[id];
    out += fmt::format(
        "\n  {}   down {}{} a year\n", paint(Style::bold, visible(report.model.journeys[id].name)),
        journey.method == Method::bounded ? "at most " : "", to_human_text(journey.downtime));
    if (journey.rows.empty()) {
      out += "    no change of one part alone saves anything\n";
      continue;
    }
    TextTable table({{"downtime saved a year", TextTable::Align::left, 40, 12},
                     {"kind", TextTable::Align::left},
                     {"half mttr", TextTable::Align::right},
                     {"double mtbf", TextTable::Align::right},
                     {"outages spared", TextTable::Align::right},
                     {"one more", TextTable::Align::right}});
    const std::size_t shown = std::min(report.top, journey.rows.size());
    for (std::size_t i = 0; i < shown; ++i) {
      const SensitivityRow& row = journey.rows[i];
      table.add({{visible(row.name)},
                 {key_words(visible(kind_text(report.model, row))), Style::dim},
                 {saved_text(row.half_repair)},
                 {saved_text(row.double_uptime)},
                 {row.outages_spared ? rate_text(std::max(0.0, *row.outages_spared)) : "–"},
                 {saved_text(row.one_more)}});
    }
    out += table.text(4, paint, report.options.width);
    if (shown < journey.rows.size()) {
      out += fmt::format("    and {} more; --top shows them\n", journey.rows.size() - shown);
    }
  }
  if (report.journeys.empty()) return out;
  const JourneySensitivity& first = report.sensitivity.journeys[report.journeys.front()];
  return out + "\n  " + wrapped(sensitivity_note(report, first), 2, 2, report.options.width) + "\n";
}

namespace {

Rendered render_sensitivity_text(const SensitivityReport& report) {
  return sensitivity_text(report);
}

}  // namespace

const Format<SensitivityReport>& sensitivity_text_format() {
  static const Format<SensitivityReport> format{
      {"text", "for people: downtime that better figures save", Medium::terminal},
      render_sensitivity_text};
  return format;
}

}  // namespace cutpoint
