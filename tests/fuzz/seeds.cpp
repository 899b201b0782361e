#include "tests/fuzz/seeds.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <nlohmann/json.hpp>

#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

namespace {

constexpr std::size_t largest_seed = 24'000;

std::vector<SeedFile> seed_files() {
  namespace fs = std::filesystem;
  const fs::path root = CUTPOINT_SOURCE_DIR;
  std::vector<SeedFile> files;
  for (const char* folder : {"samples", "tests", "docs"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (!entry.is_regular_file() || entry.file_size() > largest_seed) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::string text{std::istreambuf_iterator<char>(file), {}};
      files.push_back({fs::relative(entry.path(), root).generic_string(), std::move(text)});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const SeedFile& a, const SeedFile& b) { return a.path < b.path; });
  return files;
}

void collect_words(const nlohmann::json& node, std::set<std::string>& words) {
  if (node.is_string()) {
    const auto& text = node.get_ref<const std::string&>();
    if (!text.empty() && text.size() <= 40) words.insert(text);
  }
  if (!node.is_structured()) return;
  for (const auto& [key, value] : node.items()) {
    if (node.is_object()) words.insert(key + ": ");
    collect_words(value, words);
  }
}

/// Words that YAML, XML, JSON, CSV and Markdown mean something by, and values at the edges.
constexpr const char* signs[] = {"\n%%\n",
                                 "\n---\n",
                                 "&a ",
                                 "*a",
                                 "<<: ",
                                 "!!str ",
                                 "|\n",
                                 ">-\n",
                                 "[",
                                 "]",
                                 "{",
                                 "}",
                                 ": ",
                                 "- ",
                                 "\"",
                                 "'",
                                 "#",
                                 "\t",
                                 "\r\n",
                                 "\\u0000",
                                 "\x1b[31m",
                                 "\xe2\x80\xae",
                                 "\xef\xbf\xbf",
                                 "\xef\xbb\xbf",
                                 "\xff\xfe",
                                 "0",
                                 "-1",
                                 "1e308",
                                 "1e-320",
                                 "nan",
                                 "inf",
                                 "never",
                                 "0s",
                                 "1y",
                                 "99.9%",
                                 "100%",
                                 "0%",
                                 "18446744073709551616",
                                 "..",
                                 "${A:-b}",
                                 "<!--",
                                 "-->",
                                 "<![CDATA[",
                                 "&lt;",
                                 "```yaml cutpoint\n",
                                 "2026-02-30T24:00:00Z",
                                 "replicas: 100000",
                                 "at_least: 3"};

}  // namespace

std::vector<std::string> seeds_of(const FuzzTarget& target) {
  std::vector<std::string> seeds;
  for (const SeedFile& file : seed_files()) {
    if (!target.takes(file)) continue;
    if (target.form != SeedForm::line) {
      seeds.push_back(file.text);
      continue;
    }
    for (std::size_t at = 0; at < file.text.size();) {
      const std::size_t end = std::min(file.text.find('\n', at), file.text.size());
      seeds.push_back(file.text.substr(at, end - at));
      at = end + 1;
    }
  }
  if (target.form == SeedForm::pair) {
    const std::vector<std::string> single = seeds;
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      seeds[i] += "\n%%\n" + single[(i + 1) % single.size()];
    }
  }
  return seeds;
}

std::vector<std::string> dictionary() {
  std::set<std::string> words(std::begin(signs), std::end(signs));
  const Ran schema = run_over({}, {"schema"});
  collect_words(nlohmann::json::parse(schema.out), words);
  const Ran rules = run_over({}, {"rules", "--format", "json"});
  collect_words(nlohmann::json::parse(rules.out), words);
  return {words.begin(), words.end()};
}

}  // namespace cutpoint::fuzzing
