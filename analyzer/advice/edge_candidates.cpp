#include "analyzer/advice/edge_candidates.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "analyzer/advice/draft_edits.hpp"

namespace cutpoint {

namespace {

bool joins(const DraftLink& link, const std::string& from, const std::string& to,
           const Link& wanted, const std::string& one, const std::string& other) {
  if (link.name) return link.name->value == wanted.name;
  return from == one && to == other && (link.directed && link.directed->value) == wanted.directed;
}

/// The link as it is written, at document level or under a component.
const DraftLink* written_link(const Draft& draft, const Model& model, const Link& link) {
  const std::string& one = model.components[link.from].name;
  const std::string& other = model.components[link.to].name;
  for (const DraftLink& row : draft.links) {
    if (row.between.size() == 2 &&
        joins(row, row.between[0].value, row.between[1].value, link, one, other)) {
      return &row;
    }
  }
  for (const DraftComponent& component : draft.components) {
    for (const DraftLink& row : component.connects) {
      if (joins(row, component.name.value, row.to.value, link, one, other)) return &row;
    }
  }
  return nullptr;
}

/// The fallback of a need of this owner for this component. Nesting is limited by the reader.
const Boxed<Spanned<Probability>>* find_fallback(const std::vector<DraftRequirement>& needs,
                                                 const std::string& owner,
                                                 const std::string& event) {
  for (const DraftRequirement& need : needs) {
    const bool plain = need.form == DraftRequirement::Form::component;
    if (need.fallback && plain &&
        event == fmt::format("no fallback from {} to {}", owner, need.component.value)) {
      return &need.fallback;
    }
    if (const auto* found = find_fallback(need.members.entries, owner, event)) return found;
  }
  return nullptr;
}

const Boxed<Spanned<Probability>>* find_fallback(const Draft& draft, const std::string& event) {
  for (const DraftComponent& component : draft.components) {
    if (const auto* found = find_fallback(component.depends_on, component.name.value, event)) {
      return found;
    }
  }
  for (const DraftJourney& journey : draft.journeys) {
    if (const auto* found = find_fallback(journey.needs, journey.name.value, event)) return found;
  }
  return nullptr;
}

/// The draft is the caller's to change.
Boxed<Spanned<Probability>>* find_fallback(Draft& draft, const std::string& event) {
  return const_cast<Boxed<Spanned<Probability>>*>(find_fallback(std::as_const(draft), event));
}

}  // namespace

std::optional<Candidate> second_link(const Draft& draft, const Model& model, LinkId id) {
  const Link& link = model.links[id];
  const DraftLink* written = written_link(draft, model, link);
  if (written == nullptr) return std::nullopt;
  DraftLink second = *written;
  second.name = given(link.name + " 2");
  second.between = {given(model.components[link.from].name), given(model.components[link.to].name)};
  second.to = {};
  Candidate candidate;
  candidate.shown.way = AdviceWay::eliminate;
  candidate.shown.subject = link.name;
  candidate.shown.description.what = ChangeDescription::What::second_link;
  candidate.shown.assumptions.emplace_back().what = ChangeAssumption::What::link_another_way;
  candidate.effort = Effort::none;
  candidate.apply = [second](Draft& changed) {
    const bool there =
        std::any_of(changed.links.begin(), changed.links.end(), [&second](const DraftLink& other) {
          return other.name && other.name->value == second.name->value;
        });
    if (!there) changed.links.push_back(second);
  };
  return candidate;
}

std::optional<Candidate> rehearsed_fallback(const Draft& draft, const BasicEvent& event) {
  const Boxed<Spanned<Probability>>* written = find_fallback(draft, event.name);
  if (written == nullptr) return std::nullopt;
  const Probability before = (*written)->value;
  const Probability better(0.5 + 0.5 * before.value());
  Candidate candidate;
  candidate.shown.way = AdviceWay::eliminate;
  candidate.shown.subject = event.name;
  candidate.shown.description.what = ChangeDescription::What::rehearsed_fallback;
  candidate.shown.description.share_before = before;
  candidate.shown.description.share_after = better;
  candidate.shown.assumptions.emplace_back().what = ChangeAssumption::What::rehearsed_fallback;
  candidate.effort = Effort::runbook;
  candidate.apply = [name = event.name, better](Draft& changed) {
    Boxed<Spanned<Probability>>* fallback = find_fallback(changed, name);
    if (fallback != nullptr && (*fallback)->value < better) *fallback = given(better);
  };
  return candidate;
}

}  // namespace cutpoint
