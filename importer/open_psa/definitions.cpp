#include "importer/open_psa/definitions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "model/base/number_text.hpp"

namespace cutpoint::open_psa {

namespace {

struct Word {
  std::string_view element;
  DefinitionKind kind;
  std::string_view text;
};

constexpr std::array definition_words = {
    Word{"define-gate", DefinitionKind::gate, "gate"},
    Word{"define-basic-event", DefinitionKind::basic_event, "basic event"},
    Word{"define-house-event", DefinitionKind::house_event, "house event"},
    Word{"define-parameter", DefinitionKind::parameter, "parameter"},
    Word{"define-CCF-group", DefinitionKind::ccf_group, "CCF group"},
};

/// Parts of the format that say nothing of a fault tree's probability.
constexpr std::array<std::string_view, 9> passed_over = {"define-event-tree",
                                                         "define-initiating-event",
                                                         "define-functional-event",
                                                         "define-sequence",
                                                         "define-rule",
                                                         "define-alignment",
                                                         "define-consequence",
                                                         "define-extern-library",
                                                         "define-extern-function"};

constexpr std::array<std::string_view, 4> container_words = {
    "define-fault-tree", "define-component", "model-data", "define-substitution"};

}  // namespace

std::string_view name_of(DefinitionKind kind) {
  for (const Word& word : definition_words) {
    if (word.kind == kind) return word.text;
  }
  return "";
}

Definitions::Definitions(std::vector<XmlDocument> documents, Diagnostics& diagnostics)
    : documents_(std::move(documents)), diagnostics_(diagnostics) {
  scopes_.push_back({});
}

void Definitions::collect() {
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    if (documents_[i].empty()) continue;
    collect_document({static_cast<std::uint32_t>(i), documents_[i].root()});
  }
}

void Definitions::collect_document(Place root) {
  if (element(root).name != "opsa-mef") {
    diagnostics_
        .error("unknown-format", span(root),
               fmt::format("`{}` is not the root of an Open-PSA file", element(root).name))
        .help = "Open-PSA files start with <opsa-mef>";
    return;
  }
  if (const Attribute* name = document(root).attribute(root.element, "name");
      name != nullptr && model_name_.empty()) {
    model_name_ = name->value;
  }
  for (const Place child : children(root)) collect_element(child, ScopeId(0U), true);
}

std::vector<Place> Definitions::children(Place place) const {
  std::vector<Place> result;
  for (const ElementId id : document(place).children(place.element)) {
    const std::string_view name = document(place)[id].name;
    if (name != "label" && name != "attributes") result.push_back({place.document, id});
  }
  return result;
}

void Definitions::collect_element(Place place, ScopeId scope, bool at_top) {
  const std::string_view name = element(place).name;
  const auto word = std::find_if(definition_words.begin(), definition_words.end(),
                                 [name](const Word& w) { return w.element == name; });
  if (word != definition_words.end()) return define(place, scope, word->kind);
  if (name == "define-fault-tree" || name == "define-component") return open_scope(place, scope);
  if (name == "model-data" && at_top) {
    for (const Place child : children(place)) collect_element(child, scope, false);
    return;
  }
  if (name == "define-substitution") {
    diagnostics_.error("not-supported", span(place),
                       "substitutions change what fails, and are not read");
    return;
  }
  if (std::find(passed_over.begin(), passed_over.end(), name) != passed_over.end()) {
    diagnostics_.warning("not-read", span(place),
                         fmt::format("`{}` is passed over: only fault trees are analysed", name));
    return;
  }
  std::vector<std::string_view> known(passed_over.begin(), passed_over.end());
  known.insert(known.end(), container_words.begin(), container_words.end());
  for (const Word& w : definition_words) known.push_back(w.element);
  Diagnostic& unknown =
      diagnostics_.error("unknown-key", span(place), fmt::format("`{}` has no meaning here", name));
  if (const auto near = nearest_name(name, known)) {
    unknown.help = fmt::format("did you mean `{}`?", *near);
  }
}

void Definitions::open_scope(Place place, ScopeId parent) {
  const auto name = defined_name(place);
  const auto hidden = is_private(place, scopes_[parent].is_private);
  if (!name || !hidden) return;
  if (model_name_.empty()) model_name_ = *name;
  const std::string& outer = scopes_[parent].path;
  const ScopeId scope =
      scopes_.push_back({outer.empty() ? *name : outer + "." + *name, parent, *hidden});
  // Nesting is limited by the document, so this recursion is too.
  for (const Place child : children(place)) collect_element(child, scope, false);
}

void Definitions::define(Place place, ScopeId scope, DefinitionKind kind) {
  auto name = defined_name(place);
  const auto hidden = is_private(place, scopes_[scope].is_private);
  if (!name || !hidden) return;
  Definition definition;
  definition.kind = kind;
  const std::string& outer = scopes_[scope].path;
  definition.path = outer.empty() ? *name : outer + "." + *name;
  definition.name = *hidden ? definition.path : *name;
  definition.scope = scope;
  definition.place = place;
  definition.span = document(place).value_span(place.element, "name");
  for (const ElementId child : document(place).children(place.element)) {
    if (document(place)[child].name == "label") definition.label = document(place)[child].text;
  }
  insert(std::move(definition), *hidden);
}

Definitions::Table& Definitions::table_of(DefinitionKind kind) {
  if (kind == DefinitionKind::parameter) return parameters_;
  return kind == DefinitionKind::ccf_group ? groups_ : events_;
}

void Definitions::insert(Definition definition, bool is_private) {
  Table& table = table_of(definition.kind);
  DefinitionId earlier;
  if (const auto same = table.by_path.find(definition.path); same != table.by_path.end()) {
    earlier = same->second;
  } else if (const auto alike = table.by_public_name.find(definition.name);
             !is_private && alike != table.by_public_name.end()) {
    earlier = alike->second;
  }
  if (earlier.valid()) {
    if (merge_declaration(all_[earlier], definition, earlier)) return;
    diagnostics_
        .error("duplicate-name", definition.span,
               fmt::format("`{}` is defined twice", definition.name))
        .notes.push_back({"first defined here", all_[earlier].span});
    return;
  }
  const std::string path = definition.path;
  const std::string name = definition.name;
  const DefinitionId id = all_.push_back(std::move(definition));
  table.by_path.emplace(path, id);
  if (!is_private) table.by_public_name.emplace(name, id);
}

/// A basic event may be declared in its fault tree and get its expression in the model data.
bool Definitions::merge_declaration(const Definition& earlier, const Definition& later,
                                    DefinitionId id) {
  if (earlier.kind != DefinitionKind::basic_event || later.kind != earlier.kind) return false;
  const bool first_is_empty = children(earlier.place).empty();
  if (!first_is_empty && !children(later.place).empty()) return false;
  if (first_is_empty) {
    all_[id].place = later.place;
    all_[id].span = later.span;
    if (!later.label.empty()) all_[id].label = later.label;
  }
  return true;
}

std::optional<bool> Definitions::is_private(Place place, bool inherited) {
  const Attribute* role = document(place).attribute(place.element, "role");
  if (role == nullptr) return inherited;
  if (role->value == "private" || role->value == "public") return role->value == "private";
  diagnostics_.error("invalid-value", document(place).value_span(place.element, "role"),
                     fmt::format("a role is private or public, not `{}`", role->value));
  return std::nullopt;
}

std::optional<std::string_view> Definitions::required(Place place, std::string_view attribute) {
  const Attribute* found = document(place).attribute(place.element, attribute);
  if (found != nullptr && !found->value.empty()) return found->value;
  diagnostics_.error("missing-key", span(place),
                     fmt::format("`{}` needs a `{}`", element(place).name, attribute));
  return std::nullopt;
}

std::optional<std::uint32_t> Definitions::required_count(Place place, std::string_view attribute) {
  const auto text = required(place, attribute);
  if (!text) return std::nullopt;
  if (const auto number = number_of_text<std::uint32_t>(*text)) return number;
  diagnostics_.error("invalid-number", document(place).value_span(place.element, attribute),
                     fmt::format("`{}` must be a whole number, not `{}`", attribute, *text));
  return std::nullopt;
}

std::optional<std::string> Definitions::defined_name(Place place) {
  const auto name = required(place, "name");
  if (!name) return std::nullopt;
  if (name->find('.') == std::string_view::npos) return std::string(*name);
  diagnostics_
      .error("invalid-value", document(place).value_span(place.element, "name"),
             fmt::format("the name `{}` holds a dot", *name))
      .help = "dots join the names of a path; define it inside its component instead";
  return std::nullopt;
}

DefinitionId Definitions::find(const Table& table, std::string_view name, ScopeId scope) const {
  const std::string wanted(name);
  for (ScopeId at = scope; at.valid(); at = scopes_[at].parent) {
    const std::string& outer = scopes_[at].path;
    const auto found = table.by_path.find(outer.empty() ? wanted : outer + "." + wanted);
    if (found != table.by_path.end()) return found->second;
  }
  const auto found = table.by_public_name.find(wanted);
  return found == table.by_public_name.end() ? DefinitionId() : found->second;
}

DefinitionId Definitions::find_event(std::string_view name, ScopeId scope) const {
  return find(events_, name, scope);
}

DefinitionId Definitions::find_parameter(std::string_view name, ScopeId scope) const {
  return find(parameters_, name, scope);
}

std::string Definitions::suggestion(std::string_view name, DefinitionKind kind) {
  // Each suggestion looks at every name: a stated number of them keeps large files linear.
  constexpr std::size_t most_suggestions = 50;
  if (++suggestions_ > most_suggestions) return {};
  const Table& table = table_of(kind);
  std::vector<std::string_view> names;
  for (const Definition& definition : all_) {
    if (&table_of(definition.kind) == &table) names.push_back(definition.name);
  }
  const auto near = nearest_name(name, names);
  return near ? fmt::format("did you mean `{}`?", *near) : std::string();
}

DefinitionId Definitions::add_member(std::string_view name, ScopeId scope, Place place) {
  Definition definition;
  definition.kind = DefinitionKind::basic_event;
  definition.name = name;
  const std::string& outer = scopes_[scope].path;
  definition.path = outer.empty() ? std::string(name) : fmt::format("{}.{}", outer, name);
  definition.scope = scope;
  definition.place = place;
  definition.span = document(place).value_span(place.element, "name");
  insert(std::move(definition), false);
  return find_event(name, scope);
}

}  // namespace cutpoint::open_psa
