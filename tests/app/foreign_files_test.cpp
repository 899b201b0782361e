// What is another file says what reads it, and what is written names its schema.
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::foreign_files_test {

TEST_CASE("fmt leaves files of other formats alone, and says whose they are") {
  const ScratchFolder scratch("traps/foreign-fmt");
  const std::string compose = "services:\n    web:   {image: nginx}\n";
  write_file("./compose.yaml", compose);
  const Run formatted = run({"fmt", "compose.yaml"});
  CHECK(formatted.exit == 2);
  CHECK(has(formatted.err, "compose.yaml is a Docker Compose file, not an architecture"));
  CHECK(read_file("./compose.yaml") == compose);
  CHECK(run({"fmt", "--check", "compose.yaml"}).exit == 2);
}

TEST_CASE("a table of incidents names what measures it") {
  const ScratchFolder scratch("traps/incidents");
  write_file("./log.csv", "component;start;end\nweb;2026-05-01T00:00:00Z;2026-05-01T01:00:00Z\n");
  const Run result = run({"analyze", "log.csv"});
  CHECK(result.exit == 2);
  CHECK(has(result.err, "log.csv is a table of incidents"));
  CHECK(has(result.err, "cutpoint observe"));
}

TEST_CASE("files of other formats say what reads them") {
  const ScratchFolder scratch("traps/foreign");
  const auto error = [](const std::string& name, const std::string& text) {
    write_file("./" + name, text);
    const Run result = run({"analyze", name});
    CHECK(result.exit == 2);
    // Lint says the same sentence, and nothing of a schema.
    const Run checked = run({"lint", name, "--format", "concise"});
    CHECK(checked.exit == 2);
    const std::size_t from = result.err.find("]: ") + 3;
    const std::string sentence = result.err.substr(from, result.err.find('\n') - from);
    if (has(result.err, "foreign-format")) {
      CHECK(has(checked.out, sentence));
      CHECK(!has(checked.out, "unknown-key"));
    }
    return result.err;
  };
  const std::string compose = error("docker-compose.yml", "services:\n  web: {image: nginx}\n");
  CHECK(has(compose, "docker-compose.yml is a Docker Compose file"));
  CHECK(has(compose, "`cutpoint import compose docker-compose.yml -o architecture.yaml`"));
  CHECK(run({"import", "compose", "docker-compose.yml", "-o", "architecture.yaml"}).exit == 0);
  CHECK(has(error("compose.json", "{\n  \"services\": {\"web\": {\"image\": \"nginx\"}}\n}\n"),
            "a Docker Compose file"));
  const std::string kubernetes =
      error("web.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n");
  CHECK(has(kubernetes, "a Kubernetes manifest"));
  CHECK(has(kubernetes, "`cutpoint import kubernetes web.yaml -o architecture.yaml`"));
  CHECK(has(error("main.tf", "resource \"aws_instance\" \"web\" {\n  ami = \"x\"\n}\n"),
            "a Terraform configuration"));
  CHECK(has(error("stack.yaml", "AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n"),
            "a CloudFormation template"));
  CHECK(has(error("stack.yaml", "AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n"),
            "no import of this format yet"));
  const std::string resources = "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n";
  CHECK(has(error("stack.yaml", resources), "a CloudFormation template"));
  CHECK(has(error("stack.json", R"({"Resources": {"Web": {"Type": "AWS::EC2::Instance"}}})"),
            "a CloudFormation template"));
  CHECK(has(error("values.yaml", "replicaCount: 3\nimage: {repository: nginx}\n"),
            "a file of values for a Helm chart"));
  const std::string chart =
      error("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: '1'\n");
  CHECK(has(chart, "a Helm chart"));
  CHECK(has(chart, "`helm template . > rendered.yaml`"));
  CHECK(has(error("play.yaml", "- hosts: all\n  tasks: []\n"), "an Ansible playbook"));
  CHECK(has(error("api.yaml", "openapi: 3.0.0\npaths: {}\n"), "an OpenAPI description"));
  CHECK(has(error("main.tf", "resource \"aws_instance\" \"web\" {\n}\n"),
            "`terraform show -json > state.json`"));
  CHECK(has(error("a.tfstate", "{\"version\": 4, \"terraform_version\": \"1.5\"}"),
            "`cutpoint import terraform a.tfstate -o architecture.yaml`"));
  for (const char* name : {"graph.dot", "graph.txt"}) {
    CHECK(has(error(name, "digraph shop {\n  web -> db;\n}\n"), "a Graphviz graph"));
  }
  CHECK(has(error("other.yaml", "colour: red\n"), "it lacks `cutpoint: 1`"));
}

TEST_CASE("what the program writes names a schema that lies beside it") {
  const ScratchFolder scratch("traps/schema");
  write_file("./compose.yaml", "services:\n  web: {image: nginx, ports: [\"80:80\"]}\n");
  const auto check = [](const std::string& folder, const std::string& file) {
    INFO(file);
    CHECK(has(read_file(folder + "/" + file), "$schema=cutpoint.schema.json"));
    CHECK(read_file(folder + "/cutpoint.schema.json") == run({"schema"}).out);
  };
  write_file("./one/x", "");
  write_file("./two/x", "");
  REQUIRE(run({"import", "compose", "compose.yaml", "-o", "one/a.yaml"}).exit == 0);
  check("one", "a.yaml");
  REQUIRE(run({"observe", source_path("samples/incidents.csv"), "--window", "726h", "--from",
               "2026-03-01T00:00:00Z", "-o", "two/o.yaml"})
              .exit == 0);
  check("two", "o.yaml");
  REQUIRE(run({"init", "start.yaml"}).exit == 0);
  check(".", "start.yaml");
  // Nothing lies beside standard output.
  CHECK(!has(run({"import", "compose", "compose.yaml"}).out, "$schema"));
}

}  // namespace cutpoint::testing::foreign_files_test
