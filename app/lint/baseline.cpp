#include "app/lint/baseline.hpp"

#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/console/console.hpp"
#include "renderer/writing/json_text.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view format_name = "cutpoint-baseline/1";

/// The fingerprints of a baseline; nothing where it is none.
std::optional<std::set<std::string>> fingerprints_in(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto format = json.find("format");
  if (format == json.end() || *format != format_name) return std::nullopt;
  const auto rows = json.find("findings");
  if (rows == json.end() || !rows->is_array()) return std::nullopt;
  std::set<std::string> fingerprints;
  for (const auto& row : *rows) {
    if (!row.is_object() || !row.contains("fingerprint") || !row["fingerprint"].is_string()) {
      return std::nullopt;
    }
    fingerprints.insert(row["fingerprint"].get<std::string>());
  }
  return fingerprints;
}

}  // namespace

bool apply_baseline(const std::string& path, std::vector<Finding>& findings, Console& console) {
  const auto text = console.files.read(path);
  if (!text) {
    fail(console, fmt::format("cannot read the baseline {}: {}", path, text.error.message));
    return false;
  }
  auto known = fingerprints_in(*text);
  if (!known) {
    fail(console,
         fmt::format("{} is no baseline; `lint --write-baseline {}` makes one", path, path));
    return false;
  }
  const std::size_t all = known->size();
  for (Finding& finding : findings) {
    if (finding.code.empty() || finding.suppression) continue;
    if (known->erase(finding.fingerprint) == 0) continue;
    finding.suppression.emplace();
    finding.suppression->by = Suppression::By::baseline;
  }
  if (!known->empty()) {
    tell(
        console,
        fmt::format("cutpoint: {} of {} findings in {} are mended; --write-baseline takes them out",
                    known->size(), all, path));
  }
  return true;
}

Exit write_baseline(const std::string& path, const std::vector<Finding>& findings,
                    Console& console) {
  nlohmann::ordered_json json = {{"format", format_name}};
  auto& rows = json["findings"] = nlohmann::ordered_json::array();
  for (const Finding& finding : findings) {
    const bool accepted =
        finding.suppression && finding.suppression->by == Suppression::By::acceptance;
    if (finding.code.empty() || accepted) continue;
    rows.push_back({{"fingerprint", finding.fingerprint},
                    {"rule", finding.rule},
                    {"subject", finding.subject}});
  }
  const std::string text = json_text(json);
  const Exit exit = write_output(path, text, console);
  if (exit == Exit::success && path != "-") {
    tell(console, fmt::format("wrote {} findings to {}", rows.size(), path));
  }
  return exit;
}

}  // namespace cutpoint
