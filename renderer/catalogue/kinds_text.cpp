#include <fmt/format.h>

#include "renderer/catalogue/catalogue_formats.hpp"
#include "renderer/writing/list_text.hpp"

namespace cutpoint {

namespace {

Rendered render_kinds_text(const KindList& kinds) {
  using Align = TextTable::Align;
  ListText list({{"kind"}, {"shape"}, {"mtbf", Align::right}, {"mttr", Align::right}},
                "meaning, and where the figures come from", kinds.width);
  for (const Kind& kind : kinds) {
    list.add({{kind.name},
              {std::string(name_of(kind.shape))},
              {to_text(kind.mtbf)},
              {kind.mtbf.is_never() ? "-" : to_text(kind.mttr)}},
             fmt::format("{}; {}", kind.description, kind.source));
  }
  return list.text();
}

}  // namespace

const Format<KindList>& kinds_text_format() {
  static const Format<KindList> format{{"text", "for people: one line a kind", Medium::terminal},
                                       render_kinds_text};
  return format;
}

}  // namespace cutpoint
