// Wrong files against the findings that a user sees: all of a file at once.
#include <filesystem>
#include <map>

#include "cutpoint/analysis.hpp"
#include "cutpoint/reading.hpp"
#include "cutpoint/rendering.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing {

namespace {

class Files : public FileAccess {
 public:
  std::map<std::string, std::string> texts;
  std::optional<std::string> read(const std::string& path, std::string& error) override {
    const auto found = texts.find(path);
    if (found != texts.end()) return found->second;
    error = "No such file or directory";
    return std::nullopt;
  }
  bool is_inside(const std::string& path, const std::string&) override {
    return path.rfind("..", 0) != 0;
  }
};

std::string findings(const std::vector<std::string>& paths, FileAccess& files) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft = read_architecture(paths, files, sources, diagnostics);
  if (const auto model = build_model(draft, diagnostics)) (void)compile(*model, diagnostics);
  diagnostics.sort_by_place();
  return render_diagnostics(diagnostics, sources, false);
}

}  // namespace

TEST_CASE("wrong files") {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("tests/model/errors"))) {
    if (entry.path().extension() != ".yaml") continue;
    ++count;
    const std::string name = entry.path().filename().string();
    INFO(name);
    Files files;
    files.texts[name] = read_file(entry.path().string());
    const std::string actual = findings({name}, files);
    CHECK(actual.find("error[") != std::string::npos);
    check_golden("tests/model/errors/" + entry.path().stem().string() + ".expected", actual);
  }
  CHECK(count >= 5);
}

TEST_CASE("includes: relative, once, never in a circle, never outside") {
  Files files;
  files.texts = {
      {"a.yaml", "cutpoint: 1\ninclude: [b.yaml, c.yaml]\njourneys: {j: {needs: [x]}}\n"},
      {"b.yaml", "cutpoint: 1\ninclude: [c.yaml]\ncomponents: {x: {kind: vm, mtbf: 1h}}\n"},
      {"c.yaml", "cutpoint: 1\ncomponents: {x: {kind: vm, mttr: 1h}}\n"},
      {"loop.yaml", "cutpoint: 1\ninclude: [loop2.yaml]\n"},
      {"loop2.yaml", "cutpoint: 1\ninclude: [loop.yaml]\n"},
      {"escape.yaml", "cutpoint: 1\ninclude: [../secret.yaml, /etc/passwd, missing.yaml]\n"},
  };
  CHECK(findings({"a.yaml"}, files).empty());
  CHECK(findings({"loop.yaml"}, files).find("include-cycle") != std::string::npos);
  const std::string escape = findings({"escape.yaml"}, files);
  CHECK(escape.find("`../secret.yaml` lies outside") != std::string::npos);
  CHECK(escape.find("`/etc/passwd` lies outside") != std::string::npos);
  CHECK(escape.find("cannot read missing.yaml") != std::string::npos);
  CHECK(findings({"nowhere.yaml"}, files).find("cannot-read") != std::string::npos);
}

}  // namespace cutpoint::testing
