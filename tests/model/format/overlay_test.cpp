// What a later file says of needs that an earlier one stated.
#include "cutpoint/draft.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::overlay_test {

namespace {

/// An imported layer: two guesses, a group that was guessed, and a need that the source declares.
constexpr const char* layer = R"(cutpoint: 1
journeys: {j: {needs: [web]}}
components:
  web:
    kind: container
    depends_on:
      - {component: db, inferred: environment DB}
      - {component: cache, inferred: environment CACHE}
      - {at_least: 2, of: [n1, n2, n3], inferred: environment NODES}
      - mail
  db: {kind: database}
  cache: {kind: cache}
  mail: {kind: container}
  n1: {kind: database}
  n2: {kind: database}
  n3: {kind: database}
)";

struct Overlaid {
  std::string needs;  ///< of `web`, one below the other, as written
  Diagnostics diagnostics;
};

Overlaid overlaid(const std::string& depends_on) {
  MemoryAccess files(MemoryAccess::Texts{
      {"layer.yaml", layer},
      {"a.yaml", "cutpoint: 1\ninclude: [layer.yaml]\ncomponents: {web: {depends_on: " +
                     depends_on + "}}\n"}});
  Overlaid result;
  SourceFiles sources;
  const Draft draft = read_architecture({"a.yaml"}, files, sources, result.diagnostics);
  const std::string text = write_architecture(draft);
  const std::size_t from = text.find("depends_on:");
  const std::size_t to = text.find("\n  db:");
  result.needs = from < to ? text.substr(from, to - from) : std::string();
  return result;
}

}  // namespace

TEST_CASE("an entry of a later file replaces what an earlier one says of that component") {
  const auto [needs, diagnostics] = overlaid("[{component: cache, soft: true}]");
  CHECK_FALSE(diagnostics.has_errors());
  CHECK(has(needs, "{component: cache, soft: true}"));
  CHECK_FALSE(has(needs, "CACHE"));
  CHECK(has(needs, "environment DB}"));
  CHECK(has(needs, "mail"));
}

TEST_CASE("a group of a later file replaces guesses about its members, and no declared need") {
  const auto [needs, diagnostics] = overlaid("[{any_of: [cache, mail]}]");
  CHECK(has(needs, "any_of: [cache, mail]"));
  CHECK_FALSE(has(needs, "CACHE"));
  CHECK(has(needs, "- mail"));
  const auto same = overlaid("[{at_least: 1, of: [n3, n2, n1]}]");
  CHECK_FALSE(has(same.needs, "NODES"));
  CHECK(has(overlaid("[{at_least: 1, of: [n3, n2]}]").needs, "NODES"));
}

TEST_CASE("a need that is none is taken away, from guessed groups too") {
  CHECK_FALSE(has(overlaid("[{component: mail, needed: false}]").needs, "mail"));
  const auto two = overlaid("[{component: n2, needed: false}]");
  CHECK(has(two.needs, "{at_least: 2, of: [n1, n3], inferred: environment NODES}"));
  const auto one = overlaid("[{component: n2, needed: false}, {component: n1, needed: false}]");
  CHECK_FALSE(has(one.needs, "NODES"));
  CHECK_FALSE(has(one.needs, "needed"));
}

TEST_CASE("taking away what nobody stated is an error") {
  MemoryAccess files(MemoryAccess::Texts{
      {"layer.yaml", layer},
      {"a.yaml",
       "cutpoint: 1\ninclude: [layer.yaml]\n"
       "components: {db: {depends_on: [{component: mail, needed: false}]}}\n"}});
  SourceFiles sources;
  Diagnostics diagnostics;
  (void)build_model(read_architecture({"a.yaml"}, files, sources, diagnostics), diagnostics);
  REQUIRE(diagnostics.has_errors());
  CHECK(diagnostics.all().front().rule == "nothing-to-take-away");
}

}  // namespace cutpoint::testing::overlay_test
