// The JSON output against its published schema, with the part of JSON Schema that this one uses.
#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile_fault_tree.hpp"
#include "tests/renderer/render_text.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing::analysis_schema_test {

namespace {

using Json = nlohmann::json;

class SchemaCheck {
 public:
  explicit SchemaCheck(const Json& root) : root_(root) {}

  [[nodiscard]] std::vector<std::string> faults(const Json& value) {
    faults_.clear();
    check(root_, value, "");
    return faults_;
  }

 private:
  void check(const Json& schema, const Json& value, const std::string& at) {
    if (schema.contains("$ref")) {
      check(root_.at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1))), value, at);
      return;
    }
    if (schema.contains("const") && value != schema["const"]) fault(at, "is not the constant");
    if (schema.contains("enum")) {
      const Json& allowed = schema["enum"];
      if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
        fault(at, "is none of the values");
      }
    }
    if (schema.contains("type") && !is_of(schema["type"], value))
      return fault(at, "has no such type");
    if (schema.contains("allOf")) {
      for (const Json& part : schema["allOf"]) check(part, value, at);
    }
    if (schema.contains("anyOf")) check_any(schema["anyOf"], value, at);
    if (value.is_number()) check_range(schema, value.get<double>(), at);
    if (value.is_array()) check_items(schema, value, at);
    if (value.is_object()) check_members(schema, value, at);
  }

  void check_any(const Json& schemas, const Json& value, const std::string& at) {
    const bool fits = std::any_of(schemas.begin(), schemas.end(), [&](const Json& schema) {
      const std::size_t before = faults_.size();
      check(schema, value, at);
      const bool good = faults_.size() == before;
      faults_.resize(before);
      return good;
    });
    if (!fits) fault(at, "fits no alternative");
  }

  void check_range(const Json& schema, double value, const std::string& at) {
    if (schema.contains("minimum") && value < schema["minimum"].get<double>())
      fault(at, "is small");
    if (schema.contains("maximum") && value > schema["maximum"].get<double>())
      fault(at, "is large");
  }

  void check_items(const Json& schema, const Json& value, const std::string& at) {
    if (schema.contains("minItems") && value.size() < schema["minItems"]) fault(at, "is short");
    if (schema.contains("maxItems") && value.size() > schema["maxItems"]) fault(at, "is long");
    if (!schema.contains("items")) return;
    for (std::size_t i = 0; i < value.size(); ++i) {
      check(schema["items"], value[i], at + "/" + std::to_string(i));
    }
  }

  void check_members(const Json& schema, const Json& value, const std::string& at) {
    for (const Json& key : schema.value("required", Json::array())) {
      if (!value.contains(key.get<std::string>())) fault(at, "lacks " + key.get<std::string>());
    }
    const Json properties = schema.value("properties", Json::object());
    for (const auto& member : value.items()) {
      const std::string inside = at + "/" + member.key();
      if (properties.contains(member.key())) {
        check(properties[member.key()], member.value(), inside);
      } else if (schema.contains("additionalProperties")) {
        check(schema["additionalProperties"], member.value(), inside);
      } else if (!schema.contains("allOf")) {
        known_only_here(properties, at, member.key());
      }
    }
  }

  /// The schema allows further keys to its readers; ours are all to be in it.
  void known_only_here(const Json& properties, const std::string& at, const std::string& key) {
    if (properties.empty() || at.empty()) return;
    if (at.find("/journeys/") == 0 && std::count(at.begin(), at.end(), '/') == 2) return;
    fault(at, "has the undocumented key " + key);
  }

  static bool is_of(const Json& type, const Json& value) {
    if (type.is_array()) {
      return std::any_of(type.begin(), type.end(), [&](const Json& t) { return is_of(t, value); });
    }
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    return type == value.type_name();
  }

  void fault(const std::string& at, const std::string& what) { faults_.push_back(at + " " + what); }

  const Json& root_;
  std::vector<std::string> faults_;
};

Json schema() {
  return Json::parse(read_file(source_path("docs/reference/analysis.schema.json")));
}

constexpr const char* rich = R"(name: rich
journeys:
  use: {needs: [gw, {component: extra, soft: true}], slo: {availability: 99.9%, period: 30d}}
  never-down: {needs: [perfect]}
components:
  gw: {kind: gateway, replicas: 2, runs_on: [a, b], depends_on: [{component: auth, fallback: 90%}]}
  a: {kind: vm}
  b: {kind: vm}
  auth: {kind: external, dependencies: unknown,
         accept: [{rule: single-point-of-failure, reason: r, until: 2099-01-01}]}
  extra: {kind: service, restart: {policy: always, time: 5s, cures: 95%}, depends_on: [auth]}
  perfect: {kind: service, mtbf: never}
  spare: {kind: service}
accept: [{rule: no-backup, reason: old, until: 2001-01-01}]
common_causes: {image: {members: [gw], mtbf: 1y, mttr: 1h}}
)";

}  // namespace

TEST_CASE("the output fits its schema") {
  const Json published = schema();
  Analyzed analyzed(rich);
  AnalysisOptions options;
  options.today = Date{2026, 1, 1};
  analyzed.analysis = analyze(analyzed.model, analyzed.function, options);
  const Json json = Json::parse(analyzed.rendered("json"));
  CHECK(json.value("expired_acceptances", Json::array()).size() == 1);
  CHECK(SchemaCheck(published).faults(json) == std::vector<std::string>{});
  options.most_probable_first = true;
  options.max_order.reset();
  options.listed_cut_sets = 2;
  options.cutoff = 1e-9;
  analyzed.analysis = analyze(analyzed.model, analyzed.function, options);
  const Json listed = Json::parse(analyzed.rendered("json"));
  CHECK(listed["journeys"][0]["minimal_cut_sets"]["truncation"].is_object());
  CHECK(SchemaCheck(published).faults(listed) == std::vector<std::string>{});
  AnalysisOptions bounded;
  bounded.bdd_nodes = 1;
  analyzed.analysis = analyze(analyzed.model, analyzed.function, bounded);
  const Json intervals = Json::parse(analyzed.rendered("json"));
  CHECK(intervals["journeys"][0]["importance_bounds"].size() > 1);
  CHECK(SchemaCheck(published).faults(intervals) == std::vector<std::string>{});
  for (const auto& entry : std::filesystem::directory_iterator(source_path("tests/samples"))) {
    if (entry.path().extension() != ".json") continue;
    INFO(entry.path().string());
    const Json golden = Json::parse(read_file(entry.path().string()));
    CHECK(SchemaCheck(published).faults(golden) == std::vector<std::string>{});
  }
}

TEST_CASE("the output of a tree that is not coherent fits the schema") {
  FaultTree tree;
  Gate differ;
  differ.name = "top";
  differ.connective = Connective::exclusive;
  for (const char* name : {"a", "b"}) {
    tree.events.push_back({name, "", 0.25, {}, {}, {}});
    GateArgument argument;
    argument.event = PrimaryEventId(tree.events.size() - 1);
    differ.arguments.push_back(argument);
  }
  tree.tops = {tree.gates.push_back(differ)};
  const CompiledFaultTree compiled = compile(tree);
  const Analysis analysis = analyze(compiled.model, compiled.function, {});
  const SourceFiles sources;
  const Diagnostics diagnostics;
  const Rendered rendered = find_format(analysis_formats(), "json")
                                ->render({compiled.model,
                                          compiled.function,
                                          analysis,
                                          sources,
                                          diagnostics,
                                          {false, 100, "t.xml"}});
  const Json json = Json::parse(rendered->content);
  CHECK(json["journeys"][0]["prime_implicants"]["by_order"] == Json::array({0, 2}));
  CHECK(SchemaCheck(schema()).faults(json) == std::vector<std::string>{});
}

TEST_CASE("the check finds what does not fit") {
  const Json published = schema();
  const Json good = Json::parse(Analyzed(rich).rendered("json"));
  const auto faulty = [&](const char* pointer, const Json& value) {
    Json changed = good;
    changed[Json::json_pointer(pointer)] = value;
    return !SchemaCheck(published).faults(changed).empty();
  };
  CHECK(faulty("/format", "cutpoint-analysis/2"));
  CHECK(faulty("/journeys/0/unavailability", 1.5));
  CHECK(faulty("/journeys/0/method", "guessed"));
  CHECK(faulty("/journeys/0/bounds", Json::array({0.1})));
  CHECK(faulty("/journeys/0/importance/0/raw", "infinite"));
  CHECK(faulty("/journeys/0/single_points_of_failure/0/unheard_of", 1));
  Json lacking = good;
  lacking["journeys"][0].erase("minimal_cut_sets");
  CHECK_FALSE(SchemaCheck(published).faults(lacking).empty());
}

}  // namespace cutpoint::testing::analysis_schema_test
