#include "cutpoint/model.hpp"

#include <type_traits>

#include "model/architecture/build_model.hpp"
#include "model/architecture/fault_tree.hpp"
#include "model/architecture/model_parts.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::model_test {

namespace {

Model pool_of_three() {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft =
      read_architecture_text("test.yaml",
                             "cutpoint: 1\njourneys: {j: {needs: [web]}}\n"
                             "components: {web: {kind: service, replicas: 3, owner: us}}\n",
                             sources, diagnostics);
  auto model = build_model(draft, diagnostics);
  REQUIRE(model.has_value());
  return *model;
}

}  // namespace

TEST_CASE("nothing can be written into a model") {
  static_assert(std::is_const_v<std::remove_reference_t<decltype(Model::components)>>);
  static_assert(std::is_const_v<std::remove_reference_t<decltype(Model::journeys)>>);
  static_assert(std::is_const_v<std::remove_reference_t<decltype(Model::name)>>);
  static_assert(!std::is_constructible_v<Model, ModelParts>);
  CHECK(Model().components.empty());
}

TEST_CASE("copies of a model share what it holds and outlive it") {
  Model kept;
  const Component* held = nullptr;
  {
    const Model model = pool_of_three();
    kept = model;
    held = &model.components[ComponentId(0U)];
  }
  CHECK(&kept.components[ComponentId(0U)] == held);
  CHECK(kept.find_component("web") == ComponentId(0U));
  CHECK_FALSE(kept.find_component("db").valid());
  const Model moved = std::move(kept);
  CHECK(moved.components[ComponentId(0U)].name == "web");
  CHECK(text_of(moved.components[ComponentId(0U)].details->owner) == "us");
}

TEST_CASE("another number of instances makes another model") {
  const Model model = pool_of_three();
  const Model larger =
      model.with_replicas(ComponentId(0U), 4, model.components[ComponentId(0U)].at_least);
  CHECK(larger.components[ComponentId(0U)].replicas == 4);
  CHECK(model.components[ComponentId(0U)].replicas == 3);
  CHECK_FALSE(larger == model);
  CHECK(larger.with_replicas(ComponentId(0U), 3, model.components[ComponentId(0U)].at_least) ==
        model);
  CHECK(larger.find_component("web") == ComponentId(0U));
}

TEST_CASE("a fault tree is a model of events and tops") {
  FaultTree tree;
  tree.name = "tank";
  PrimaryEvent valve;
  valve.name = "valve";
  valve.label = "the valve sticks";
  valve.probability = 0.25;
  tree.events.push_back(valve);
  Gate top;
  top.name = "overflow";
  tree.tops.push_back(tree.gates.push_back(top));
  const Model model = build_model(tree);
  CHECK(model.form == fault_tree_form);
  CHECK(model.name == "tank");
  REQUIRE(model.components.size() == 1);
  CHECK(text_of(model.components[ComponentId(0U)].details->description) == "the valve sticks");
  CHECK(model.components[ComponentId(0U)].figures->unavailability == 0.25);
  CHECK(model.find_component("valve") == ComponentId(0U));
  REQUIRE(model.journeys.size() == 1);
  CHECK(model.journeys[JourneyId(0U)].name == "overflow");
}

}  // namespace cutpoint::testing::model_test
