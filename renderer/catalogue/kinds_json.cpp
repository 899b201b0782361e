#include "renderer/catalogue/catalogue_formats.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

namespace {

Rendered render_kinds_json(const KindList& kinds) {
  OrderedJson rows = OrderedJson::array();
  for (const Kind& kind : kinds) {
    rows.push_back({{"kind", kind.name},
                    {"shape", name_of(kind.shape)},
                    {"mtbf", to_text(kind.mtbf)},
                    {"mttr", to_text(kind.mttr)},
                    {"description", kind.description},
                    {"source", kind.source}});
  }
  return json_text(rows);
}

}  // namespace

const Format<KindList>& kinds_json_format() {
  static const Format<KindList> format{{"json", "the kinds for programs"}, render_kinds_json};
  return format;
}

}  // namespace cutpoint
