// `chaos` as a user meets it.
#include <filesystem>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/yaml/yaml_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::chaos_test {

namespace {

Run chaos(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "chaos");
  return run(arguments);
}

const std::string sample = "samples/multi-az.yaml";

/// Every manifest of a file parses alone, as one document with these keys.
std::vector<std::string> manifests(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  while (at < text.size()) {
    REQUIRE(text.substr(at, 4) == "---\n");
    const std::size_t end = std::min(text.find("\n---\n", at), text.size() - 1) + 1;
    parts.push_back(text.substr(at, end - at));
    at = end;
  }
  return parts;
}

/// "metadata/name" and so on; empty where there is none.
std::string value_at(const std::string& manifest, const std::vector<std::string>& path) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const auto documents = parse_yaml(sources.add("manifest", manifest), sources, diagnostics);
  REQUIRE(!diagnostics.has_errors());
  REQUIRE(documents.size() == 1);
  YamlNodeId node = documents.front().root();
  for (const std::string& key : path) {
    if (documents.front().type(node) == YamlType::sequence) {
      node = documents.front().items(node).front();
    }
    node = documents.front().find(node, key);
    if (!node.valid()) return {};
  }
  return std::string(documents.front().text(node));
}

}  // namespace

TEST_CASE("the plan of a sample, and its manifests") {
  const InFolder folder(source_path("."));
  for (const std::string format : {"markdown", "json"}) {
    const Run result = chaos({sample, "--format", format});
    CHECK(result.exit == 0);
    CHECK(result.err.empty());
    check_golden(fmt::format("tests/app/chaos/multi-az.{}", format), result.out);
  }
  for (const std::string format : {"litmus", "chaos-mesh"}) {
    const Run result = chaos({sample, "--format", format, "--namespace", "shop", "--probe",
                              "checkout=https://shop.example/health"});
    CHECK(result.exit == 0);
    CHECK(has(result.err, "fail-payment-provider: the kind external runs as no pod"));
    check_golden(fmt::format("tests/app/chaos/multi-az.{}", format), result.out);
  }
}

TEST_CASE("manifests have the fields of their schemas") {
  const InFolder folder(source_path("."));
  const std::regex name("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  std::set<std::string> names;
  for (const std::string& manifest : manifests(chaos({sample, "--format", "litmus"}).out)) {
    CHECK(value_at(manifest, {"apiVersion"}) == "litmuschaos.io/v1alpha1");
    CHECK(value_at(manifest, {"kind"}) == "ChaosEngine");
    CHECK(std::regex_match(value_at(manifest, {"metadata", "name"}), name));
    CHECK(names.insert(value_at(manifest, {"metadata", "name"})).second);
    CHECK(value_at(manifest, {"spec", "engineState"}) == "active");
    const std::string fault = value_at(manifest, {"spec", "experiments", "name"});
    CHECK((fault == "pod-delete" || fault == "pod-network-latency" || fault == "node-drain"));
    CHECK(value_at(manifest, {"spec", "chaosServiceAccount"}) == fault + "-sa");
    CHECK(value_at(manifest, {"spec", "experiments", "spec", "components", "env", "name"}) ==
          "TOTAL_CHAOS_DURATION");
    // A number without quotes is refused as the value of a variable.
    CHECK(!std::regex_search(manifest, std::regex("value: [0-9]")));
  }
  CHECK(names.size() > 10);
  names.clear();
  for (const std::string& manifest : manifests(chaos({sample, "--format", "chaos-mesh"}).out)) {
    CHECK(value_at(manifest, {"apiVersion"}) == "chaos-mesh.org/v1alpha1");
    const std::string kind = value_at(manifest, {"kind"});
    CHECK((kind == "PodChaos" || kind == "NetworkChaos"));
    CHECK(value_at(manifest, {"spec", "action"}) == (kind == "PodChaos" ? "pod-failure" : "delay"));
    CHECK(value_at(manifest, {"spec", "duration"}) == "60s");
    CHECK(names.insert(value_at(manifest, {"metadata", "name"})).second);
    CHECK(std::regex_match(value_at(manifest, {"metadata", "name"}), name));
  }
  const std::string probed =
      chaos({sample, "--format", "chaos-mesh", "--probe", "browse=http://x.example"}).out;
  CHECK(value_at(manifests(probed).front(), {"kind"}) == "Workflow");
  CHECK(has(probed, "templateType: \"StatusCheck\""));
}

TEST_CASE("names that are none in Kubernetes are made to be, each its own") {
  const ScratchFolder scratch("chaos/names");
  write_file("./a.yaml",
             "cutpoint: 1\njourneys: {j: {needs: [{any_of: [\"A b\", \"a_B\", \"日本\", "
             "\"x\\\": y\\n- z\"]}]}}\ncomponents:\n"
             "  \"A b\": {kind: pod, labels: {app: \"bad value!\"}}\n  a_B: {kind: pod}\n"
             "  \"日本\": {kind: pod}\n  \"x\\\": y\\n- z\": {kind: pod}\n");
  std::set<std::string> names;
  for (const std::string format : {"litmus", "chaos-mesh"}) {
    const Run result = chaos({"a.yaml", "--format", format, "-o", fmt::format("{}/", format)});
    CHECK(result.exit == 0);
    for (const auto& entry : std::filesystem::directory_iterator(format)) {
      const std::string manifest = read_file(entry.path().string());
      const std::string name = value_at(manifest, {"metadata", "name"});
      CHECK(entry.path().filename().string() == fmt::format("{}.yaml", name));
      names.insert(name);
      CHECK(!has(manifest, "bad value"));
    }
  }
  CHECK(names == std::set<std::string>{"fail-a-b", "fail-a-b-2", "fail", "fail-x-y-z"});
}

TEST_CASE("manifests hit what is meant, under names of their own") {
  const ScratchFolder scratch("chaos/targets");
  write_file("./a.yaml", R"(cutpoint: 1
journeys: {buy: {needs: [web], slo: {availability: 99%}}}
components:
  web: {kind: pod, replicas: 2, runs_on: [eu-1, "Host B"], depends_on: [{any_of: [db, db2], failover: {detection: 10s, time: 50s}}, {component: pay, soft: true}],
        labels: {app: web, app.kubernetes.io/part-of: shop, approver: Jane, workload: rollout}}
  db: {kind: database, runs_on: eu-1, restart: {policy: always, time: 90s, cures: 90%}}
  db2: {kind: database, runs_on: eu-2}
  pay: {kind: external, labels: {host: "https://user@API.example.org:443/v1?x"}}
  eu-1: {kind: host, runs_on: eu}
  eu-2: {kind: host, runs_on: eu}
  "Host B": {kind: host, runs_on: eu}
  eu: {kind: zone}
)");
  const auto of = [](const Run& result, const std::string& name) {
    for (const std::string& manifest : manifests(result.out)) {
      if (value_at(manifest, {"metadata", "name"}) == name) return manifest;
    }
    return std::string();
  };
  const std::vector<std::string> probe = {"a.yaml", "--probe", "buy=https://shop.example/",
                                          "--format"};
  const auto with = [&probe](const char* format) {
    auto arguments = probe;
    arguments.emplace_back(format);
    return chaos(arguments);
  };
  const Run litmus = with("litmus");
  std::set<std::string> names;
  for (const std::string& manifest : manifests(litmus.out)) {
    CHECK(names.insert(value_at(manifest, {"metadata", "name"})).second);
  }
  // Litmus takes a list of labels as "any of these".
  CHECK(has(of(litmus, "fail-web-1"), "applabel: \"app=web\"\n"));
  CHECK(has(of(litmus, "fail-web-1"), "appkind: \"rollout\""));
  CHECK(has(of(litmus, "fail-web-1"), "value: \"kubernetes.io/hostname=eu-1\""));
  CHECK(!has(of(litmus, "fail-web-2"), "NODE_LABEL"));  // no node is called that
  CHECK(has(litmus.err, "no node can be called `Host B`"));
  // A failover of a minute is waited for; a restart of 90 s may take 45 attempts more.
  CHECK(has(of(litmus, "fail-db"), "initialDelay: \"60s\""));
  CHECK(has(of(litmus, "fail-db"), "attempt: 48"));
  CHECK(has(of(litmus, "fail-db"), "cutpoint/steady-state: \"buy works for at least 99 %"));
  CHECK(!has(litmus.out, "!="));
  CHECK(!has(litmus.out, "Jane"));

  const Run mesh = with("chaos-mesh");
  CHECK(has(of(mesh, "fail-db"), "failureThreshold: 33"));
  CHECK(has(of(mesh, "fail-db"), "failureThreshold: 48"));
  const std::string slow = chaos({"a.yaml", "--format", "chaos-mesh"}).out;
  CHECK(has(slow, "externalTargets:\n    - \"api.example.org\""));
  CHECK(has(slow, "direction: \"to\""));
}

TEST_CASE("results confirm the model or refute it") {
  const ScratchFolder scratch("chaos/results");
  const std::string file = source_path(sample);
  write_file("./good.yaml",
             "cutpoint-chaos-results: 1\nresults:\n"
             "  fail-web-1: {journeys: {checkout: up, browse: up}, fallen: []}\n"
             "  fail-zone-a: {journeys: {checkout: degraded}, note: cache was cold}\n"
             "  fail-region:\n");
  const Run good = chaos({file, "--results", "good.yaml"});
  CHECK(good.exit == 0);
  CHECK(has(good.out, "2 confirmed, 0 refuted, 17 not run"));
  // How soon it was back says nothing where nothing was predicted about it.
  write_file("./late.yaml",
             "cutpoint-chaos-results: 1\nresults: {fail-broker-a: {recovered_in: 2m}}\n");
  CHECK(has(chaos({file, "--results", "late.yaml"}).out, "0 confirmed, 0 refuted"));
  write_file("./part.yaml", "cutpoint-chaos-results: 1\nresults: {fail-zone-c: {fallen: [web]}}\n");
  CHECK(has(chaos({file, "--results", "part.yaml"}).out, "what of `web` runs elsewhere"));
  write_file("./bad.yaml",
             "cutpoint-chaos-results: 1\nresults:\n"
             "  fail-web-1: {journeys: {checkout: down}}\n"
             "  fail-payment-provider: {journeys: {checkout: up}}\n"
             "  fail-broker-a: {journeys: {checkout: up}, fallen: [cache]}\n"
             "  fail-zone-b: {fallen: [broker-b]}\n");
  const Run bad = chaos({file, "--results", "bad.yaml", "--format", "json"});
  CHECK(bad.exit == 1);
  const auto json = nlohmann::json::parse(bad.out);
  std::set<std::string> refuted;
  for (const auto& row : json["experiments"]) {
    if (row["verdict"] != "refuted") continue;
    refuted.insert(row["id"]);
    CHECK(row["changes"].size() == row["differences"].size());
  }
  CHECK(refuted == std::set<std::string>{"fail-web-1", "fail-payment-provider", "fail-broker-a",
                                         "fail-zone-b"});
  CHECK(has(bad.out, "raise `at_least` of `web`"));
  CHECK(has(bad.out, "`db-standby` was predicted to fall, and did not"));
  CHECK(has(bad.out, "not all of `db-standby` runs on `zone-b`"));
  CHECK(has(bad.out, "`cache` fell, which was not predicted"));
  CHECK(has(chaos({file, "--results", "bad.yaml"}).out, "## fail-web-1"));
}

TEST_CASE("a restart that takes longer than the model says refutes it") {
  const ScratchFolder scratch("chaos/recovery");
  const std::string file = source_path("samples/ai-api-single-vm.yaml");
  write_file("./r.yaml", "cutpoint-chaos-results: 1\nresults: {fail-api: {recovered_in: 3m}}\n");
  const Run result = chaos({file, "--results", "r.yaml"});
  CHECK(result.exit == 1);
  CHECK(has(result.out, "set `restart.time` of `api` to what was measured: 3m"));
}

TEST_CASE("wrong results and options are refused, all at once") {
  const ScratchFolder scratch("chaos/wrong");
  const std::string file = source_path(sample);
  write_file("./wrong.yaml",
             "cutpoint-chaos-results: 1\nresults:\n"
             "  fail-wob-1: {journeys: {checkout: up}}\n"
             "  fail-web-1: {journeys: {chekout: up, browse: fine}, fallen: [cach], "
             "recovered_in: 5, nots: x}\n");
  const Run wrong = chaos({file, "--results", "wrong.yaml"});
  CHECK(wrong.exit == 2);
  CHECK(wrong.out.empty());
  for (const char* part : {"did you mean `fail-web-1`?", "did you mean `checkout`?", "`fine`",
                           "did you mean `cache`?", "did you mean `note`?", "6 errors"}) {
    INFO(part);
    CHECK(has(wrong.err, part));
  }
  write_file("./other.yaml", "cutpoint: 1\n");
  CHECK(has(chaos({file, "--results", "other.yaml"}).err, "cutpoint-chaos-results: 1"));
  CHECK(chaos({file, "--results", "gone.yaml"}).exit == 2);
  CHECK(chaos({file, "--namespace", "Not A Name"}).exit == 2);
  CHECK(chaos({file, "--duration", "0s"}).exit == 2);
  CHECK(chaos({file, "--probe", "checkout"}).exit == 2);
  CHECK(has(chaos({file, "--probe", "brows=http://x"}).err, "did you mean `browse`?"));
  CHECK(chaos({file, "--results", "wrong.yaml", "--format", "litmus"}).exit == 2);
}

TEST_CASE("what a plan predicts is what `whatif` says") {
  const InFolder folder(source_path("."));
  const auto plan = nlohmann::json::parse(chaos({sample, "--format", "json"}).out);
  std::size_t compared = 0;
  for (const auto& experiment : plan["experiments"]) {
    std::string target = experiment["target"];
    if (!experiment["instance"].is_null()) {
      target += fmt::format("#{}", experiment["instance"].get<int>());
    }
    const auto said =
        nlohmann::json::parse(run({"whatif", sample, "--fail", target, "--format", "json"}).out);
    CHECK(said["journeys"] == experiment["predicted"]["journeys"]);
    ++compared;
  }
  CHECK(compared > 15);
}

}  // namespace cutpoint::testing::chaos_test
