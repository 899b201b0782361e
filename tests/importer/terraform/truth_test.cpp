// Systems with hand-written truth (tests/importer/truth/terraform): what is imported is compared
// edge by edge.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "model/architecture/build_model.hpp"
#include "tests/importer/terraform/import.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing::truth_test {

namespace {

using Edge = std::pair<std::string, std::string>;
using Json = nlohmann::json;

struct TerraformTruth {
  std::string name;
  Json json;
  TerraformImport import;
};

/// Truth about a file in the repository; those about others are scored by the benchmark.
std::vector<TerraformTruth> terraform_truths() {
  std::vector<TerraformTruth> all;
  const std::string folder = source_path("tests/importer/truth/terraform");
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().string().ends_with(".truth.json")) paths.insert(entry.path());
  }
  for (const std::filesystem::path& path : paths) {
    std::ifstream stream(path);
    Json json = Json::parse(stream);
    const std::string file = folder + "/" + json.at("file").get<std::string>();
    if (!std::filesystem::exists(file)) continue;
    all.push_back({path.filename().string(), std::move(json), import_terraform_file(file)});
  }
  return all;
}

/// Edges by their strength: "need" counts members of groups too, as the truth does.
std::set<Edge> drawn_edges(const TerraformImport& import, bool soft) {
  std::set<Edge> edges;
  for (const DraftComponent& component : import.imported.draft.components) {
    for (const DraftRequirement& entry : component.depends_on) {
      if ((entry.soft && entry.soft->value) != soft) continue;
      if (entry.form == DraftRequirement::Form::component)
        edges.emplace(component.name.value, entry.component.value);
      for (const DraftRequirement& member : entry.members.entries)
        edges.emplace(component.name.value, member.component.value);
    }
  }
  return edges;
}

std::set<Edge> true_edges(const Json& truth, const std::set<std::string>& strengths) {
  std::set<Edge> edges;
  for (const Json& row : truth.at("needs")) {
    if (strengths.contains(row.at("strength").get<std::string>()))
      edges.emplace(row.at("from").get<std::string>(), row.at("to").get<std::string>());
  }
  return edges;
}

bool contains(const std::set<Edge>& all, const std::set<Edge>& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

using Groups = std::map<std::set<std::string>, std::uint32_t>;

Groups drawn_groups(const TerraformImport& import) {
  Groups groups;
  for (const DraftComponent& component : import.imported.draft.components) {
    if (component.replicas && component.replicas->value > 1)
      groups[{component.name.value}] = component.at_least ? component.at_least->value : 1;
    for (const DraftRequirement& entry : component.depends_on) {
      std::set<std::string> members;
      for (const DraftRequirement& member : entry.members.entries)
        members.insert(member.component.value);
      if (members.size() > 1) groups[members] = 1;
    }
  }
  return groups;
}

Groups true_groups(const Json& truth) {
  Groups groups;
  for (const Json& row : truth.at("groups"))
    groups[row.at("members").get<std::set<std::string>>()] =
        row.at("at_least").get<std::uint32_t>();
  return groups;
}

std::set<std::string> drawn_entries(const TerraformImport& import) {
  std::set<std::string> entries;
  for (const DraftJourney& journey : import.imported.draft.journeys) {
    for (const DraftRequirement& need : journey.needs) {
      if (need.form == DraftRequirement::Form::component) entries.insert(need.component.value);
      for (const DraftRequirement& member : need.members.entries)
        entries.insert(member.component.value);
    }
  }
  return entries;
}

std::set<std::string> true_entries(const Json& truth) {
  std::set<std::string> entries;
  for (const Json& row : truth.at("journeys")) entries.insert(row.at("entry").get<std::string>());
  return entries;
}

/// Kind and instances of all that is no place; placements on zones where the truth names them all.
std::map<std::string, std::string> drawn_components(const TerraformImport& import) {
  std::map<std::string, std::string> components;
  for (const DraftComponent& component : import.imported.draft.components) {
    if (component.kind->value == "zone" || component.kind->value == "region") continue;
    const std::uint32_t instances = component.replicas ? component.replicas->value : 1;
    components[component.name.value] = component.kind->value + " x" + std::to_string(instances);
  }
  return components;
}

std::map<std::string, std::string> true_components(const Json& truth) {
  std::map<std::string, std::string> components;
  for (const Json& row : truth.at("components"))
    components[row.at("address").get<std::string>()] =
        row.at("kind").get<std::string>() + " x" + std::to_string(row.at("instances").get<int>());
  return components;
}

}  // namespace

TEST_CASE("imported plans and states are what their truth says", "[terraform]") {
  const std::vector<TerraformTruth> truths = terraform_truths();
  REQUIRE(truths.size() >= 10);
  for (const TerraformTruth& truth : truths) {
    INFO(truth.name);
    CHECK(drawn_edges(truth.import, false) == true_edges(truth.json, {"need"}));
    // What something lies in may be drawn as a soft need of it.
    const std::set<Edge> soft = drawn_edges(truth.import, true);
    CHECK(contains(soft, true_edges(truth.json, {"soft", "telemetry"})));
    CHECK(contains(true_edges(truth.json, {"soft", "telemetry", "placement"}), soft));
    CHECK(drawn_groups(truth.import) == true_groups(truth.json));
    CHECK(drawn_entries(truth.import) == true_entries(truth.json));
    CHECK(drawn_components(truth.import) == true_components(truth.json));
    for (const Json& row : truth.json.at("not_edges"))
      CHECK(truth.import.need(row.at("from").get<std::string>(), row.at("to").get<std::string>()) !=
            "need");
  }
}

TEST_CASE("what is imported from plans and states is a valid architecture", "[terraform]") {
  for (const TerraformTruth& truth : terraform_truths()) {
    INFO(truth.name);
    Diagnostics diagnostics;
    CHECK(build_model(truth.import.imported.draft, diagnostics).has_value());
    CHECK_FALSE(diagnostics.has_errors());
  }
}

TEST_CASE("no sensitive value of a plan or state is shown anywhere", "[terraform]") {
  for (const TerraformTruth& truth : terraform_truths()) {
    INFO(truth.name);
    CHECK(truth.import.all_shown().find("CANARY") == std::string::npos);
  }
}

}  // namespace cutpoint::testing::truth_test
