// Changes written back into documents as people lay them out.
#include "model/format/edit/patching.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::document_changes_test {

namespace {

Draft read(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  Draft draft = read_architecture_text("a.yaml", text, sources, diagnostics);
  REQUIRE(!diagnostics.has_errors());
  return draft;
}

template <class T>
Given<T> given(T value) {
  return Spanned<T>{std::move(value), {}};
}

DraftComponent& component(Draft& draft, const std::string& name) {
  for (DraftComponent& candidate : draft.components) {
    if (candidate.name.value == name) return candidate;
  }
  FAIL("no component " << name);
  return draft.components.front();
}

/// Two instances and half an hour of repair, whatever was written.
void change(DraftComponent& part) {
  part.replicas = given<std::uint32_t>(2);
  part.figures.mttr = given(DurationRange{Duration::hours(0.5), Duration::hours(0.5)});
}

std::string changed(const std::string& text, const std::string& name) {
  const Draft before = read(text);
  Draft after = before;
  change(component(after, name));
  const auto result = write_changes(text, before, after);
  INFO(result.error.message);
  REQUIRE(result);
  CHECK(same_architecture(read(*result), after));
  return *result;
}

constexpr const char* head = "cutpoint: 1\njourneys: {j: {needs: [a]}}\n";

}  // namespace

TEST_CASE("a change keeps comments, order and style") {
  CHECK(changed(std::string(head) + "components:\n  # first\n  a:  # the web\n    kind: vm\n"
                                    "    # measured\n    mttr: 2h  # by hand\n\n  # second\n"
                                    "  b: {kind: vm}\n",
                "a") == std::string(head) +
                            "components:\n  # first\n  a:  # the web\n    kind: vm\n"
                            "    replicas: 2\n    # measured\n    mttr: 30m  # by hand\n\n"
                            "  # second\n  b: {kind: vm}\n");
  CHECK(
      changed(std::string(head) + "components:\n  a: {kind: vm, mttr: 2h}  # on one line\n", "a") ==
      std::string(head) + "components:\n  a: {kind: vm, replicas: 2, mttr: 30m}  # on one line\n");
  CHECK(changed(std::string(head) + "components:\n      a:\n            mttr:   '2h'\n            "
                                    "kind:   vm",
                "a") == std::string(head) +
                            "components:\n      a:\n            replicas: 2\n            mttr:   "
                            "30m\n            kind:   vm");
}

TEST_CASE("documents in one line, JSON and empty components are changed") {
  CHECK(changed("{\"cutpoint\": 1, \"journeys\": {\"j\": {\"needs\": [\"a\"]}}, \"components\": "
                "{\"a\": {\"kind\": \"vm\", \"mttr\": \"2h\"}}}",
                "a")
            .find("replicas: 2, \"mttr\": 30m}") != std::string::npos);
  CHECK(changed(std::string(head) + "components:\n  a:\n", "a").find("a: {") != std::string::npos);
  CHECK(changed(std::string(head) + "components:\n  a: {}\n", "a").find("a: {") !=
        std::string::npos);
}

TEST_CASE("what shares an anchor with a changed component stays as it was") {
  const std::string text = std::string(head) +
                           "components:\n  a: &x\n    kind: vm\n    mttr: 2h\n"
                           "  b: {<<: *x}  # the same\n  c: *x\n  d: {<<: *x, owner: me}\n";
  const std::string result = changed(text, "a");
  CHECK(result.find("# the same") != std::string::npos);
  CHECK(changed(text, "c").find("c: {<<: *x, replicas: 2, mttr: 30m}") != std::string::npos);
  CHECK(changed(text, "b").find("b: {<<: *x, replicas: 2, mttr: 30m}  # the same") !=
        std::string::npos);
}

TEST_CASE("new components stand behind the one they are made from; keys are removed") {
  const std::string text =
      std::string(head) +
      "components:\n  a:\n    kind: zone\n    observed:\n      operating: 720h\n"
      "      failures: 3\n    owner: me\n\n  # the other\n  b: {kind: vm}\n";
  const Draft before = read(text);
  Draft after = before;
  DraftComponent twin = component(after, "a");
  twin.name.value = "a-2";
  twin.figures.observed.reset();
  component(after, "a").figures.observed.reset();
  after.components.insert(after.components.begin() + 1, twin);
  const auto result = write_changes(text, before, after);
  REQUIRE(result);
  CHECK(same_architecture(read(*result), after));
  CHECK(result->find("observed") == std::string::npos);
  CHECK(result->find("  a-2: {kind: zone, owner: me}\n\n  # the other\n  b:") != std::string::npos);
}

TEST_CASE("random changes of random documents say what they should") {
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1);
  std::size_t written = 0;
  for (std::uint64_t seed = first; seed < first + 300; ++seed) {
    INFO("CUTPOINT_SEED=" << seed);
    const std::string text = write_architecture(random_draft(seed));
    const Draft before = read(text);
    Draft after = before;
    Random random(seed);
    for (DraftComponent& part : after.components) {
      if (random.chance(40)) change(part);
      if (random.chance(20)) part.restart.reset();
    }
    for (DraftCommonCause& cause : after.common_causes) {
      if (cause.figures.mttr)
        cause.figures.mttr = given(DurationRange{Duration::hours(1), Duration::hours(1)});
    }
    const auto result = write_changes(text, before, after);
    INFO(result.error.message);
    REQUIRE(result);
    CHECK(same_architecture(read(*result), after));
    written += *result != text;
  }
  CHECK(written > 200);
}

TEST_CASE("what is no document is not changed") {
  const Draft draft = read(std::string(head) + "components: {a: {kind: vm}}\n");
  CHECK(!write_changes("[1, 2]", draft, draft).error.message.empty());
}

}  // namespace cutpoint::testing::document_changes_test
