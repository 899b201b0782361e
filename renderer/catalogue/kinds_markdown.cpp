#include <fmt/format.h>

#include "renderer/catalogue/catalogue_formats.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

Rendered render_kinds_markdown(const KindList& kinds) {
  std::string text =
      "| kind | meaning | mtbf | mttr | availability | drawn as | where the figures come from |\n"
      "|---|---|---|---|---|---|---|\n";
  for (const Kind& kind : kinds) {
    const bool fails = !kind.mtbf.is_never();
    const double cycle = kind.mtbf.in_hours() + kind.mttr.in_hours();
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |\n", kind.name,
                        markdown_text(kind.description), to_text(kind.mtbf),
                        fails ? to_text(kind.mttr) : "–",
                        fails ? fmt::format("{:.3f} %", 100.0 * kind.mtbf.in_hours() / cycle) : "–",
                        name_of(kind.shape), markdown_text(kind.source));
  }
  return text;
}

}  // namespace

const Format<KindList>& kinds_markdown_format() {
  static const Format<KindList> format{{"markdown", "a table for a document"},
                                       render_kinds_markdown};
  return format;
}

}  // namespace cutpoint
