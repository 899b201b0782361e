#include "renderer/conclusions/conclusion_formats.hpp"
#include "renderer/findings/excerpt.hpp"
#include "renderer/writing/csv_text.hpp"

namespace cutpoint {

namespace {

Rendered render_conclusions_csv(const ConclusionReport& report) {
  CsvTable table({"component", "about", "conclusion", "strength", "reason", "place"});
  for (const Conclusion& one : report.imported.conclusions) {
    table.add({one.component, std::string(name_of(one.kind)), one.what,
               std::string(name_of(one.strength)), one.reason,
               place_text(one.span, report.sources)});
  }
  for (const LeftFile& file : report.plan.left) {
    table.add({"", "left out", file.path, "declared", file.reason, file.path});
  }
  return table.text();
}

}  // namespace

const Format<ConclusionReport>& csv_conclusion_format() {
  static const Format<ConclusionReport> format{{"csv", "one row a conclusion"},
                                               render_conclusions_csv};
  return format;
}

}  // namespace cutpoint
