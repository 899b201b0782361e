#include "app/lint/configuration.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "model/base/meant_words.hpp"
#include "model/base/utf8.hpp"
#include "model/format/codec/codec.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view file_name = ".cutpoint.yaml";

struct KeyReader {
  ConfigurationKey key;
  void (*read)(NodeReader& reader, YamlNodeId node, LintConfiguration& configuration);
};

bool matches(const Rule& rule, const std::string& word) {
  if (word == rule.slug || word == "all") return true;
  if (word.size() > rule.code.size() || word.empty()) return false;
  return find_rule(std::string(word) + std::string(rule.code.substr(word.size()))) == &rule;
}

bool names_a_rule(const std::string& word) {
  const auto all = rules();
  return std::any_of(all.begin(), all.end(),
                     [&](const Rule* rule) { return matches(*rule, word); });
}

/// A word or a list of words.
void read_words(NodeReader& reader, YamlNodeId node, std::vector<std::string>& words) {
  if (reader.document().type(node) == YamlType::scalar) {
    if (const auto word = reader.name(node)) words.push_back(word->value);
    return;
  }
  if (!reader.expect(node, YamlType::sequence, "a word or a list of words")) return;
  for (const YamlNodeId item : reader.document().items(node)) {
    if (const auto word = reader.name(item)) words.push_back(word->value);
  }
}

void tell_unknown_rule(NodeReader& reader, YamlNodeId node, const std::string& word) {
  const auto near = nearest_rule(word);
  Diagnostic& found =
      reader.error("unknown-name", node, fmt::format("there is no rule `{}`", word));
  if (near) {
    suggest(found, {*near});
  } else {
    found.help = "`cutpoint rules` lists them";
  }
}

void read_rules(NodeReader& reader, YamlNodeId node, std::vector<std::string>& words) {
  read_words(reader, node, words);
  const auto check = [&reader](YamlNodeId item) {
    const std::string word(reader.document().text(item));
    if (!word.empty() && !names_a_rule(word)) tell_unknown_rule(reader, item, word);
  };
  const YamlType type = reader.document().type(node);
  if (type == YamlType::scalar) check(node);
  if (type != YamlType::sequence) return;
  for (const YamlNodeId item : reader.document().items(node)) {
    if (reader.document().type(item) == YamlType::scalar) check(item);
  }
}

std::optional<Severity> read_severity(NodeReader& reader, YamlNodeId node) {
  const auto word = reader.scalar(node, "error, warning or info");
  if (!word) return std::nullopt;
  const auto severity = parse_severity(*word);
  if (!severity) {
    reader.error("invalid-value", node, fmt::format("`{}` is no severity", *word)).help =
        "severities are error, warning and info";
  }
  return severity;
}

void read_severities(NodeReader& reader, YamlNodeId node, LintConfiguration& configuration) {
  if (!reader.expect(node, YamlType::mapping, "a mapping from rules to severities")) return;
  for (const auto& entry : reader.document().entries(node)) {
    const auto name = reader.name(entry.key);
    const auto severity = read_severity(reader, entry.value);
    if (!name || !severity) continue;
    if (const Rule* rule = find_rule(name->value)) {
      configuration.severities[std::string(rule->slug)] = *severity;
      continue;
    }
    tell_unknown_rule(reader, entry.key, name->value);
  }
}

void read_overlays(NodeReader& reader, YamlNodeId node, LintConfiguration& configuration) {
  if (!reader.expect(node, YamlType::mapping, "a mapping from overlays to what they are laid over"))
    return;
  for (const auto& entry : reader.document().entries(node)) {
    const auto name = reader.name(entry.key);
    if (name) read_words(reader, entry.value, configuration.overlays[name->value]);
  }
}

constexpr std::array keys = {
    KeyReader{{"select", "Rules to apply, by code, slug or beginning of a code; all by default."},
              [](NodeReader& reader, YamlNodeId node, LintConfiguration& configuration) {
                read_rules(reader, node, configuration.select);
              }},
    KeyReader{{"ignore", "Rules to leave out."},
              [](NodeReader& reader, YamlNodeId node, LintConfiguration& configuration) {
                read_rules(reader, node, configuration.ignore);
              }},
    KeyReader{{"severity", "Severities by rule: `{no-backup: error}`."}, read_severities},
    KeyReader{{"fail_on", "The least severity that fails the run: error, warning or info."},
              [](NodeReader& reader, YamlNodeId node, LintConfiguration& configuration) {
                configuration.fail_on = read_severity(reader, node);
              }},
    KeyReader{{"exclude", "Shell patterns of files and folders to pass over."},
              [](NodeReader& reader, YamlNodeId node, LintConfiguration& configuration) {
                read_words(reader, node, configuration.exclude);
              }},
    KeyReader{{"overlays",
               "Files that are no document of their own, and what each is laid over, as in "
               "`prod.yaml: base.yaml`, relative to this file."},
              read_overlays},
    KeyReader{{"baseline", "File of findings that do not count, relative to this file."},
              [](NodeReader& reader, YamlNodeId node, LintConfiguration& configuration) {
                if (const auto path = reader.name(node)) configuration.baseline = path->value;
              }},
};

void read_lint_section(NodeReader& reader, YamlNodeId node, LintConfiguration& configuration) {
  if (!reader.expect(node, YamlType::mapping, "a mapping")) return;
  std::vector<std::string_view> names;
  names.reserve(std::size(keys));
  for (const KeyReader& row : keys) names.push_back(row.key.name);
  for (const auto& entry : reader.document().entries(node)) {
    const std::string_view name = reader.document().text(entry.key);
    const auto row = std::find_if(keys.begin(), keys.end(), [name](const KeyReader& candidate) {
      return candidate.key.name == name;
    });
    if (row != keys.end()) {
      row->read(reader, entry.value, configuration);
    } else if (!NodeReader::is_free(name)) {
      reader.unknown_key(entry.key, names, "`lint`");
    }
  }
}

/// What belongs under `lint` is often written beside it.
void tell_misplaced(NodeReader& reader, YamlNodeId key, std::string_view name) {
  const bool known = std::any_of(keys.begin(), keys.end(),
                                 [name](const KeyReader& row) { return row.key.name == name; });
  if (!known) {
    reader.unknown_key(key, {"lint"}, "the configuration");
    return;
  }
  reader.error("unknown-key", key, fmt::format("`{}` is no key of the configuration", name)).help =
      "write it under `lint:`";
}

void read_text(FileId file, const SourceFiles& sources, Diagnostics& diagnostics,
               LintConfiguration& configuration) {
  const auto documents = parse_yaml(file, sources, diagnostics);
  // An empty file configures nothing.
  if (documents.empty()) return;
  const YamlDocument& document = documents.front();
  NodeReader reader(document, diagnostics);
  if (document.type(document.root()) == YamlType::null) return;
  if (!reader.expect(document.root(), YamlType::mapping, "a mapping with the key `lint`")) return;
  for (const auto& entry : document.entries(document.root())) {
    if (document.text(entry.key) == "lint") {
      read_lint_section(reader, entry.value, configuration);
    } else if (!NodeReader::is_free(document.text(entry.key))) {
      tell_misplaced(reader, entry.key, document.text(entry.key));
    }
  }
}

/// The nearest configuration at or above the folder of `start`.
std::string nearest_configuration(const std::string& start) {
  std::error_code error;
  std::filesystem::path folder = std::filesystem::absolute(start, error);
  if (error) return {};
  folder = folder.lexically_normal();
  if (!std::filesystem::is_directory(folder, error)) folder = folder.parent_path();
  while (true) {
    const std::filesystem::path file = folder / file_name;
    if (std::filesystem::is_regular_file(file, error)) {
      const auto relative = std::filesystem::proximate(file, error);
      return error ? file.string() : relative.string();
    }
    if (!folder.has_relative_path() || folder == folder.parent_path()) return {};
    folder = folder.parent_path();
  }
}

std::string configuration_path(const Arguments& arguments, const std::string& start) {
  if (arguments.flag("no-config")) return {};
  if (arguments.given("config")) return arguments.value("config");
  const char* named = std::getenv("CUTPOINT_CONFIG");
  if (named != nullptr && *named != '\0') return named;
  return nearest_configuration(start);
}

bool all_known(const std::vector<std::string>& words, Console& console) {
  bool known = true;
  for (const std::string& word : words) {
    if (names_a_rule(word)) continue;
    const auto near = nearest_rule(word);
    fail(console, fmt::format("there is no rule `{}`{}", word,
                              near ? fmt::format("; did you mean `{}`?", *near)
                                   : "; `cutpoint rules` lists them"));
    known = false;
  }
  return known;
}

bool any_matches(const Rule& rule, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return matches(rule, word); });
}

/// Paths were written relative to the file.
void make_paths_relative(LintConfiguration& configuration) {
  const auto folder = std::filesystem::path(configuration.path).parent_path();
  const auto relative = [&](const std::string& path) {
    return (folder / path).lexically_normal().string();
  };
  if (!configuration.baseline.empty()) configuration.baseline = relative(configuration.baseline);
  std::map<std::string, std::vector<std::string>> overlays;
  for (const auto& [file, below] : configuration.overlays) {
    std::vector<std::string>& paths = overlays[relative(file)];
    for (const std::string& path : below) paths.push_back(relative(path));
  }
  configuration.overlays = std::move(overlays);
}

}  // namespace

std::span<const ConfigurationKey> lint_configuration_keys() {
  static const std::vector<ConfigurationKey> table = [] {
    std::vector<ConfigurationKey> rows;
    rows.reserve(std::size(keys));
    for (const KeyReader& row : keys) rows.push_back(row.key);
    return rows;
  }();
  return table;
}

std::optional<Severity> parse_severity(std::string_view name) {
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    if (name == name_of(severity)) return severity;
  }
  return std::nullopt;
}

std::optional<LintConfiguration> read_lint_configuration(const Arguments& arguments,
                                                         const std::string& start,
                                                         Console& console) {
  LintConfiguration configuration;
  configuration.path = configuration_path(arguments, start);
  if (configuration.path.empty()) return configuration;
  auto text = read_utf8(console.files, configuration.path);
  if (!text) {
    fail(console, fmt::format("cannot read {}: {}", configuration.path, text.error.message));
    return std::nullopt;
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  read_text(sources.add(configuration.path, std::move(*text)), sources, diagnostics, configuration);
  print_diagnostics(diagnostics, sources, console);
  if (diagnostics.has_errors()) return std::nullopt;
  make_paths_relative(configuration);
  return configuration;
}

std::optional<std::vector<const Rule*>> choose_rules(const std::vector<std::string>& select,
                                                     const std::vector<std::string>& ignore,
                                                     Console& console) {
  const bool select_known = all_known(select, console);
  if (!all_known(ignore, console) || !select_known) return std::nullopt;
  std::vector<const Rule*> chosen;
  for (const Rule* rule : rules()) {
    if (!select.empty() && !any_matches(*rule, select)) continue;
    if (!any_matches(*rule, ignore)) chosen.push_back(rule);
  }
  return chosen;
}

}  // namespace cutpoint
