// From paths and texts of every format to a compiled system.
#include "cutpoint/system.hpp"

#include <utility>

#include "tests/support/catch.hpp"

namespace cutpoint::testing::system_test {

namespace {

constexpr const char* shop = R"(cutpoint: 1
journeys: {buy: {needs: [web]}}
components:
  web: {kind: container, runs_on: vm, mtbf: 30d, mttr: 1h}
  vm: {kind: vm, mtbf: 100d, mttr: 2h}
)";

constexpr const char* tree = R"(<opsa-mef>
  <define-fault-tree name="t">
    <define-gate name="top"><or><basic-event name="a"/><basic-event name="b"/></or></define-gate>
    <define-basic-event name="a"><exponential><float value="1e-6"/><system-mission-time/></exponential></define-basic-event>
    <define-basic-event name="b"><float value="0.01"/></define-basic-event>
  </define-fault-tree>
</opsa-mef>
)";

std::string first_message(const System& system) {
  return system.diagnostics().all().empty() ? "" : system.diagnostics().all().front().message;
}

std::string first_rule(const System& system) {
  return system.diagnostics().all().empty() ? "" : system.diagnostics().all().front().rule;
}

}  // namespace

TEST_CASE("a text in memory becomes a system, which may be moved under what points into it") {
  System loaded = load_text("shop.yaml", shop);
  REQUIRE(loaded);
  CHECK(loaded.name() == "shop.yaml");
  CHECK(loaded.draft().components.size() == 2);
  const Analysis analysis = analyze(loaded);
  const System system = std::move(loaded);
  CHECK(system.model().find_component("vm").valid());
  REQUIRE(analysis.journeys.size() == 1);
  CHECK(analysis.journeys[JourneyId(0U)].single_points.size() == 2);
}

TEST_CASE("later files overlay earlier ones, and files include others, through the access given") {
  MemoryAccess files(
      MemoryAccess::Texts{{"a/shop.yaml", shop},
                          {"a/base.yaml", "cutpoint: 1\ninclude: [shop.yaml]\n"},
                          {"a/prod.yaml", "cutpoint: 1\ncomponents: {web: {replicas: 3}}\n"}});
  const System system = load({"a/base.yaml", "a/prod.yaml"}, files);
  INFO(first_message(system));
  REQUIRE(system);
  CHECK(system.model().components[system.model().find_component("web")].replicas == 3);
  CHECK(system.sources().size() == 3);
}

TEST_CASE("files above the root are not read from memory either") {
  MemoryAccess files(MemoryAccess::Texts{{"a/base.yaml", "cutpoint: 1\ninclude: [../shop.yaml]\n"},
                                         {"shop.yaml", shop}});
  const System system = load({"a/base.yaml"}, files);
  CHECK(!system);
  CHECK(first_rule(system) == "include-outside-root");
}

TEST_CASE("figures from incident files are taken in on every way to a system") {
  MemoryAccess files(MemoryAccess::Texts{
      {"shop.yaml", R"(cutpoint: 1
journeys: {buy: {needs: [web]}}
components: {web: {kind: container, observed: {file: incidents.csv, from: 2026-01-01T00:00:00Z, window: 1000h}}}
)"},
      {"incidents.csv", "component,start,end\nweb,2026-01-02T00:00:00Z,2026-01-02T02:00:00Z\n"}});
  const System system = load({"shop.yaml"}, files);
  INFO(first_message(system));
  REQUIRE(system);
  const Figures& figures = *system.model().components[ComponentId(0U)].figures;
  CHECK(figures.mtbf.in_hours() == Approx(998));
  CHECK(figures.mttr.in_hours() == Approx(2));
}

TEST_CASE("markup is a fault tree, whatever it is called, and depends on the mission time") {
  const System year = load_text("plant", tree);
  INFO(first_message(year));
  REQUIRE(year);
  CHECK(year.model().form == fault_tree_form);
  LoadOptions options;
  options.mission_time = Duration::hours(1);
  const System hour = load_text("plant", tree, options);
  REQUIRE(hour);
  const auto up = [](const System& system) {
    return analyze(system).journeys[JourneyId(0U)].up.availability.unavailability();
  };
  CHECK(up(year) > up(hour));
  CHECK(up(hour) == Approx(0.01).epsilon(1e-3));
}

TEST_CASE("fault trees and architectures in UTF-16 are read, with a byte order mark or without") {
  const auto wide = [](const std::string& text, bool big_endian, const std::string& mark) {
    std::string bytes = mark;
    for (const char c : text) {
      if (big_endian) bytes += '\0';
      bytes += c;
      if (!big_endian) bytes += '\0';
    }
    return bytes;
  };
  const std::string tree =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<opsa-mef><define-fault-tree name=\"t\">"
      "<define-gate name=\"top\"><or><basic-event name=\"a\"/></or></define-gate>"
      "<define-basic-event name=\"a\"><float value=\"0.25\"/></define-basic-event>"
      "</define-fault-tree></opsa-mef>\n";
  for (const std::string& bytes : {wide(tree, false, "\xFF\xFE"), wide(tree, true, "\xFE\xFF"),
                                   wide(tree, false, ""), wide(tree, true, "")}) {
    const System system = load_text("tree.xml", bytes);
    REQUIRE(system);
    CHECK(analyze(system).journeys[JourneyId(0U)].up.upper_unavailability == Approx(0.25));
  }
  const std::string yaml =
      "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents: {a: {kind: vm}}\n";
  CHECK(load_text("a.yaml", wide(yaml, false, "\xFF\xFE")));
}

TEST_CASE("a block of a Markdown document, and the files that a comment names") {
  MemoryAccess files(
      MemoryAccess::Texts{{"docs/design.md", std::string("# Design\n\n```yaml cutpoint\n") + shop +
                                                 "```\n\n<!-- cutpoint:model other.yaml -->\n"},
                          {"docs/other.yaml", shop}});
  const System block = load_markdown("docs/design.md", files);
  INFO(first_message(block));
  REQUIRE(block);
  const Component& web = block.model().components[block.model().find_component("web")];
  CHECK(web.span.line == 7);
  const System named = load_markdown("docs/design.md", files, 1);
  REQUIRE(named);
  CHECK(named.name() == "docs/other.yaml");
  const System none = load_markdown("docs/design.md", files, 2);
  CHECK(!none);
  CHECK(first_rule(none) == "cannot-read");
  CHECK(!load_markdown("docs/missing.md", files));
}

TEST_CASE("what is wrong is said, all of it, and there is no model") {
  const System system = load_text("shop.yaml", R"(cutpoint: 1
components: {web: {kind: contaner, depends_on: [nothing]}}
)");
  CHECK(!system);
  CHECK(system.diagnostics().error_count() == 3);
  CHECK_THROWS(system.model());
  CHECK(first_rule(load({"nowhere.yaml"})) == "cannot-read");
}

TEST_CASE("a draft is kept where it is wanted") {
  LoadOptions options;
  options.keeps_draft = false;
  const System system = load_text("shop.yaml", shop, options);
  REQUIRE(system);
  CHECK(system.draft().components.empty());
  CHECK(!advise(system, {}).error.message.empty());
}

}  // namespace cutpoint::testing::system_test
