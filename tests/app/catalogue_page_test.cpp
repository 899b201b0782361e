// The page of kinds and profiles, and the sheet of their signs, made from the catalogue.
#include <fmt/format.h>

#include "cutpoint/kind.hpp"
#include "renderer/languages/glyphs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"

namespace cutpoint::testing::catalogue_page_test {

namespace {

constexpr const char* introduction = R"(# Kinds and profiles

Generated from the catalogue: `cutpoint kinds` and `cutpoint kinds --profiles` print the same.

## Kinds

What a component is: how it is drawn, and the figures it has where the document states none. Such figures are *assumed*, and marked with a `*` in
every output. Where no source is named nobody measured them. Figures of your own for a whole kind stand under `defaults`, kinds of your own under `kinds`:

```yaml
kinds:
  robot: {like: host, description: An arm on the line, mtbf: 90d, mttr: 4h}
defaults:
  vm: {mtbf: 180d, mttr: 1h}
  link: {mtbf: 5y, mttr: 8h}
```

Links (`connects`, `links`) without figures of their own take those of the kind `link`.

![The sign of every kind](../images/kinds.svg)

)";

constexpr const char* about_profiles = R"(
## Profiles

Figures with a name and a source, for `profile: aws.rds.multi-az`. *Evidence* says what they are: an `sla` is what a provider promises to pay back for,
`measured` was counted by somebody, `assumed` is a guess.

)";

/// Signs and names in columns.
std::string sheet_of_signs() {
  constexpr std::size_t columns = 4;
  constexpr std::size_t wide = 190, high = 44, margin = 16;
  const auto kinds = built_in_kinds();
  const std::size_t rows = (kinds.size() + columns - 1) / columns;
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} "
      "{1}\" role=\"img\" aria-label=\"The sign of every kind\">\n<rect width=\"100%\" "
      "height=\"100%\" fill=\"#ffffff\"/>\n",
      columns * wide + 2 * margin, rows * high + 2 * margin);
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const std::size_t x = margin + i / rows * wide, y = margin + i % rows * high;
    svg += fmt::format(
        "<g transform=\"translate({} {})\"><path d=\"{}\" transform=\"translate(4 8) scale(1.5)\" "
        "fill=\"none\" stroke=\"#1f2937\" stroke-linejoin=\"round\"/><text x=\"42\" y=\"25\" "
        "font-family=\"DejaVu Sans,Arial,sans-serif\" font-size=\"14\" "
        "fill=\"#1f2937\">{}</text></g>\n",
        x, y, glyph_path(kinds[i].glyph), kinds[i].name);
  }
  return svg + "</svg>\n";
}

}  // namespace

TEST_CASE("the page of kinds and profiles is that of the program") {
  check_golden("docs/reference/kinds.md",
               introduction + run({"kinds", "--format", "markdown"}).out + about_profiles +
                   run({"kinds", "--profiles", "--format", "markdown"}).out);
}

TEST_CASE("every kind has a sign on the sheet") {
  const std::string svg = sheet_of_signs();
  for (const Kind& kind : built_in_kinds()) {
    INFO(kind.name);
    CHECK(!std::string(glyph_path(kind.glyph)).empty());
    CHECK(svg.find(">" + kind.name + "<") != std::string::npos);
  }
  check_golden("docs/images/kinds.svg", svg);
}

}  // namespace cutpoint::testing::catalogue_page_test
