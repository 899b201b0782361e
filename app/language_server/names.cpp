#include "app/language_server/names.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "app/language_server/places.hpp"
#include "lint/facts/claims.hpp"
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

/// What stands in brackets, by its bytes; nothing where a claim has none.
std::optional<std::pair<std::size_t, std::size_t>> argument_of(std::string_view claim) {
  const std::size_t open = claim.find('('), close = claim.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return std::nullopt;
  constexpr std::string_view around = " \t`";
  const std::size_t from = claim.find_first_not_of(around, open + 1);
  const std::size_t to = claim.find_last_not_of(around, close - 1) + 1;
  return from < to ? std::optional(std::pair(from, to)) : std::nullopt;
}

bool is_of_journey(std::string_view claim) {
  const auto forms = claim_forms();
  return std::any_of(forms.begin(), forms.end(), [claim](const ClaimForm& form) {
    return form.of_journey && claim.find(form.name) < claim.find('(');
  });
}

}  // namespace

void add_claimed_names(const std::vector<WrittenName>& claims, std::vector<NameUse>& uses) {
  const std::size_t given = uses.size();
  for (const WrittenName& claim : claims) {
    const auto argument = argument_of(claim.value);
    // One that is spread over lines is not as it is written.
    if (!argument || claim.span.length != claim.value.size()) continue;
    const auto [from, to] = *argument;
    const std::string name = claim.value.substr(from, to - from);
    const bool of_journey = is_of_journey(claim.value);
    const auto end = uses.begin() + static_cast<std::ptrdiff_t>(given);
    const auto use = std::find_if(uses.begin(), end, [&](const NameUse& each) {
      return each.gives && each.name == name && each.of != NameUse::Of::kind &&
             (each.of == NameUse::Of::journey) == of_journey;
    });
    if (use == end) continue;
    const SourceSpan span{claim.span.file, claim.span.line,
                          claim.span.column + static_cast<std::uint32_t>(from),
                          static_cast<std::uint32_t>(name.size())};
    uses.push_back({name, span, use->of, false, true});
  }
}

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
