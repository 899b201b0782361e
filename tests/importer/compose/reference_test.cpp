// Merging and environment files against the reference implementation's own cases, where a checkout
// of it is named by CUTPOINT_COMPOSE_GO.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>

#include "importer/compose/project/env_files.hpp"
#include "importer/compose/project/merging.hpp"
#include "importer/compose/project/normal_form.hpp"
#include "importer/importing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing::reference_test {

namespace {

/// A value in one line, the entries of mappings in order.
std::string spelt(const compose::Value& value) {
  if (value.is_scalar()) return value.text;
  std::vector<std::string> parts;
  for (const compose::Value& item : value.items) parts.push_back(spelt(item));
  for (const compose::Entry& entry : value.entries) {
    parts.push_back(entry.first + ": " + spelt(entry.second));
  }
  if (!value.entries.empty()) std::sort(parts.begin(), parts.end());
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return value.is_mapping() ? "{" + text + "}" : "[" + text + "]";
}

std::optional<compose::Value> normal_form_of(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("case", text);
  const auto documents = parse_yaml(file, sources, diagnostics);
  if (documents.empty()) return std::nullopt;
  compose::Interpolation none({});
  auto value = compose::to_value(documents.front(), none, diagnostics);
  if (value) compose::normalise_file(*value, "", diagnostics);
  return value;
}

/// What the importer reads of a service; other keys are merged by rules that nothing here needs.
bool is_read(const std::string& text) {
  static const std::regex others(
      "\\n +(annotations|blkio_config|cap_add|cap_drop|devices|dns|dns_opt|dns_search|"
      "extra_hosts|link_local_ips|logging|runtime_flags|tags|mem_limit|sysctls|tmpfs|ulimits|label_"
      "file|deploy|ipam)");
  static const std::regex networks("\\n +ipam");
  return !std::regex_search(text, others) && !std::regex_search(text, networks);
}

std::vector<std::vector<std::string>> merge_cases(const std::string& source) {
  std::vector<std::vector<std::string>> cases;
  constexpr std::string_view call = "assertMergeYaml(t, `";
  for (std::size_t at = source.find(call); at != std::string::npos; at = source.find(call, at)) {
    std::vector<std::string> texts;
    at += call.size() - 1;
    for (int i = 0; i < 3; ++i) {
      const std::size_t open = source.find('`', at);
      const std::size_t close = source.find('`', open + 1);
      if (close == std::string::npos) return cases;
      texts.push_back(source.substr(open + 1, close - open - 1));
      at = close + 1;
    }
    cases.push_back(std::move(texts));
  }
  return cases;
}

std::string compose_go() {
  const char* folder = std::getenv("CUTPOINT_COMPOSE_GO");
  return folder == nullptr ? std::string() : std::string(folder);
}

}  // namespace

TEST_CASE("merging agrees with the reference implementation's cases") {
  const std::string folder = compose_go();
  if (folder.empty()) {
    SUCCEED("CUTPOINT_COMPOSE_GO is not set");
    return;
  }
  std::size_t compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder + "/override")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with("_test.go")) continue;
    for (const auto& texts : merge_cases(read_file(entry.path().string()))) {
      if (!is_read(texts[0] + texts[1])) continue;
      auto base = normal_form_of(texts[0]);
      auto over = normal_form_of(texts[1]);
      auto wanted = normal_form_of(texts[2]);
      if (!base || !over || !wanted) continue;
      INFO(name << texts[0] << texts[1]);
      compose::Value merged = compose::Value::mapping_at({});
      compose::merge(merged, std::move(*base), compose::Level::file);
      compose::merge(merged, std::move(*over), compose::Level::file);
      compose::Value settled = compose::Value::mapping_at({});
      compose::merge(settled, std::move(*wanted), compose::Level::file);
      CHECK(spelt(merged) == spelt(settled));
      ++compared;
    }
  }
  CHECK(compared >= 20);
}

TEST_CASE(
    "every file of the reference implementation's corpus is imported or refused with a reason") {
  const std::string folder = compose_go();
  if (folder.empty()) {
    SUCCEED("CUTPOINT_COMPOSE_GO is not set");
    return;
  }
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".yaml" && ending != ".yml") continue;
    INFO(entry.path());
    ImportInput input;
    input.paths = {entry.path().string()};
    DiskAccess disk;
    SourceFiles sources;
    Diagnostics diagnostics;
    const Imported imported = find_importer("compose")->import(input, disk, sources, diagnostics);
    CHECK((diagnostics.has_errors() || !imported.draft.components.empty()));
    ++count;
  }
  CHECK(count > 20);
}

TEST_CASE("environment files agree with the reference implementation's fixtures") {
  const std::string folder = compose_go();
  if (folder.empty()) {
    SUCCEED("CUTPOINT_COMPOSE_GO is not set");
    return;
  }
  const auto read = [&folder](const char* name) {
    return compose::read_settings(read_file(folder + "/dotenv/fixtures/" + name), {}).values;
  };
  using Variables = compose::Variables;
  const Variables plain = read("plain.env");
  CHECK(plain.at("OPTION_A") == "1");
  CHECK(plain.at("OPTION_D") == "4");
  CHECK(read("equals.env").at("OPTION_A") == "postgres://localhost:5432/database?sslmode=disable");
  CHECK(read("exported.env").at("OPTION_B") == "\\n");
  CHECK(read("utf8-bom.env").at("OPTION_A") == "1");
  const Variables quoted = read("quoted.env");
  CHECK(quoted.at("OPTION_A") == "1");
  CHECK(quoted.at("OPTION_D") == "\\n");
  CHECK(quoted.at("OPTION_H") == "\n");
  CHECK(quoted.at("OPTION_I") == "echo 'asd'");
  CHECK(quoted.at("OPTION_J") == "first line\nsecond line\nthird line\nand so on");
  CHECK(quoted.at("OPTION_K") == "Let's go!");
  CHECK(quoted.at("OPTION_Z") == "last value");
  CHECK(plain.at("OPTION_H") == "my string");
  CHECK(plain.at("456") == "ABC");
  CHECK(plain.at("OPTION_G").empty());
  CHECK(read("special.env").at("VAR.WITH.DOTS") == "dots");
  const Variables substituted = read("substitutions.env");
  CHECK(substituted.at("OPTION_B") == "1");
  CHECK(substituted.at("OPTION_C") == "1");
  CHECK(substituted.at("OPTION_D") == "1_1");
}

}  // namespace cutpoint::testing::reference_test
