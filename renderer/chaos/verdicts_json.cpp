// The versioned contract documented in docs/reference/chaos-output.md.
#include "renderer/chaos/chaos_rendering.hpp"
#include "renderer/chaos/words.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

namespace {

Rendered render_chaos_verdicts_json(const ChaosVerdictReport& report) {
  OrderedJson json = {{"format", "cutpoint-chaos-verdicts/1"}, {"model", report.model.name}};
  OrderedJson& rows = json["experiments"] = OrderedJson::array();
  for (const JudgedExperiment& row : report.judged) {
    rows.push_back({{"id", row.experiment->id},
                    {"verdict", name_of(row.verdict)},
                    {"differences", difference_texts(report.model, row)},
                    {"changes", change_texts(report.model, row)},
                    {"note", row.note.empty() ? OrderedJson() : OrderedJson(row.note)}});
  }
  return json_text(json);
}

}  // namespace

const Format<ChaosVerdictReport>& verdicts_json_format() {
  static const Format<ChaosVerdictReport> format{
      {"json", "the versioned machine-readable verdicts"}, render_chaos_verdicts_json};
  return format;
}

}  // namespace cutpoint
