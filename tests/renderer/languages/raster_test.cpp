// PNG is the picture that SVG is.
#include "renderer/languages/raster.hpp"

#include <string>

#include "tests/renderer/render_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::raster_test {

namespace {

/// Of the four bytes that a PNG has from there on.
std::size_t number_at(const std::string& png, std::size_t at) {
  std::size_t number = 0;
  for (std::size_t i = at; i < at + 4; ++i)
    number = 256 * number + static_cast<std::uint8_t>(png.at(i));
  return number;
}

std::size_t attribute_of(const std::string& svg, const std::string& name) {
  return std::stoul(svg.substr(svg.find(name + "=\"") + name.size() + 2));
}

}  // namespace

TEST_CASE("a PNG of cards has the proportions of the SVG, twice as many pixels") {
  if (!raster_obstacle().empty()) return;
  const Analyzed shop("journeys: {buy: {needs: [web]}}\ncomponents: {web: {kind: service}}\n");
  const std::string svg = shop.rendered("svg");
  const std::string png = shop.rendered("png");
  REQUIRE(png.substr(1, 3) == "PNG");
  CHECK(number_at(png, 16) == 2 * attribute_of(svg, "width"));
  CHECK(number_at(png, 20) >= 2 * attribute_of(svg, "height"));
  CHECK(number_at(png, 20) <= 2 * attribute_of(svg, "height") + 2);
}

TEST_CASE("a PNG stays within the width that was asked for, and tells what cannot be drawn") {
  if (!raster_obstacle().empty()) return;
  const auto png = png_of_svg(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9000\" height=\"30\"/>", {2, 4000});
  REQUIRE(png);
  CHECK(number_at(*png, 16) == 4000);
  CHECK(number_at(*png, 20) == 14);
  const auto nothing = png_of_svg("no picture", {});
  CHECK_FALSE(nothing);
  CHECK(has(nothing.error.message, "cannot read the picture"));
}

}  // namespace cutpoint::testing::raster_test
