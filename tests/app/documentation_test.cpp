// Every example in README.md and docs/ is carried out as a reader would, in a folder that holds the
// samples, what tests/app/documents/<page>/ has for the page, and the files that the page shows.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>

#include <fmt/format.h>

#include "cutpoint/model.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing {

namespace {

namespace fs = std::filesystem;

struct Fence {
  std::string language;
  std::vector<std::string> lines;
  std::size_t line = 0;
  [[nodiscard]] std::string text() const {
    std::string all;
    for (const std::string& row : lines) all += row + '\n';
    return all;
  }
};

struct Page {
  std::vector<Fence> fences;
  std::vector<std::string> spans;  ///< inline code that begins with `cutpoint `
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Page read_page(const std::string& path) {
  Page page;
  std::string closing;
  const std::regex span("`(cutpoint [^`]*)`");
  std::string prose;
  std::size_t number = 0;
  for (const std::string& line : lines_of(read_file(path))) {
    ++number;
    const std::size_t ticks = std::min(line.find_first_not_of('`'), line.size());
    if (closing.empty() && ticks >= 3) {
      closing = line.substr(0, ticks);
      page.fences.push_back({line.substr(ticks), {}, number});
    } else if (!closing.empty() && line == closing) {
      closing.clear();
    } else if (!closing.empty()) {
      page.fences.back().lines.push_back(line);
    } else {
      prose += line + ' ';
    }
  }
  for (std::sregex_iterator at(prose.begin(), prose.end(), span), end; at != end; ++at) {
    page.spans.push_back((*at)[1]);
  }
  return page;
}

bool is_cutpoint(const std::string& command) {
  return command.rfind("cutpoint ", 0) == 0;
}

/// `…` on a line of its own stands for any lines.
bool matches(const std::vector<std::string>& shown, const std::vector<std::string>& actual,
             std::size_t i = 0, std::size_t j = 0) {
  if (i == shown.size()) return j == actual.size();
  if (shown[i] == "…") {
    for (std::size_t k = j; k <= actual.size(); ++k) {
      if (matches(shown, actual, i + 1, k)) return true;
    }
    return false;
  }
  return j < actual.size() && shown[i] == actual[j] && matches(shown, actual, i + 1, j + 1);
}

/// Lines that start with `$ ` are commands, the others what they print.
void run_console(const Fence& fence, std::size_t& commands) {
  int last_exit = 0;
  for (std::size_t i = 0; i < fence.lines.size();) {
    const std::string command = fence.lines[i++].substr(2);
    std::vector<std::string> shown;
    while (i < fence.lines.size() && fence.lines[i].rfind("$ ", 0) != 0) {
      shown.push_back(fence.lines[i++]);
    }
    INFO("line " << fence.line << ": " << command);
    if (command == "echo $?") {
      CHECK(shown == std::vector<std::string>{std::to_string(last_exit)});
      continue;
    }
    const Run result = in_shell(command);
    last_exit = result.exit;
    ++commands;
    INFO(result.out);
    CHECK(matches(shown, lines_of(result.out)));
    CHECK(result.exit != 127);
  }
}

/// Without shown output a command must only be able to do its work.
void run_command(const std::string& command, std::size_t& commands) {
  INFO(command);
  const Run result = in_shell(command);
  INFO(result.out);
  CHECK(result.exit >= 0);
  CHECK(result.exit < 2);
  ++commands;
}

/// The first line names a file: `# name.yaml`, or `<!-- name.md -->`.
std::string named_file(const Fence& fence) {
  static const std::regex comment("(?:#|<!--|//) ([A-Za-z0-9_./-]+\\.[a-z]+)(?: -->)?");
  std::smatch match;
  if (fence.lines.empty() || !std::regex_match(fence.lines.front(), match, comment)) return {};
  return match[1];
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
  const bool is_part = text.rfind("journeys:", 0) == 0 || text.rfind("components:", 0) == 0;
  if (text.rfind("  ", 0) == 0) {
    document = fmt::format("cutpoint: 1\ncomponents:\n{}", text);
  } else if (is_part) {
    document = fmt::format("cutpoint: 1\n{}", text);
  } else if (text.find("\ncutpoint: 1") == std::string::npos && text.rfind("cutpoint: 1", 0) != 0) {
    return;  // another tool's
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft = read_architecture_text("example.yaml", document, sources, diagnostics);
  if (document == text) (void)build_model(draft, diagnostics);
  for (const Diagnostic& found : diagnostics.all()) INFO(found.message);
  CHECK(!diagnostics.has_errors());
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

void prepare_folder(const std::string& stem) {
  constexpr auto whole = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
  fs::copy(source_path("samples"), "samples", whole);
  if (stem == "generated-regions" || stem == "commands")
    fs::copy(source_path("docs"), "docs", whole);
  const std::string own = source_path("tests/app/documents/" + stem);
  if (fs::exists(own)) fs::copy(own, ".", whole);
  in_shell(
      "git init -q -b main . && git add -A && git -c user.name=a -c user.email=a@example.com "
      "commit -q -m first");
}

void check_page(const std::string& path, std::size_t& commands) {
  INFO(path);
  const Page page = read_page(source_path(path));
  const ScratchFolder scratch("documents/" + path);
  prepare_folder(fs::path(path).stem().string());
  for (const Fence& fence : page.fences) {
    if (const std::string file = named_file(fence); !file.empty()) {
      write_file(fmt::format("./{}", file), fence.text());
    }
    if (fence.language == "console") run_console(fence, commands);
    for (const std::string& line : fence.lines) {
      if (fence.language == "sh" && is_cutpoint(line)) run_command(line, commands);
      if (fence.language == "text" && line.rfind("Example: ", 0) == 0) {
        run_command(line.substr(9), commands);
      }
    }
    if (fence.language == "yaml") check_yaml(fence);
  }
  for (const std::string& span : page.spans) {
    if (is_whole(span)) run_command(span, commands);
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

}  // namespace

TEST_CASE("every example in the documentation runs, and prints what is shown") {
  const std::string path = build_path("app:") + std::getenv("PATH");
  setenv("PATH", path.c_str(), 1);
  setenv("NO_COLOR", "1", 1);
  REQUIRE(in_shell("cutpoint --version").exit == 0);
  std::size_t commands = 0;
  for (const std::string& page : pages()) check_page(page, commands);
  // So that a change of fences cannot switch the test off.
  CHECK(commands > 50);
}

TEST_CASE("shown output is compared") {
  CHECK(matches({"a", "…", "d"}, {"a", "b", "c", "d"}));
  CHECK(matches({"a", "…"}, {"a"}));
  CHECK(!matches({"a", "…", "d"}, {"a", "b"}));
  CHECK(!matches({"a"}, {"a", "b"}));
  CHECK(!matches({"b"}, {"a"}));
}

}  // namespace cutpoint::testing
