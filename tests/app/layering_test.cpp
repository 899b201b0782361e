// The arrows of the house: app → renderer → session → lint → analyzer → model, session → importer →
// model, and inside a layer from room to room; no circles; one owner for each library.
#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing::layering_test {

namespace {

const std::map<std::string, std::set<std::string>> may_include = {
    {"include", {}},
    {"model", {"model"}},
    {"analyzer", {"analyzer", "model"}},
    {"importer", {"importer", "model"}},
    {"lint", {"lint", "analyzer", "model"}},
    {"session", {"session", "lint", "analyzer", "importer", "model"}},
    {"renderer", {"renderer", "session", "lint", "analyzer", "model"}},
    {"app", {"app", "renderer", "session", "lint", "analyzer", "importer", "model"}},
};

/// Every room from the ground up: it may include itself, and what stands before it in its layer.
const std::vector<std::string> rooms = {
    "model/base",
    "model/base/math",
    "model/yaml",
    "model/catalogue",
    "model/architecture",
    "model/architecture/queries",
    "model/architecture/builder",
    "model/format/codec",
    "model/format",
    "model/format/markdown",
    "model/format/records",
    "model/format/layout",
    "model/format/edit",

    "analyzer/observation",
    "analyzer/structure",
    "analyzer/engine/budget",
    "analyzer/engine/bdd",
    "analyzer/engine/networks",
    "analyzer/engine/gates",
    "analyzer/engine/orders",
    "analyzer/engine",
    "analyzer/engine/quantities",
    "analyzer/engine/bounds",
    "analyzer/engine/states",
    "analyzer/failover/chain",
    "analyzer/failover",
    "analyzer/compile",
    "analyzer/analysis/single_points",
    "analyzer/analysis/cut_sets",
    "analyzer/analysis/service_levels",
    "analyzer/simulation",
    "analyzer/analysis/data_recovery",
    "analyzer/analysis/domains",
    "analyzer/analysis/uncertainty",
    "analyzer/analysis",
    "analyzer/statements",
    "analyzer/advice",
    "analyzer/comparison",
    "analyzer/chaos",

    "importer/documents",
    "importer/evidence",
    "importer",
    "importer/compose/project",
    "importer/compose",
    "importer/kubernetes/objects",
    "importer/kubernetes/workloads",
    "importer/kubernetes/scheduling",
    "importer/kubernetes",
    "importer/open_psa",
    "importer/terraform/inventory",
    "importer/terraform",

    "lint",
    "lint/facts",
    "lint/rules",

    "session",

    "renderer/writing",
    "renderer/statements",
    "renderer/catalogue",
    "renderer/observation",
    "renderer/what_if",
    "renderer/findings",
    "renderer/conclusions",
    "renderer/chaos",
    "renderer/comparison",
    "renderer/advice",
    "renderer/analysis/json",
    "renderer/analysis",
    "renderer/simulation",
    "renderer/open_psa",
    "renderer/picture",
    "renderer/cards",
    "renderer/languages",
    "renderer/plots",
    "renderer/documents",
    "renderer/html_report",
    "renderer",

    "app/console",
    "app/options",
    "app/choices",
    "app/documents",
    "app/lint",
    "app/rpc",
    "app/language_server",
    "app/agents",
    "app/live_page",
    "app/shell",
    "app/commands",
    "app",
};

/// The room whose values or functions a public header declares; `layer/*` where any room of the
/// layer may include it and it may include any.
const std::map<std::string, std::string> header_room = {
    {"boxed", "model/*"},
    {"details", "model/*"},
    {"date_time", "model/*"},
    {"diagnostic", "model/*"},
    {"document_changes", "model/*"},
    {"draft", "model/*"},
    {"duration", "model/*"},
    {"export", "model/*"},
    {"file_access", "model/*"},
    {"id", "model/*"},
    {"key_marks", "model/*"},
    {"kind", "model/*"},
    {"model", "model/*"},
    {"money", "model/*"},
    {"operations", "model/*"},
    {"probability", "model/*"},
    {"result", "model/*"},
    {"shard", "model/*"},
    {"source", "model/*"},
    {"structure_function", "analyzer/structure"},
    {"engine_budget", "analyzer/engine/budget"},
    {"availability", "analyzer/engine/quantities"},
    {"importance", "analyzer/engine/quantities"},
    {"failover_results", "analyzer/failover"},
    {"parametric_chain", "analyzer/failover"},
    {"single_points", "analyzer/analysis/single_points"},
    {"cut_sets", "analyzer/analysis/cut_sets"},
    {"service_levels", "analyzer/analysis/service_levels"},
    {"data_recovery", "analyzer/analysis/data_recovery"},
    {"uncertainty", "analyzer/analysis/uncertainty"},
    {"analysis", "analyzer/analysis"},
    {"availability_program", "analyzer/analysis"},
    {"comparison", "analyzer/comparison"},
    {"simulation", "analyzer/simulation"},
    {"advice", "analyzer/advice"},
    {"linting", "lint"},
    {"system", "session"},
    {"version", "session"},
    {"rendered", "renderer/*"},
    {"rendering", "renderer/*"},
};

const std::map<std::string, std::string> library_owner = {
    {"yaml-cpp/", "model/yaml/yaml_document.cpp"},
    {"utf8proc.h", "model/base/utf8.cpp"},
    {"boost/graph/", "model/base/math/graph_algorithms.cpp"},
    {"boost/math/", "model/base/math/statistics.cpp"},
    {"graphviz/", "renderer/languages/graphviz.hpp"},
    {"CLI/", "app/cli.cpp"},
    {"pugixml.hpp", "importer/open_psa/xml_document.cpp"},
};

struct Include {
  std::string file;
  std::string path;
  bool angled;
};

/// Sources and headers of all layers, from the root of the repository on.
std::vector<std::string> all_files() {
  std::vector<std::string> files;
  for (const auto& [folder, allowed] : may_include) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_path(folder))) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".cpp" && ending != ".hpp") continue;
      files.push_back(std::filesystem::relative(entry.path(), source_path(".")).generic_string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Paths of public headers begin with `include/`, as their files do.
std::vector<Include> all_includes() {
  std::vector<Include> includes;
  const std::regex pattern("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");
  for (const std::string& file : all_files()) {
    std::istringstream lines(read_file(source_path(file)));
    for (std::string line; std::getline(lines, line);) {
      std::smatch match;
      if (!std::regex_search(line, match, pattern)) continue;
      const std::string path = match[2];
      includes.push_back(
          {file, path.rfind("cutpoint/", 0) == 0 ? "include/" + path : path, match[1] == "<"});
    }
  }
  return includes;
}

std::string first_part(const std::string& path) {
  return path.substr(0, path.find('/'));
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().generic_string();
}

/// A header and the source beside it.
std::string unit_of(const std::string& path) {
  return path.substr(0, path.rfind('.'));
}

/// The room that a file lies in, or that a public header is for; empty where it is in none.
std::string room_of(const std::string& path) {
  if (first_part(path) != "include") {
    const std::string folder = folder_of(path);
    return std::count(rooms.begin(), rooms.end(), folder) == 1 ? folder : "";
  }
  const auto known = header_room.find(std::filesystem::path(path).stem().string());
  return known == header_room.end() ? "" : known->second;
}

bool may_use(const std::string& room, const std::string& other) {
  const std::string layer = first_part(room);
  if (layer != first_part(other)) return may_include.at(layer).count(first_part(other)) > 0;
  const auto floor = [](const std::string& name) {
    return std::find(rooms.begin(), rooms.end(), name) - rooms.begin();
  };
  const std::string any = layer + "/*";
  return room == any || other == any || floor(other) <= floor(room);
}

/// Units that include each other, directly or not, and those between two such circles.
std::set<std::string> units_in_circles(const std::vector<Include>& includes) {
  std::map<std::string, std::set<std::string>> open;
  for (const Include& include : includes) {
    const std::string from = unit_of(include.file), to = unit_of(include.path);
    if (!include.angled && from != to) open[from].insert(to);
  }
  // What includes nothing that is left, or is included by nothing that is left, is in no circle.
  for (std::size_t before = 0; before != open.size();) {
    before = open.size();
    std::set<std::string> included;
    for (auto& [unit, others] : open) {
      std::erase_if(others, [&](const std::string& other) { return open.count(other) == 0; });
      included.insert(others.begin(), others.end());
    }
    std::erase_if(open, [&](const auto& row) {
      return row.second.empty() || included.count(row.first) == 0;
    });
  }
  std::set<std::string> left;
  for (const auto& [unit, others] : open) left.insert(unit);
  return left;
}

}  // namespace

TEST_CASE("every file lies in a room, every public header belongs to one") {
  std::set<std::string> inhabited;
  std::set<std::string> headers;
  for (const std::string& file : all_files()) {
    INFO(file);
    CHECK_FALSE(room_of(file).empty());
    inhabited.insert(folder_of(file));
    if (first_part(file) == "include") headers.insert(std::filesystem::path(file).stem().string());
  }
  for (const std::string& room : rooms) {
    INFO(room);
    CHECK(inhabited.count(room) == 1);
  }
  for (const auto& [header, room] : header_room) {
    INFO(header);
    CHECK(headers.count(header) == 1);
  }
}

TEST_CASE("no include runs against the arrows, from room to room") {
  const auto includes = all_includes();
  REQUIRE(includes.size() > 300);
  for (const Include& include : includes) {
    if (include.angled || room_of(include.file).empty() || room_of(include.path).empty()) continue;
    INFO(include.file << " includes " << include.path);
    CHECK(may_use(room_of(include.file), room_of(include.path)));
  }
}

TEST_CASE("no files include each other in a circle") {
  for (const std::string& unit : units_in_circles(all_includes())) {
    FAIL_CHECK(unit << " stands in a circle of includes");
  }
  CHECK(units_in_circles({{"over.cpp", "a.hpp", false},
                          {"a.cpp", "a.hpp", false},
                          {"a.hpp", "b.hpp", false},
                          {"b.cpp", "c.hpp", false},
                          {"c.hpp", "a.hpp", false},
                          {"c.hpp", "under.hpp", false}}) == std::set<std::string>{"a", "b", "c"});
}

TEST_CASE("each library has one owner") {
  std::map<std::string, std::set<std::string>> users;
  for (const Include& include : all_includes()) {
    for (const auto& [library, owner] : library_owner) {
      if (include.angled && include.path.rfind(library, 0) == 0)
        users[library].insert(include.file);
    }
  }
  for (const auto& [library, owner] : library_owner) {
    INFO(library);
    CHECK(users[library] == std::set<std::string>{owner});
  }
}

TEST_CASE("no source file exceeds 400 lines") {
  for (const std::string& file : all_files()) {
    const std::string text = read_file(source_path(file));
    INFO(file);
    CHECK(std::count(text.begin(), text.end(), '\n') <= 400);
  }
}

}  // namespace cutpoint::testing::layering_test
