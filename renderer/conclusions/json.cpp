#include "renderer/conclusions/conclusion_formats.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

namespace {

OrderedJson json_place(SourceSpan span, const SourceFiles& sources) {
  if (!span.known()) return nullptr;
  return {{"file", sources.name(span.file)}, {"line", span.line}, {"column", span.column}};
}

Rendered render_conclusions_json(const ConclusionReport& report) {
  OrderedJson conclusions = OrderedJson::array();
  for (const Conclusion& one : report.imported.conclusions) {
    OrderedJson row;
    row["component"] = one.component.empty() ? OrderedJson(nullptr) : OrderedJson(one.component);
    row["about"] = name_of(one.kind);
    row["conclusion"] = one.what;
    row["strength"] = name_of(one.strength);
    row["reason"] = one.reason;
    row["place"] = json_place(one.span, report.sources);
    conclusions.push_back(std::move(row));
  }
  OrderedJson taken = OrderedJson::array();
  for (const PlannedImport& import : report.plan.imports) {
    taken.push_back({{"format", import.importer->name}, {"files", import.paths}});
  }
  OrderedJson left = OrderedJson::array();
  for (const LeftFile& file : report.plan.left) {
    left.push_back({{"file", file.path}, {"reason", file.reason}});
  }
  OrderedJson document{{"format", "cutpoint-import/1"}};
  document["taken"] = std::move(taken);
  document["left"] = std::move(left);
  document["conclusions"] = std::move(conclusions);
  return json_text(document);
}

}  // namespace

const Format<ConclusionReport>& json_conclusion_format() {
  static const Format<ConclusionReport> format{{"json", "cutpoint-import/1"},
                                               render_conclusions_json};
  return format;
}

}  // namespace cutpoint
