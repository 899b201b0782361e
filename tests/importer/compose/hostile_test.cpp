#include "tests/importer/compose/imported_project.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::hostile_test {

TEST_CASE("references outside of the root are not followed") {
  const ImportedProject project = import_project(
      {{"/p/compose.yaml",
        "include: [../out/compose.yaml]\nservices:\n"
        "  a: {image: a, env_file: ../out/a.env, volumes: ['../out/nginx.conf:/etc/nginx.conf']}\n"
        "  b: {extends: {file: ../out/compose.yaml, service: hidden}}\n  store: {image: "
        "postgres}\n"},
       {"/out/compose.yaml", "services: {hidden: {image: hidden}}"},
       {"/out/a.env", "DB_HOST=store"},
       {"/out/nginx.conf", "proxy_pass http://store;"}});
  CHECK(project.kind("hidden") == "no component");
  CHECK(project.needs("a").empty());
  CHECK(has(project.findings, "it lies outside of"));
}

TEST_CASE("circles of files and services, and towers of them, are refused") {
  CHECK(has(import_project({{"/p/compose.yaml", "include: [b.yaml]\nservices: {a: {image: a}}"},
                            {"/p/b.yaml", "include: [compose.yaml]\nservices: {b: {image: b}}"}})
                .findings,
            "includes itself in the end"));
  std::map<std::string, std::string> tower;
  for (int i = 0; i < 300; ++i) {
    tower["/p/" + std::to_string(i) + ".yaml"] = "include: [" + std::to_string(i + 1) +
                                                 ".yaml]\nservices: {s" + std::to_string(i) +
                                                 ": {image: a}}";
  }
  CHECK(has(import_project(tower, {"/p/0.yaml"}).findings, "is included too deep"));
  // Each file includes the next one twice: more readings than there are atoms.
  for (int i = 0; i < 60; ++i) {
    const std::string next = std::to_string(i + 1) + ".yaml";
    tower["/p/" + std::to_string(i) + ".yaml"] =
        "include: [" + next + ", " + next + "]\nservices: {}";
  }
  CHECK(has(import_project(tower, {"/p/0.yaml"}).findings, "is one file too many"));
}

TEST_CASE("texts that grow when they are filled in stay bounded") {
  std::string bomb = "services:\n  a: {image: a}\nx-0: &x0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*x" + std::to_string(i - 1);
    bomb += "x-" + std::to_string(i) + ": &x" + std::to_string(i) + " [" + before;
    for (int n = 0; n < 9; ++n) bomb += ", " + before;
    bomb += "]\n";
  }
  CHECK(import_project({{"/p/compose.yaml", bomb}}).has_errors);
  std::string env = "V0=xxxxxxxxxx\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "$V" + std::to_string(i - 1);
    env += "V" + std::to_string(i) + "=" + before + before + before + before + "\n";
  }
  const ImportedProject filled =
      import_project({{"/p/compose.yaml", "services: {a: {image: a, environment: {U: '$V39'}}}"},
                      {"/p/.env", env}});
  CHECK_FALSE(filled.has_errors);
}

TEST_CASE("a label and a command of megabytes, and names in many alphabets") {
  const std::string large(2'000'000, 'x');
  const ImportedProject project = import_services(
      "  веб: {image: a, ports: ['80:80'], labels: {note: '" + large + "'}, command: '" + large +
      " http://数据库:5432', depends_on: [数据库]}\n  数据库: {image: postgres}\n  \"שרת\": "
      "{image: b}\n");
  CHECK_FALSE(project.has_errors);
  CHECK(project.needs("веб") == "数据库");
}

TEST_CASE("thousands of services are imported in near-linear time") {
  std::string text = "services:\n";
  constexpr int count = 3000;
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    text += "  s" + number + ":\n    image: acme/s" + number + "\n    ports: ['" +
            std::to_string(10000 + i) + ":80']\n    environment:\n      NEXT_URL: http://s" +
            std::to_string(i + 1) + ":80\n      DB_HOST: db" + std::to_string(i % 50) +
            "\n    depends_on: [db" + std::to_string(i % 50) + "]\n";
  }
  for (int i = 0; i < 50; ++i) text += "  db" + std::to_string(i) + ": {image: postgres}\n";
  const ImportedProject project = import_project({{"/p/compose.yaml", text}});
  CHECK_FALSE(project.has_errors);
  CHECK(project.imported.draft.components.size() == count + 51);
  CHECK(project.needs("s7") == "db7 s8");
  CHECK(project.journeys() == "s0");
}

}  // namespace cutpoint::testing::hostile_test
