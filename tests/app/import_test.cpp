// `import`: what is taken, the layer that is written, and its check against the sources.
#include "tests/support/catch.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_files.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::import_test {

namespace {

constexpr const char* two_services =
    "services:\n  web: {image: nginx, ports: [\"80:80\"], environment: {DB: \"postgres://db/x\"}}\n"
    "  db: {image: \"postgres:16\"}\n";

}  // namespace

TEST_CASE("the format is told by content, and may be named in front") {
  const ScratchFolder scratch("import/format");
  write_file("./compose.yaml", two_services);
  const Run told = run({"import", "compose.yaml"});
  const Run named = run({"import", "compose", "compose.yaml"});
  CHECK(told.exit == 0);
  CHECK(told.out == named.out);
  // A folder that is called as a format is.
  write_file("./compose/compose.yaml", two_services);
  CHECK(run({"import", "compose"}).exit == 0);
  CHECK(has(run({"import", "nowhere"}).err, "nowhere"));
  CHECK(run({"import", "nowhere"}).exit == 2);
}

TEST_CASE("a folder says what was taken and what was left") {
  const ScratchFolder scratch("import/folder");
  write_file("./shop/compose.yaml", two_services);
  write_file("./shop/compose.dev.yaml", two_services);
  write_file("./shop/node_modules/x/compose.yaml", two_services);
  write_file("./shop/settings.yaml", "a: 1\n");
  const Run result = run({"import", "."});
  CHECK(result.exit == 0);
  CHECK(has(result.err, "taken: shop/compose.yaml (compose)"));
  CHECK(has(result.err, "left:  shop/compose.dev.yaml: another Compose file"));
  CHECK(has(result.err, "left:  1 file in no known format"));
  CHECK_FALSE(has(result.err, "node_modules"));
  write_file("./empty/readme.yaml", "a: 1\n");
  CHECK(
      has(run({"import", "empty"}).err, "nothing to import in empty: 1 file in no known format ("));
}

TEST_CASE("an explained import lists what was concluded, how sure it is, from what and where") {
  const ScratchFolder scratch("import/explain");
  write_file("./compose.yaml", two_services);
  const Run text = run({"import", "compose.yaml", "--explain"});
  CHECK(text.exit == 0);
  CHECK(has(text.out, "taken  compose  compose.yaml"));
  const Run json = run({"import", "compose.yaml", "--explain", "--format", "json"});
  CHECK(has(json.out, "\"format\": \"cutpoint-import/1\""));
}

TEST_CASE("a file of other origin stays unless it is said to be replaced") {
  const ScratchFolder scratch("import/origin");
  write_file("./compose.yaml", two_services);
  write_file("./mine.yaml", "cutpoint: 1\n# by hand\n");
  const Run refused = run({"import", "compose.yaml", "-o", "mine.yaml"});
  CHECK(refused.exit == 2);
  CHECK(has(refused.err, "--force"));
  CHECK(read_file("mine.yaml") == "cutpoint: 1\n# by hand\n");
  CHECK(run({"import", "compose.yaml", "-o", "mine.yaml", "--force"}).exit == 0);
  CHECK(has(read_file("mine.yaml"), "# Imported by cutpoint from compose.yaml."));
  // Its own it replaces.
  CHECK(run({"import", "compose.yaml", "-o", "mine.yaml"}).exit == 0);
}

TEST_CASE("the check of a layer fails where the layer is out of date, and shows what that does") {
  const ScratchFolder scratch("import/check");
  write_file("./compose.yaml", two_services);
  REQUIRE(run({"import", "compose.yaml", "-o", "layer.yaml"}).exit == 0);
  CHECK(run({"import", "compose.yaml", "-o", "layer.yaml", "--check"}).exit == 0);
  const std::string before = read_file("layer.yaml");
  write_file("./compose.yaml", std::string(two_services) + "  mail: {image: mailhog}\n");
  const Run stale = run({"import", "compose.yaml", "-o", "layer.yaml", "--check"});
  CHECK(stale.exit == 1);
  CHECK(has(stale.err, "out of date"));
  CHECK(has(stale.out, "mail"));
  CHECK(read_file("layer.yaml") == before);
  CHECK(run({"import", "compose.yaml", "--check"}).exit == 2);
}

}  // namespace cutpoint::testing::import_test
