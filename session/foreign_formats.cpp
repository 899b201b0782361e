#include "session/foreign_formats.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "importer/importing.hpp"

namespace cutpoint {

namespace {

/// Keys of the first level, as YAML and JSON write them on lines of their own, and the words that
/// open blocks, as HCL does; the whole text beside them.
struct FirstLevel {
  std::string_view text;
  std::set<std::string_view> keys;
  std::set<std::string_view> blocks;
};

std::string_view unquoted(std::string_view word) {
  const bool quoted = word.size() > 1 && (word.front() == '"' || word.front() == '\'');
  return quoted ? word.substr(1, word.size() - 2) : word;
}

/// The string that starts at the quote `at`, which moves to its closing quote; escapes stay.
std::string_view json_string(std::string_view text, std::size_t& at) {
  const std::size_t start = at + 1;
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return text.substr(start, std::min(at, text.size()) - start);
}

/// Keys of the outermost object, however it is broken into lines.
FirstLevel first_level_of_json(std::string_view text) {
  FirstLevel level{text, {}, {}};
  std::size_t depth = 0;
  std::string_view last;
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
      case '"':
        last = json_string(text, at);
        break;
      case '{':
      case '[':
        ++depth;
        break;
      case '}':
      case ']':
        depth -= depth > 0 ? 1 : 0;
        break;
      case ':':
        if (depth == 1) level.keys.insert(last);
        break;
      default:
        break;
    }
  }
  return level;
}

FirstLevel first_level(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string_view::npos && text[first] == '{') return first_level_of_json(text);
  FirstLevel level{text, {}, {}};
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.empty() || line.front() == ' ' || line.front() == '\t') continue;
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) level.keys.insert(unquoted(line.substr(0, colon)));
    if (line.find('{') != std::string_view::npos)
      level.blocks.insert(line.substr(0, line.find(' ')));
  }
  return level;
}

struct ForeignRow {
  ForeignFormat format;
  bool (*is)(std::string_view path, const FirstLevel& level);
};

bool has_any(const std::set<std::string_view>& words, const std::vector<std::string_view>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](std::string_view word) { return words.contains(word); });
}

std::string_view file_name_of(std::string_view path) {
  return path.substr(path.find_last_of("/\\") + 1);
}

constexpr std::string_view instead_of_configuration =
    "it leaves open what there will be: `terraform show -json > state.json`, then `cutpoint import "
    "terraform state.json -o architecture.yaml`";
constexpr std::string_view instead_of_helm =
    "import what `helm template` makes of the chart: `helm template . > rendered.yaml`, then "
    "`cutpoint import kubernetes rendered.yaml -o architecture.yaml`";

constexpr std::string_view instead_of_incidents =
    "`cutpoint observe FILE --window 726h` measures figures from them; a document takes them over "
    "with `observed: {file: FILE, window: 726h}`";

/// The first line names the columns that records of incidents have at least.
bool is_incident_table(std::string_view text) {
  const std::string_view head = text.substr(0, text.find('\n'));
  const auto is_column = [head](std::string_view name) {
    const std::size_t at = head.find(name);
    constexpr std::string_view separators = ",;\t";
    return at != std::string_view::npos && at + name.size() < head.size() &&
           separators.find(head[at + name.size()]) != std::string_view::npos;
  };
  return head.find(':') == std::string_view::npos && is_column("component") && is_column("start");
}

constexpr std::array foreign_rows = {
    ForeignRow{
        {"a table of incidents", "observe", instead_of_incidents},
        [](std::string_view, const FirstLevel& level) { return is_incident_table(level.text); }},
    ForeignRow{{"a Kubernetes manifest", "kubernetes"},
               [](std::string_view, const FirstLevel& level) {
                 return level.keys.contains("apiVersion") && level.keys.contains("kind");
               }},
    ForeignRow{{"a Terraform plan or state", "terraform"},
               [](std::string_view path, const FirstLevel& level) {
                 return path.ends_with(".tfstate") || level.keys.contains("terraform_version") ||
                        has_any(level.keys, {"planned_values", "resource_changes", "lineage"});
               }},
    ForeignRow{{"a Terraform configuration", "terraform", instead_of_configuration},
               [](std::string_view path, const FirstLevel& level) {
                 return path.ends_with(".tf") || path.ends_with(".tf.json") ||
                        has_any(level.blocks, {"terraform", "resource", "provider", "module"});
               }},
    ForeignRow{{"a CloudFormation template", "cloudformation"},
               [](std::string_view, const FirstLevel& level) {
                 return level.keys.contains("AWSTemplateFormatVersion") ||
                        (level.keys.contains("Resources") &&
                         level.text.find("AWS::") != std::string_view::npos);
               }},
    ForeignRow{{"a Helm chart", "helm", instead_of_helm},
               [](std::string_view path, const FirstLevel& level) {
                 return file_name_of(path) == "Chart.yaml" ||
                        (level.keys.contains("apiVersion") && level.keys.contains("appVersion"));
               }},
    ForeignRow{{"a file of values for a Helm chart", "helm", instead_of_helm},
               [](std::string_view path, const FirstLevel& level) {
                 const bool is_named_so = file_name_of(path).starts_with("values") &&
                                          has_any(level.keys, {"image", "ingress", "resources"});
                 return is_named_so || level.keys.contains("replicaCount");
               }},
    ForeignRow{
        {"an Ansible playbook", "ansible"},
        [](std::string_view, const FirstLevel& level) { return level.keys.contains("- hosts"); }},
    ForeignRow{{"an OpenAPI description", "openapi"},
               [](std::string_view, const FirstLevel& level) {
                 return has_any(level.keys, {"openapi", "swagger"});
               }},
    ForeignRow{{"a Graphviz graph", "dot"},
               [](std::string_view path, const FirstLevel& level) {
                 return path.ends_with(".dot") || path.ends_with(".gv") ||
                        has_any(level.blocks, {"digraph", "digraph{", "graph", "graph{", "strict"});
               }},
    ForeignRow{{"a Docker Compose file", "compose"},
               [](std::string_view path, const FirstLevel& level) {
                 // A project may consist of others that it includes.
                 const bool is_named =
                     path.substr(path.rfind('/') + 1).find("compose") != path.npos;
                 return level.keys.contains("services") ||
                        (is_named && level.keys.contains("include"));
               }},
};

/// What to do with such a file: its import by name, or that there is none.
std::string advice_on(const ForeignFormat& format, const std::string& path) {
  if (!format.instead.empty()) return std::string(format.instead);
  if (find_importer(format.importer) != nullptr) {
    return fmt::format("`cutpoint import {} {} -o architecture.yaml` turns it into one",
                       format.importer, path);
  }
  std::vector<std::string_view> names;
  for (const Importer* importer : importers()) names.push_back(importer->name);
  return fmt::format(
      "there is no import of this format yet (`cutpoint import` reads: {}); `cutpoint init` writes "
      "a description to start from",
      fmt::join(names, ", "));
}

}  // namespace

std::optional<ForeignFormat> foreign_format(std::string_view path, std::string_view text) {
  const FirstLevel level = first_level(text);
  if (level.keys.contains("cutpoint")) return std::nullopt;
  const auto found = std::find_if(foreign_rows.begin(), foreign_rows.end(),
                                  [&](const ForeignRow& row) { return row.is(path, level); });
  return found == foreign_rows.end() ? std::nullopt : std::optional(found->format);
}

bool refuse_foreign_format(const std::string& path, std::string_view text, SourceFiles& sources,
                           Diagnostics& diagnostics) {
  const auto format = foreign_format(path, text);
  if (!format) return false;
  const FileId file = sources.add(path, "");
  diagnostics
      .error("foreign-format", {file, 0, 0, 0},
             fmt::format("{} is {}, not an architecture", path, format->what))
      .help = advice_on(*format, path);
  return true;
}

}  // namespace cutpoint
