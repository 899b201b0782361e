#include "app/language_server/format_words.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "model/format/reading.hpp"

namespace cutpoint {

FormatWords::FormatWords() : schema_(RpcJson::parse(architecture_schema())) {}

void FormatWords::add_forms(const RpcJson& node, std::vector<const RpcJson*>& forms) const {
  constexpr std::string_view prefix = "#/definitions/";
  std::vector<const RpcJson*> open{&node};
  while (!open.empty()) {
    const RpcJson* form = open.back();
    open.pop_back();
    if (!form->is_object()) continue;
    if (const auto reference = form->find("$ref"); reference != form->end()) {
      const std::string name = reference->get<std::string>().substr(prefix.size());
      open.push_back(&schema_.at("definitions").at(name));
      continue;
    }
    if (std::find(forms.begin(), forms.end(), form) != forms.end()) continue;
    forms.push_back(form);
    for (const char* alternatives : {"anyOf", "oneOf"}) {
      const auto several = form->find(alternatives);
      if (several == form->end()) continue;
      for (const RpcJson& one : *several) open.push_back(&one);
    }
  }
}

std::vector<const RpcJson*> FormatWords::nodes_at(const std::vector<std::string>& path) const {
  std::vector<const RpcJson*> forms;
  add_forms(schema_, forms);
  for (const std::string& step : path) {
    std::vector<const RpcJson*> next;
    for (const RpcJson* form : forms) {
      if (step == "[]") {
        if (const auto items = form->find("items"); items != form->end()) add_forms(*items, next);
        continue;
      }
      const auto properties = form->find("properties");
      if (properties != form->end() && properties->contains(step)) {
        add_forms(properties->at(step), next);
      } else if (const auto rest = form->find("additionalProperties"); rest != form->end()) {
        add_forms(*rest, next);
      }
    }
    forms = std::move(next);
  }
  return forms;
}

std::vector<FormatKey> FormatWords::keys_at(const std::vector<std::string>& path) const {
  std::vector<FormatKey> keys;
  std::set<std::string> seen;
  for (const RpcJson* form : nodes_at(path)) {
    const auto properties = form->find("properties");
    if (properties == form->end()) continue;
    for (const auto& [name, value] : properties->items()) {
      if (seen.insert(name).second) keys.push_back({name, value.value("description", "")});
    }
  }
  return keys;
}

std::vector<std::string> FormatWords::words_at(const std::vector<std::string>& path) const {
  std::vector<std::string> words;
  for (const RpcJson* form : nodes_at(path)) {
    if (const auto listed = form->find("enum"); listed != form->end()) {
      for (const RpcJson& word : *listed)
        words.push_back(word.is_string() ? word.get<std::string>() : word.dump());
    }
    const auto type = form->find("type");
    if (type != form->end() &&
        (*type == "boolean" ||
         (type->is_array() && std::find(type->begin(), type->end(), "boolean") != type->end()))) {
      words.insert(words.end(), {"true", "false"});
    }
  }
  return words;
}

bool FormatWords::takes_pattern(const std::vector<std::string>& path, std::string_view with) const {
  const auto forms = nodes_at(path);
  return std::any_of(forms.begin(), forms.end(), [with](const RpcJson* form) {
    return form->value("pattern", "").find(with) != std::string::npos;
  });
}

bool FormatWords::takes_duration(const std::vector<std::string>& path) const {
  return takes_pattern(path, "milliseconds");
}

bool FormatWords::takes_share(const std::vector<std::string>& path) const {
  return takes_pattern(path, "%");
}

bool FormatWords::takes_money(const std::vector<std::string>& path) const {
  return takes_pattern(path, "[A-Z]{3}");
}

std::string FormatWords::summary_of(const std::vector<std::string>& path) const {
  if (path.empty()) return {};
  const std::vector<std::string> above(path.begin(), path.end() - 1);
  for (const FormatKey& key : keys_at(above)) {
    if (key.name == path.back()) return key.summary;
  }
  return {};
}

bool names_components(const std::vector<std::string>& path, std::string_view key) {
  static constexpr std::array keys{
      "depends_on", "needs", "runs_on", "any_of",  "all_of", "of",       "connected", "component",
      "between",    "to",    "by",      "members", "copies", "registry", "exclude",   "components"};
  std::string_view innermost = key;
  for (auto step = path.rbegin(); innermost.empty() && step != path.rend(); ++step) {
    if (*step != "[]") innermost = *step;
  }
  // The mapping of all components is none of their uses.
  if (innermost == "components" && path.size() < 2) return false;
  return std::find(keys.begin(), keys.end(), innermost) != keys.end();
}

bool names_files(const std::vector<std::string>& path) {
  return !path.empty() && path.front() == "include";
}

}  // namespace cutpoint
