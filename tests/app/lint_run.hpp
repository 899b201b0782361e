// `lint` on a day that stays, and documents to try it on.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/run.hpp"

namespace cutpoint::testing {

using Json = nlohmann::json;

inline Run lint(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "lint");
  arguments.insert(arguments.end(), {"--today", "2026-01-01"});
  return run(arguments);
}

inline constexpr const char* clean =
    "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents: {a: {kind: group}}\n";
inline constexpr const char* with_point =
    "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents: {a: {kind: vm, mtbf: 1y, mttr: 1h}}\n";
/// What counts findings asks for this rule only, so that a new rule changes nothing here.
inline constexpr const char* point_rule = "single-point-of-failure";
inline constexpr const char* broken_document =
    "cutpoint: 1\njourneys: {j: {needs: [b]}}\ncomponents: {a: {kind: vm}}\n";

}  // namespace cutpoint::testing
