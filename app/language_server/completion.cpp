#include "app/language_server/completion.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/language_server/amounts.hpp"
#include "app/language_server/yaml_context.hpp"
#include "cutpoint/kind.hpp"
#include "lint/facts/claims.hpp"
#include "model/yaml/yaml_text.hpp"

namespace cutpoint {

namespace {

/// As the protocol numbers them.
enum class CompletionKind {
  function = 3,
  class_name = 7,
  property = 10,
  unit = 11,
  value = 12,
  file = 17,
  constant = 21
};

class CompletionList {
 public:
  void add(std::string_view label, CompletionKind kind, std::string_view detail,
           std::string_view inserted = {}) {
    if (std::find(seen_.begin(), seen_.end(), label) != seen_.end()) return;
    seen_.emplace_back(label);
    RpcJson item{{"label", label}, {"kind", static_cast<int>(kind)}};
    if (!detail.empty()) item["detail"] = detail;
    item["insertText"] = inserted.empty() ? quoted_if_needed(label) : std::string(inserted);
    items_.push_back(std::move(item));
  }
  [[nodiscard]] RpcJson take() { return std::move(items_); }

 private:
  RpcJson items_ = RpcJson::array();
  std::vector<std::string> seen_;
};

void add_names(CompletionList& list, const std::vector<const CheckedRoot*>& roots, NameUse::Of of,
               std::string_view detail) {
  for (const CheckedRoot* root : roots) {
    for (const CheckedModel& model : root->models) {
      for (const NameUse& use : model.uses) {
        if (use.gives && use.of == of) list.add(use.name, CompletionKind::class_name, detail);
      }
    }
  }
}

void add_kinds(CompletionList& list, const std::vector<const CheckedRoot*>& roots) {
  add_names(list, roots, NameUse::Of::kind, "a kind of this document");
  for (const Kind& kind : built_in_kinds()) {
    list.add(kind.name, CompletionKind::class_name, kind.description);
  }
}

void add_rules(CompletionList& list) {
  for (const Rule* rule : rules()) list.add(rule->slug, CompletionKind::constant, rule->summary);
  // A document may name them by their codes, too.
  for (const Rule* rule : rules()) {
    list.add(rule->code, CompletionKind::constant,
             fmt::format("{}: {}", rule->slug, rule->summary));
  }
}

void add_amounts(CompletionList& list, std::string_view text, const std::string& typed,
                 const FormatWords& words, const std::vector<std::string>& path) {
  std::set<std::string> currencies = currencies_in(text);
  if (currencies.empty()) currencies = {"EUR", "USD"};
  for (const AmountEnding& ending : amount_endings(typed, words, path, currencies)) {
    list.add(ending.text, CompletionKind::unit, ending.meaning, ending.text);
  }
}

void add_values(CompletionList& list, std::string_view text, const YamlContext& context,
                const CompletionNames& names, const FormatWords& words) {
  std::vector<std::string> path = context.path;
  if (!context.key.empty()) path.push_back(context.key);
  const std::string_view key = context.key;
  const auto& roots = names.roots;
  if (names_files(path)) {
    for (const std::string& file : names.files()) list.add(file, CompletionKind::file, "");
    return;
  }
  if (key == "kind" || key == "like") return add_kinds(list, roots);
  if (key == "profile") {
    for (const CatalogueProfile& profile : catalogue_profiles()) {
      list.add(profile.name, CompletionKind::constant, profile.description);
    }
    return;
  }
  if (key == "rule") return add_rules(list);
  for (const std::string& word : words.words_at(path)) {
    list.add(word, CompletionKind::value, "", word);
  }
  if (names_components(context.path, key)) {
    add_names(list, roots, NameUse::Of::component, "component");
    add_names(list, roots, NameUse::Of::common_cause, "common cause");
  }
  add_amounts(list, text, context.typed, words, path);
}

void add_keys(CompletionList& list, const YamlContext& context, const FormatWords& words) {
  for (const FormatKey& key : words.keys_at(context.path)) {
    if (context.siblings.contains(key.name)) continue;
    list.add(key.name, CompletionKind::property, key.summary, key.name + ": ");
  }
}

}  // namespace

RpcJson completions(std::string_view text, TextPlace place, const CompletionNames& names,
                    const FormatWords& words) {
  const std::string_view line = line_of_text(text, place.line);
  const std::size_t end = static_cast<std::size_t>(line.data() - text.data()) + place.column - 1;
  const YamlContext context = yaml_context(text, line.data() == nullptr ? text.size() : end);
  CompletionList list;
  if (context.is_comment) return list.take();
  if (context.in_value) {
    add_values(list, text, context, names, words);
    // An item of a list may be a mapping: `- any_of: …`.
    if (context.key.empty()) add_keys(list, context, words);
  } else {
    add_keys(list, context, words);
    // Kinds are the keys of `defaults`.
    if (context.path == std::vector<std::string>{"defaults"}) add_kinds(list, names.roots);
  }
  return list.take();
}

RpcJson claim_completions(const TypedClaim& claim, const std::vector<const CheckedRoot*>& roots) {
  CompletionList list;
  for (const ClaimForm& form : claim_forms()) {
    if (!claim.in_argument) {
      list.add(form.name, CompletionKind::function, form.summary, fmt::format("{}(", form.name));
    } else if (form.name == claim.form) {
      if (form.of_journey) {
        add_names(list, roots, NameUse::Of::journey, "journey");
      } else {
        add_names(list, roots, NameUse::Of::component, "component");
      }
    }
  }
  return list.take();
}

}  // namespace cutpoint
