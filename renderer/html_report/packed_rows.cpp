#include "renderer/html_report/packed_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cutpoint {

namespace {

using Json = nlohmann::ordered_json;

Json increments_of(const Json& numbers) {
  Json steps = Json::array();
  std::int64_t last = 0;
  for (const Json& number : numbers) {
    const auto value = number.get<std::int64_t>();
    steps.push_back(value - last);
    last = value;
  }
  return steps;
}

bool are_integers(const Json& values) {
  return std::all_of(values.begin(), values.end(),
                     [](const Json& value) { return value.is_number_integer(); });
}

std::size_t length_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace).size();
}

/// Numbers, of which those that repeat are written once with how many they are: [number, count].
Json runs_of(const Json& numbers) {
  constexpr std::size_t fewest = 4;  // what is shorter as it is stays
  Json runs = Json::array();
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i + 1;
    while (end < numbers.size() && numbers[end] == numbers[i]) ++end;
    if (end - i >= fewest) {
      runs.push_back({numbers[i], end - i});
    } else {
      for (std::size_t at = i; at < end; ++at) runs.push_back(numbers[i]);
    }
    i = end;
  }
  return runs;
}

/// Values with the numbers of what they are, where that is shorter.
Json numbered(const Json& values) {
  Json column = {{"v", Json::array()}, {"of", Json::array()}};
  std::map<std::string, std::size_t> known;
  for (const Json& value : values) {
    const auto [at, is_new] =
        known.try_emplace(value.dump(-1, ' ', false, Json::error_handler_t::replace), known.size());
    if (is_new) column["of"].push_back(value);
    column["v"].push_back(at->second);
  }
  return column;
}

/// The shortest way to write it: `of` numbered values, `d` steps, `r` runs.
Json packed_column(const Json& values) {
  std::vector<Json> ways = {{{"v", values}}, numbered(values)};
  if (are_integers(values)) ways.push_back({{"v", increments_of(values)}, {"d", 1}});
  for (std::size_t i = 0, plain = ways.size(); i < plain; ++i) {
    if (!are_integers(ways[i]["v"])) continue;
    Json with_runs = ways[i];
    with_runs["v"] = runs_of(ways[i]["v"]);
    with_runs["r"] = 1;
    ways.push_back(std::move(with_runs));
  }
  return std::move(*std::min_element(ways.begin(), ways.end(), [](const Json& a, const Json& b) {
    return length_of(a) < length_of(b);
  }));
}

}  // namespace

Json packed_rows(const Json& rows) {
  std::vector<std::string> keys;  // in the order in which they come up
  std::map<std::string, std::pair<Json, Json>> columns;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const auto& [key, value] : rows[row].items()) {
      auto& [at, values] = columns.try_emplace(key, Json::array(), Json::array()).first->second;
      if (at.empty()) keys.push_back(key);
      at.push_back(row);
      values.push_back(value);
    }
  }
  Json packed = {{"rows", rows.size()}, {"columns", Json::object()}};
  for (const std::string& key : keys) {
    const auto& [at, values] = columns.at(key);
    Json column = packed_column(values);
    if (at.size() < rows.size()) column["at"] = runs_of(increments_of(at));
    packed["columns"][key] = std::move(column);
  }
  return packed;
}

}  // namespace cutpoint
