// Wrong files against the findings that a user sees: all of a file at once.
#include <filesystem>
#include <map>

#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/linting.hpp"
#include "cutpoint/rendering.hpp"
#include "lint/lint.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "renderer/writing/reports.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/text_files.hpp"

namespace cutpoint::testing::errors_test {

namespace {

std::string findings(const std::vector<std::string>& paths, FileAccess& files) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft = read_architecture(paths, files, sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  check_accepted_rules(draft, diagnostics);
  if (model) (void)compile(*model, diagnostics);
  diagnostics.sort_by_place();
  return render_diagnostics(diagnostics, sources, false);
}

}  // namespace

TEST_CASE("a draft that is only checked has the findings of one that becomes a model") {
  std::vector<std::filesystem::path> documents;
  for (const char* folder : {"tests/model/errors", "tests/model/untidy", "samples"}) {
    for (const auto& entry : std::filesystem::directory_iterator(source_path(folder))) {
      if (entry.path().extension() == ".yaml") documents.push_back(entry.path());
    }
  }
  REQUIRE(documents.size() > 20);
  for (const std::filesystem::path& document : documents) {
    INFO(document.string());
    DiskAccess files;
    SourceFiles sources;
    Diagnostics reading;
    const Draft draft = read_architecture({document.string()}, files, sources, reading);
    Diagnostics built;
    (void)build_model(draft, built);
    Diagnostics checked;
    check_draft(draft, checked);
    CHECK(render_diagnostics(checked, sources, false) == render_diagnostics(built, sources, false));
  }
}

TEST_CASE("wrong files") {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("tests/model/errors"))) {
    if (entry.path().extension() != ".yaml") continue;
    ++count;
    const std::string name = entry.path().filename().string();
    INFO(name);
    TextFiles files;
    files.texts[name] = read_file(entry.path().string());
    const std::string actual = findings({name}, files);
    CHECK(actual.find("error[") != std::string::npos);
    check_golden("tests/model/errors/" + entry.path().stem().string() + ".expected", actual);
  }
  CHECK(count >= 5);
}

TEST_CASE("what is written and changes no figure is a warning, and the document is read") {
  const auto found = [](const std::string& text) {
    TextFiles files;
    files.texts["a.yaml"] = "cutpoint: 1\n" + text;
    return findings({"a.yaml"}, files);
  };
  const auto group = [&found](const std::string& failover) {
    return found("journeys: {j: {needs: [{any_of: [a, b], failover: {" + failover +
                 "}}]}}\ncomponents: {a: {kind: vm}, b: {kind: vm}}\n");
  };
  for (const char* failover :
       {"automatic: false, time: 5m, manual: 1h", "automatic: false, success: 90%",
        "time: 5s, manual: 1h", "time: 5s, success: 100%, manual: 1h"}) {
    INFO(failover);
    const std::string text = group(failover);
    CHECK(text.find("warning[without-effect]") != std::string::npos);
    CHECK(text.find("error[") == std::string::npos);
  }
  for (const char* failover :
       {"automatic: false, manual: 1h", "time: 5s", "time: 5s, success: 95%, manual: 1h"}) {
    CHECK(group(failover).empty());
  }
  CHECK(found("journeys: {j: {needs: [a]}}\ncomponents: {a: {kind: vm, replicas: 2, "
              "health_check: {detects: 90%}, failover: {time: 5s, manual: 1h}}}\n")
            .empty());
  // What a journey needs may keep data in another way, or need what nobody has written down.
  const auto journey = [&found](const std::string& components) {
    return found("journeys: {j: {needs: [a], objectives: {rpo: 5m}}}\ncomponents: {" + components +
                 "}\n");
  };
  CHECK(journey("a: {kind: service}").find("its RPO is judged nowhere") != std::string::npos);
  CHECK(journey("a: {kind: service, depends_on: [d]}, d: {kind: database}").empty());
  CHECK(journey("a: {kind: service, dependencies: unknown}").empty());
}

TEST_CASE("sites of a strategy, and off-site backups, stand on different ground") {
  const auto found = [](const std::string& us, const std::string& offsite) {
    TextFiles files;
    files.texts["a.yaml"] =
        "cutpoint: 1\njourneys: {j: {needs: [{any_of: [eu, us], failover: {strategy: pilot-light, "
        "automatic: false, manual: 1h}}]}}\ncomponents:\n  eu: {kind: database, runs_on: zone-a, "
        "backups: [{every: 1h, restore: 1h, to: vault, offsite: " +
        offsite + "}]}\n  us: {kind: database, runs_on: " + us +
        "}\n  vault: {kind: object_storage, runs_on: zone-b}\n"
        "  zone-a: {kind: zone, runs_on: west}\n  zone-b: {kind: zone, runs_on: west}\n"
        "  zone-c: {kind: zone, runs_on: east}\n  west: {kind: region, runs_on: cloud}\n"
        "  east: {kind: region, runs_on: cloud}\n  cloud: {kind: provider}\n";
    return findings({"a.yaml"}, files);
  };
  CHECK(found("zone-c", "false").empty());
  CHECK(found("zone-b", "false").find("all members run in `west`") != std::string::npos);
  CHECK(found("zone-a", "false").find("all members run in `zone-a`") != std::string::npos);
  CHECK(found("zone-c", "true").find("`vault` lies in `west` as `eu` does") != std::string::npos);
}

TEST_CASE("includes: relative, once, never in a circle, never outside") {
  TextFiles files;
  files.texts = {
      {"a.yaml", "cutpoint: 1\ninclude: [b.yaml, c.yaml]\njourneys: {j: {needs: [x]}}\n"},
      {"b.yaml", "cutpoint: 1\ninclude: [c.yaml]\ncomponents: {x: {kind: vm, mtbf: 9h}}\n"},
      {"c.yaml", "cutpoint: 1\ncomponents: {x: {kind: vm, mttr: 1h}}\n"},
      {"loop.yaml", "cutpoint: 1\ninclude: [loop2.yaml]\n"},
      {"loop2.yaml", "cutpoint: 1\ninclude: [loop.yaml]\n"},
      {"escape.yaml", "cutpoint: 1\ninclude: [../secret.yaml, /etc/passwd, missing.yaml]\n"},
  };
  CHECK(findings({"a.yaml"}, files).empty());
  CHECK(findings({"loop.yaml"}, files).find("include-cycle") != std::string::npos);
  const std::string escape = findings({"escape.yaml"}, files);
  CHECK(escape.find("`../secret.yaml` lies outside") != std::string::npos);
  CHECK(escape.find("`/etc/passwd` lies outside") != std::string::npos);
  CHECK(escape.find("cannot read missing.yaml") != std::string::npos);
  CHECK(findings({"nowhere.yaml"}, files).find("cannot-read") != std::string::npos);
}

TEST_CASE("what a missing file may define is not reported as unknown") {
  TextFiles files;
  files.texts = {{"a.yaml", "cutpoint: 1\ninclude: [gone.yaml]\njourneys: {j: {needs: [x]}}\n"},
                 {"b.yaml", "cutpoint: 1\njourneys: {j: {needs: [x]}}\n"},
                 {"broken.yaml", "cutpoint: 1\ncomponents: {x: [\n"}};
  for (const auto& paths :
       {std::vector<std::string>{"a.yaml"}, std::vector<std::string>{"b.yaml", "broken.yaml"}}) {
    const std::string found = findings(paths, files);
    INFO(found);
    CHECK(found.find("error[") != std::string::npos);
    CHECK(found.find("unknown-name") == std::string::npos);
  }
}

TEST_CASE("an empty list in a later file clears, another one is joined") {
  TextFiles files;
  files.texts = {
      {"base.yaml",
       "cutpoint: 1\njourneys: {j: {needs: [x]}}\ncomponents:\n  x: {kind: vm, depends_on: [y], "
       "backups: [{every: 1d, restore: 1h}]}\n  y: {kind: vm}\n  z: {kind: vm}\n"},
      {"clear.yaml", "cutpoint: 1\ncomponents: {x: {depends_on: [], backups: []}}\n"},
      {"add.yaml", "cutpoint: 1\ncomponents: {x: {depends_on: [z]}}\n"},
      {"nested.yaml", "cutpoint: 1\ninclude: [clear.yaml, add.yaml]\n"},
  };
  const auto needs = [&files](const std::vector<std::string>& paths) {
    SourceFiles sources;
    Diagnostics diagnostics;
    const Draft draft = read_architecture(paths, files, sources, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    std::string text;
    for (const DraftRequirement& need : draft.components.front().depends_on) {
      text += need.component.value;
    }
    return text + std::to_string(draft.components.front().backups.size());
  };
  CHECK(needs({"base.yaml", "add.yaml"}) == "yz1");
  CHECK(needs({"base.yaml", "clear.yaml"}) == "0");
  CHECK(needs({"base.yaml", "clear.yaml", "add.yaml"}) == "z0");
  CHECK(needs({"base.yaml", "nested.yaml"}) == "z0");
  CHECK(needs({"base.yaml", "add.yaml", "clear.yaml"}) == "0");
}

}  // namespace cutpoint::testing::errors_test
