// Kinds that a document declares.
#include "cutpoint/model.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::kinds_test {

namespace {

std::optional<Model> read_model(const std::string& text, Diagnostics& diagnostics) {
  SourceFiles sources;
  const Draft draft = read_architecture_text("a.yaml", text, sources, diagnostics);
  return build_model(draft, diagnostics);
}

}  // namespace

TEST_CASE("a declared kind is found by name and takes over what it is like") {
  Diagnostics diagnostics;
  const auto model = read_model(
      "cutpoint: 1\n"
      "kinds:\n"
      "  robot: {like: vm, description: an arm, shape: cylinder, mtbf: 99h, mttr: 1h}\n"
      "  rover: {like: robot}\n"
      "components: {a: {kind: robot}, b: {kind: rover}, c: {kind: vm}}\n"
      "journeys: {j: {needs: [a, b, c]}}\n",
      diagnostics);
  REQUIRE(model.has_value());
  const Component& a = model->components[ComponentId(0U)];
  CHECK(model->kinds[a.kind].name == "robot");
  CHECK(model->kinds[a.kind].shape == Shape::cylinder);
  REQUIRE(a.figures);
  CHECK(a.figures->unavailability == Approx(0.01));
  CHECK_FALSE(a.figures->mtbf_assumed);
  CHECK(model->kinds[model->components[ComponentId(1U)].kind].name == "rover");
  CHECK(model->kinds[model->components[ComponentId(1U)].kind].shape == Shape::cylinder);
  REQUIRE(model->components[ComponentId(1U)].figures);
  CHECK(model->components[ComponentId(1U)].figures->unavailability == Approx(0.01));
  CHECK(model->kinds[model->components[ComponentId(2U)].kind].name == "vm");
}

TEST_CASE("a kind cannot be declared twice, nor take a built-in name") {
  Diagnostics diagnostics;
  (void)read_model(
      "cutpoint: 1\nkinds: {vm: {like: service}}\n"
      "components: {a: {kind: robto}}\njourneys: {j: {needs: [a]}}\n",
      diagnostics);
  REQUIRE(diagnostics.error_count() == 2);
}

}  // namespace cutpoint::testing::kinds_test
