/// What `lint` is told by `.cutpoint.yaml` and by options.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/console/command.hpp"
#include "cutpoint/linting.hpp"

namespace cutpoint {

struct LintConfiguration {
  std::string path;                 ///< of the file it was read from; empty where there is none
  std::vector<std::string> select;  ///< slugs, codes or beginnings of codes; empty: all rules
  std::vector<std::string> ignore;
  std::vector<std::string> exclude;            ///< shell patterns
  std::map<std::string, Severity> severities;  ///< by slug
  std::optional<Severity> fail_on;
  /// What files are laid over, relative to the working folder: overlays by normal path.
  std::map<std::string, std::vector<std::string>> overlays;
  std::string baseline;  ///< path, relative to the working folder
};

/// Keys of `.cutpoint.yaml` under `lint`, for help and docs: name and meaning.
struct ConfigurationKey {
  std::string_view name;
  std::string_view summary;
};
[[nodiscard]] std::span<const ConfigurationKey> lint_configuration_keys();

/// The file named by `--config`, by CUTPOINT_CONFIG, or the nearest `.cutpoint.yaml` in the folder
/// of `start` or above it. Prints what is wrong with it and returns nothing then.
[[nodiscard]] std::optional<LintConfiguration> read_lint_configuration(const Arguments& arguments,
                                                                       const std::string& start,
                                                                       Console& console);

/// Severity of that name ("error", "warning", "info").
[[nodiscard]] std::optional<Severity> parse_severity(std::string_view name);

/// The rules that `select` and `ignore` leave; prints an unknown word and returns nothing then.
[[nodiscard]] std::optional<std::vector<const Rule*>> choose_rules(
    const std::vector<std::string>& select, const std::vector<std::string>& ignore,
    Console& console);

}  // namespace cutpoint
