// The arrows of the house: app → renderer → lint → analyzer → model, app → importer → model; and
// one owner for each library.
#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing {

namespace {

const std::map<std::string, std::set<std::string>> may_include = {
    {"include", {}},
    {"model", {"model"}},
    {"analyzer", {"analyzer", "model"}},
    {"importer", {"importer", "model"}},
    {"lint", {"lint", "analyzer", "model"}},
    {"renderer", {"renderer", "lint", "analyzer", "model"}},
    {"app", {"app", "renderer", "lint", "analyzer", "importer", "model"}},
};

/// Which public headers a layer may use, by the lowest layer that they belong to.
const std::map<std::string, std::string> header_layer = {
    {"structure_function.hpp", "analyzer"},
    {"analysis.hpp", "analyzer"},
    {"service_levels.hpp", "analyzer"},
    {"observation.hpp", "analyzer"},
    {"data_recovery.hpp", "analyzer"},
    {"simulation.hpp", "analyzer"},
    {"comparison.hpp", "analyzer"},
    {"comparing.hpp", "renderer"},
    {"document_regions.hpp", "renderer"},
    {"linting.hpp", "lint"},
    {"rendering.hpp", "renderer"},
    {"finding_formats.hpp", "renderer"},
    {"importing.hpp", "importer"},
    {"sensitivity.hpp", "analyzer"},
    {"advice.hpp", "analyzer"},
    {"chaos.hpp", "analyzer"},
    {"advising.hpp", "renderer"},
    {"chaos_rendering.hpp", "renderer"},
    {"picture_options.hpp", "renderer"},
    {"plotting.hpp", "renderer"},
    {"tables.hpp", "renderer"},
};

const std::map<std::string, std::string> library_owner = {
    {"yaml-cpp/", "model/yaml/yaml_document.cpp"},
    {"utf8proc.h", "model/base/utf8.cpp"},
    {"boost/graph/", "model/base/math/graph_algorithms.cpp"},
    {"boost/math/", "model/base/math/statistics.cpp"},
    {"graphviz/", "renderer/languages/dot.cpp"},
    {"CLI/", "app/cli.cpp"},
    {"pugixml.hpp", "importer/open_psa/xml_document.cpp"},
};

struct Include {
  std::string file;
  std::string path;
  bool angled;
};

std::vector<Include> all_includes() {
  std::vector<Include> includes;
  const std::regex pattern("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");
  for (const auto& [folder, allowed] : may_include) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_path(folder))) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".cpp" && ending != ".hpp") continue;
      const std::string file =
          std::filesystem::relative(entry.path(), source_path(".")).generic_string();
      std::istringstream lines(read_file(entry.path().string()));
      for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (std::regex_search(line, match, pattern)) {
          includes.push_back({file, match[2], match[1] == "<"});
        }
      }
    }
  }
  return includes;
}

std::string first_part(const std::string& path) {
  return path.substr(0, path.find('/'));
}

}  // namespace

TEST_CASE("no include runs against the arrows") {
  const auto includes = all_includes();
  REQUIRE(includes.size() > 300);
  for (const Include& include : includes) {
    if (include.angled) continue;
    INFO(include.file << " includes " << include.path);
    const std::string layer = first_part(include.file);
    if (first_part(include.path) == "cutpoint") {
      const auto known = header_layer.find(include.path.substr(9));
      if (known == header_layer.end() || layer == "include") continue;
      CHECK((layer == known->second || may_include.at(layer).count(known->second) > 0));
    } else {
      CHECK(may_include.at(layer).count(first_part(include.path)) > 0);
    }
  }
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
  for (const auto& [folder, allowed] : may_include) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_path(folder))) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".cpp" && ending != ".hpp") continue;
      const std::string text = read_file(entry.path().string());
      INFO(entry.path());
      CHECK(std::count(text.begin(), text.end(), '\n') <= 400);
    }
  }
}

}  // namespace cutpoint::testing
