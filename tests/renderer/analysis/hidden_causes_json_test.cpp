// Where groups are many and most parts defeat most of them, rows are as many as one times the
// other.
#include <map>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/renderer/render_text.hpp"

namespace cutpoint::testing::hidden_causes_json_test {

namespace {

using Json = nlohmann::json;

/// Pairs that need the whole chain, and one pair that needs its last part alone.
std::string pairs_on_a_chain(int pairs, int chain) {
  std::string text = "journeys: {use: {needs: [{any_of: [left, right]}";
  for (int i = 0; i < pairs; ++i) text += fmt::format(", {{any_of: [a{}, b{}]}}", i, i);
  text += "]}}\ncomponents:\n";
  const auto component = [&](const std::string& name, int need) {
    text += fmt::format("  {}: {{kind: service, mtbf: 1y, mttr: 1h", name);
    if (need < chain) text += fmt::format(", depends_on: [c{}]", need);
    text += "}\n";
  };
  component("left", chain - 1);
  component("right", chain - 1);
  for (int i = 0; i < pairs; ++i) component(fmt::format("a{}", i), 0);
  for (int i = 0; i < pairs; ++i) component(fmt::format("b{}", i), 0);
  for (int i = 0; i < chain; ++i) component(fmt::format("c{}", i), i + 1);
  return text;
}

}  // namespace

TEST_CASE("causes of many groups are listed up to a number, some of each group, and all counted") {
  const Json json = Json::parse(Analyzed(pairs_on_a_chain(60, 200)).rendered("json"));
  const Json& journey = json["journeys"][0];
  CHECK(journey["hidden_common_causes_count"] == 60 * 200 + 1);
  std::map<std::string, int> of_group;
  for (const Json& row : journey["hidden_common_causes"]) {
    ++of_group[row["defeats"].get<std::string>()];
  }
  CHECK(of_group.size() == 61);
  for (const auto& [group, listed] : of_group) {
    INFO(group);
    CHECK(listed == (group == "any of left, right" ? 1 : 166));  // 9 999 shared by sixty
  }
}

TEST_CASE("causes that are few are all listed") {
  const Json json = Json::parse(Analyzed(pairs_on_a_chain(4, 30)).rendered("json"));
  const Json& journey = json["journeys"][0];
  CHECK(journey["hidden_common_causes_count"] == 121);
  CHECK(journey["hidden_common_causes"].size() == 121);
}

}  // namespace cutpoint::testing::hidden_causes_json_test
