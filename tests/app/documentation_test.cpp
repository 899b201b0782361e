// Every example in README.md and docs/ is carried out as a reader would, in a folder that holds the
// samples, what tests/app/documents/<page>/ has for the page, and the files that the page shows.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "cutpoint/model.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/app/support/document_page.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/sanitized.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::documentation_test {

namespace {

namespace fs = std::filesystem;

bool is_cutpoint(const std::string& command) {
  return command.rfind("cutpoint ", 0) == 0;
}

bool accepts() {
  const char* accept = std::getenv("CUTPOINT_ACCEPT");
  return accept != nullptr && std::string(accept) == "1";
}

/// Where to look first when a page and the program disagree.
std::string first_unprinted(const std::vector<std::string>& shown,
                            const std::vector<std::string>& actual) {
  for (const std::string& line : shown) {
    if (line == "…" || std::find(actual.begin(), actual.end(), line) != actual.end()) continue;
    return "shown, but not printed: " + line;
  }
  return "";
}

/// Lines that start with `$ ` are commands, the others what they print. Shows in the fence what
/// they print now where goldens are accepted.
void run_console(Fence& fence, std::size_t& commands) {
  int last_exit = 0;
  std::vector<std::string> anew;
  for (std::size_t i = 0; i < fence.lines.size();) {
    anew.push_back(fence.lines[i]);
    const std::string command = fence.lines[i++].substr(2);
    std::vector<std::string> shown;
    while (i < fence.lines.size() && fence.lines[i].rfind("$ ", 0) != 0) {
      shown.push_back(fence.lines[i++]);
    }
    INFO("line " << fence.line << ": " << command);
    std::vector<std::string> actual{std::to_string(last_exit)};
    if (command != "echo $?") {
      const Run result = in_shell(command);
      last_exit = result.exit;
      ++commands;
      actual = lines_of(result.out);
      CHECK(result.exit != 127);
    }
    INFO(first_unprinted(shown, actual));
    INFO(fmt::format("{}", fmt::join(actual, "\n")));
    if (!accepts()) CHECK(matches(shown, actual));
    const auto now = shown_anew(shown, actual);
    anew.insert(anew.end(), now.begin(), now.end());
  }
  if (accepts()) fence.lines = std::move(anew);
}

/// Without shown output a command must only be able to do its work.
void run_command(const std::string& command, std::size_t& commands) {
  INFO(command);
  // Servers read to the end of what their clients write: nothing.
  const Run result = in_shell("exec </dev/null\n" + command);
  INFO(result.out);
  CHECK(result.exit >= 0);
  CHECK(result.exit < 2);
  ++commands;
}

/// What is shown and not carried out, by how it begins, and why.
const std::vector<std::pair<std::string, std::string>> not_run = {
    {"alias cutpoint=", "the path of the program of a build, which here is on the path already"},
    {"scripts/", "builds and tests everything, which is what runs this test"},
    {"sudo apt install ", "what is installed is tried in a root of its own"},
    {"podman ", "images of a registry; a test follows the Containerfile by itself"},
    {"parallel ", "machines that are reached over ssh; the shards themselves have a test"},
    {"job=$(sbatch ", "a cluster; its script has a test"},
    {"sbatch ", "the same"},
    {"kubectl ", "a cluster"},
    {"git clone ", "a network; files of the same shape stand in for the repository"},
    {"git -C ", "the repository that was cloned"},
    {"cmake", "the same"},
    {"ctest", "the same"},
};

/// A line of a shell, of the program or listed as not to be run.
void run_shell_line(const std::string& line, std::size_t& commands) {
  if (is_cutpoint(line)) return run_command(line, commands);
  if (line.empty() || line.front() == '#') return;
  INFO(line);
  CHECK(std::any_of(not_run.begin(), not_run.end(),
                    [&](const auto& row) { return line.rfind(row.first, 0) == 0; }));
}

/// The first line names a file: `# name.yaml`, or `<!-- name.md -->`.
std::string named_file(const Fence& fence) {
  static const std::regex comment("(?:#|<!--|//) ([A-Za-z0-9_./-]+\\.[a-z]+)(?: -->)?");
  std::smatch match;
  if (fence.lines.empty() || !std::regex_match(fence.lines.front(), match, comment)) return {};
  return match[1];
}

/// Compose, Kubernetes, GitHub, GitLab, pre-commit, and results of experiments, which `chaos`
/// reads.
bool is_of_another_tool(const std::string& text) {
  static const std::regex first_key(
      "(^|\n)(services|jobs|repos|architecture|apiVersion|cutpoint-chaos-results):|^- (run|uses):");
  return std::regex_search(text, first_key);
}

/// YAML in the docs is read with the format it is in; a part of a document in its place.
void check_yaml(const Fence& fence) {
  const std::string text = fence.text();
  INFO("line " << fence.line << ":\n" << text);
  if (text.rfind("lint:", 0) == 0) {
    write_file("./configuration.yaml", text);
    write_file("./small.yaml",
               "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents: {a: {kind: vm}}\n");
    write_file("./.cutpoint-baseline.json",
               "{\"format\": \"cutpoint-baseline/1\", \"findings\": []}");
    const Run result = run({"lint", "small.yaml", "--config", "configuration.yaml"});
    INFO(result.err);
    CHECK(result.exit < 2);
    return;
  }
  std::string document = text;
  static const std::regex part("(journeys|components|kinds|defaults|observed):");
  const bool is_part = std::regex_search(text, part, std::regex_constants::match_continuous);
  if (text.rfind("  ", 0) == 0) {
    document = fmt::format("cutpoint: 1\ncomponents:\n{}", text);
  } else if (is_part) {
    document = fmt::format("cutpoint: 1\n{}", text);
  } else if (text.find("\ncutpoint: 1") == std::string::npos && text.rfind("cutpoint: 1", 0) != 0) {
    CHECK(is_of_another_tool(text));
    return;
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft = read_architecture_text("example.yaml", document, sources, diagnostics);
  // What includes others is a whole only with them: the commands below it read it.
  if (document == text && draft.include.empty()) (void)build_model(draft, diagnostics);
  for (const Diagnostic& found : diagnostics.all()) INFO(found.message);
  // Fences of `yaml wrong` show what is answered.
  CHECK(diagnostics.has_errors() == (fence.language == "yaml wrong"));
}

/// What is not whole still speaks of commands and options that there are.
void check_part(const std::string& line) {
  INFO(line);
  std::istringstream words(line);
  std::string word;
  words >> word >> word;
  if (word.front() == '-' || word == "COMMAND" || word == "help") return;
  const auto all = cutpoint::commands();
  const auto command =
      std::find_if(all.begin(), all.end(), [&](const Command* row) { return row->name == word; });
  REQUIRE(command != all.end());
  const std::string help = run({word, "--help"}).out;
  while (words >> word) {
    if (word.rfind("--", 0) != 0) continue;
    CHECK(help.find(word.substr(0, word.find('='))) != std::string::npos);
  }
}

/// Prose also speaks of commands without their files, of placeholders in capitals and of other
/// shells.
bool is_whole(const std::string& line) {
  static const std::regex placeholder("(^|[ =])[A-Z]{2,}( |$)|…|\\[|\\| source");
  if (std::regex_search(line, placeholder)) return false;
  std::istringstream words(line);
  std::string word;
  words >> word >> word;
  const auto all = commands();
  const auto command =
      std::find_if(all.begin(), all.end(), [&](const Command* row) { return row->name == word; });
  if (command == all.end()) return false;
  std::size_t arguments = 0;
  while (words >> word) {
    const auto& options = (*command)->options;
    const bool takes_value = std::any_of(options.begin(), options.end(), [&](const auto& option) {
      return !option.value_name.empty() && word == "--" + long_name(option.names);
    });
    if (takes_value) words >> word;
    if (word.front() != '-' && !takes_value) ++arguments;
  }
  const auto& positionals = (*command)->positionals;
  return std::count_if(positionals.begin(), positionals.end(), [](const auto& spec) {
           return spec.required;
         }) <= static_cast<std::ptrdiff_t>(arguments);
}

/// Pages that speak of more than the samples and what they show themselves, and why.
const std::map<std::string, std::string> with_files_of_their_own = {
    {"how-to", "it is about the reader's own files; these stand in for them"},
    {"report", "fault trees are no samples"},
    {"tutorial", "it clones a repository; a file of ours has the same names and edges"},
    {"from-kubernetes", "the same"},
    {"from-terraform", "the same"},
};

void prepare_folder(const std::string& stem) {
  constexpr auto whole = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
  fs::copy(source_path("samples"), "samples", whole);
  if (stem == "generated-regions" || stem == "commands")
    fs::copy(source_path("docs"), "docs", whole);
  const std::string own = source_path("tests/app/documents/" + stem);
  CHECK(fs::exists(own) == with_files_of_their_own.contains(stem));
  if (fs::exists(own)) fs::copy(own, ".", whole);
  in_shell(
      "git init -q -b main . && git add -A && git -c user.name=a -c user.email=a@example.com "
      "commit -q -m first");
}

void check_fence(Fence& fence, std::size_t& commands) {
  if (const std::string file = named_file(fence); !file.empty()) {
    write_file(fmt::format("./{}", file), fence.text());
  }
  // Languages of which nothing is carried out: pictures, and other tools' files.
  static const std::set<std::string> only_shown = {"",    "markdown", "mermaid", "cmake", "dot",
                                                   "csv", "lua",      "toml",    "elisp", "json"};
  INFO("line " << fence.line << ", language " << fence.language);
  if (fence.language == "console") return run_console(fence, commands);
  if (fence.language.rfind("yaml", 0) == 0) return check_yaml(fence);
  for (const std::string& line : fence.lines) {
    if (fence.language == "sh") run_shell_line(line, commands);
    if (fence.language == "text" && line.rfind("Example: ", 0) == 0) {
      run_command(line.substr(9), commands);
    }
  }
  CHECK(
      (fence.language == "sh" || fence.language == "text" || only_shown.contains(fence.language)));
}

void check_page(const std::string& path, std::size_t& commands) {
  INFO(path);
  Page page = read_page(source_path(path));
  const ScratchFolder scratch("documents/" + path);
  prepare_folder(fs::path(path).stem().string());
  for (Fence& fence : page.fences) check_fence(fence, commands);
  for (const std::string& span : page.spans) {
    if (is_whole(span)) {
      run_command(span, commands);
    } else {
      check_part(span);
    }
  }
  if (accepts()) {
    const std::string text = read_file(source_path(path));
    const std::string anew = with_fences(text, page.fences);
    if (anew != text) write_file(source_path(path), anew);
  }
}

std::vector<std::string> pages() {
  std::vector<std::string> found{"README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(source_path("docs"))) {
    if (entry.path().extension() != ".md") continue;
    found.push_back(fs::relative(entry.path(), source_path(".")).string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// Two parts, which run side by side.
void check_pages(bool of_reference, std::size_t least_commands) {
  const std::string path = build_path("app:") + std::getenv("PATH");
  setenv("PATH", path.c_str(), 1);
  setenv("NO_COLOR", "1", 1);
  REQUIRE(in_shell("cutpoint --version").exit == 0);
  std::size_t commands = 0;
  std::vector<std::string> part = pages();
  std::erase_if(part, [of_reference](const std::string& page) {
    return (page.rfind("docs/reference/", 0) == 0) != of_reference;
  });
  // A start takes most of a second with a sanitizer; nearly all of the reference is one page.
  const std::size_t step = of_reference ? 1 : by_sanitizer<std::size_t>(1, 3);
  for (std::size_t i = 0; i < part.size(); i += step) check_page(part[i], commands);
  // So that a change of fences cannot switch the test off.
  CHECK(commands > least_commands / step);
}

}  // namespace

TEST_CASE("every example in the documentation runs, and prints what is shown") {
  check_pages(false, 50);
}

TEST_CASE("every example in the reference runs, and prints what is shown") {
  check_pages(true, 25);
}

TEST_CASE("shown output is compared") {
  CHECK(matches({"a", "…", "d"}, {"a", "b", "c", "d"}));
  CHECK(matches({"a", "…"}, {"a"}));
  CHECK(!matches({"a", "…", "d"}, {"a", "b"}));
  CHECK(!matches({"a"}, {"a", "b"}));
  CHECK(!matches({"b"}, {"a"}));
}

TEST_CASE("what is shown anew is the same stretches of what is printed now") {
  using Lines = std::vector<std::string>;
  CHECK(shown_anew({"a"}, {"b", "c"}) == Lines{"b", "c"});
  CHECK(shown_anew({"a", "…"}, {"b", "c"}) == Lines{"b", "…"});
  CHECK(shown_anew({"…", "a"}, {"b", "c"}) == Lines{"…", "c"});
  CHECK(shown_anew({"a", "…", "x", "y", "…", "z"}, {"a", "b", "x", "w", "v", "u"}) ==
        Lines{"a", "…", "x", "w", "…", "u"});
  CHECK(shown_anew({"a", "…", "gone", "…"}, {"a", "b", "c"}) == Lines{"a", "…"});
}

}  // namespace cutpoint::testing::documentation_test
