#include "app/language_server/names.hpp"

#include <algorithm>
#include <map>

#include "app/language_server/places.hpp"
#include "model/format/edit/written_references.hpp"

namespace cutpoint {

namespace {

std::vector<NameUse> given_names(const Draft& draft) {
  std::vector<NameUse> uses;
  const auto add = [&uses](const WrittenName& name, NameUse::Of of) {
    if (name.span.known()) uses.push_back({name.value, name.span, of, true});
  };
  for (const DraftJourney& journey : draft.journeys) add(journey.name, NameUse::Of::journey);
  for (const DraftComponent& part : draft.components) add(part.name, NameUse::Of::component);
  for (const DraftCommonCause& cause : draft.common_causes) {
    add(cause.name, NameUse::Of::common_cause);
  }
  for (const DraftKind& kind : draft.kinds) add(kind.name, NameUse::Of::kind);
  const auto add_links = [&add](const std::vector<DraftLink>& links) {
    for (const DraftLink& link : links) {
      if (link.name) add(*link.name, NameUse::Of::link);
    }
  };
  add_links(draft.links);
  for (const DraftComponent& part : draft.components) add_links(part.connects);
  return uses;
}

}  // namespace

std::vector<NameUse> name_uses(Draft draft) {
  std::vector<NameUse> uses = given_names(draft);
  std::map<std::string, NameUse::Of, std::less<>> parts;
  for (const NameUse& use : uses) {
    if (use.of != NameUse::Of::kind && use.of != NameUse::Of::journey)
      parts.emplace(use.name, use.of);
  }
  for_each_reference(draft, [&](WrittenName& name, ReferenceTo to, std::string_view) {
    if (!name.span.known()) return;
    const auto part = parts.find(name.value);
    const NameUse::Of of = to == ReferenceTo::kind ? NameUse::Of::kind
                           : part == parts.end()   ? NameUse::Of::component
                                                   : part->second;
    uses.push_back({name.value, name.span, of, false});
  });
  return uses;
}

const NameUse* use_at(const std::vector<NameUse>& uses, const SourceFiles& sources,
                      std::string_view path, std::uint32_t line, std::uint32_t column) {
  const auto found = std::find_if(uses.begin(), uses.end(), [&](const NameUse& use) {
    const SourceSpan& span = use.span;
    return span.line == line && span.column <= column && column <= span.column + span.length &&
           normal_path(sources.name(span.file)) == path;
  });
  return found == uses.end() ? nullptr : &*found;
}

bool mean_the_same(const NameUse& one, const NameUse& other) {
  const auto table = [](const NameUse& use) {
    return use.of == NameUse::Of::kind || use.of == NameUse::Of::journey ? use.of
                                                                         : NameUse::Of::component;
  };
  return one.name == other.name && table(one) == table(other);
}

}  // namespace cutpoint
