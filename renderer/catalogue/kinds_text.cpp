#include <fmt/format.h>

#include "renderer/catalogue/catalogue_formats.hpp"

namespace cutpoint {

namespace {

Rendered render_kinds_text(const KindTable& kinds) {
  std::string text = fmt::format("{:<16} {:<14} {:>8} {:>7}  {}\n", "kind", "shape", "mtbf", "mttr",
                                 "meaning, and where the figures come from");
  for (const Kind& kind : kinds) {
    text += fmt::format("{:<16} {:<14} {:>8} {:>7}  {}; {}\n", kind.name, name_of(kind.shape),
                        to_text(kind.mtbf), kind.mtbf.is_never() ? "-" : to_text(kind.mttr),
                        kind.description, kind.source);
  }
  return text;
}

}  // namespace

const Format<KindTable>& kinds_text_format() {
  static const Format<KindTable> format{{"text", "for people: one line a kind", Medium::terminal},
                                        render_kinds_text};
  return format;
}

}  // namespace cutpoint
