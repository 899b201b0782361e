#include "model/architecture/builder/requirements.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "model/architecture/builder/thresholds.hpp"

namespace cutpoint {

namespace {

bool is_plain_name(const DraftRequirement& written) {
  return written.form == DraftRequirement::Form::component && !written.soft && !written.fallback;
}

bool same_entry(const Requirement& a, const Requirement& b) {
  return a.form == Requirement::Form::component && b.form == Requirement::Form::component &&
         a.component == b.component && a.soft == b.soft && !a.fallback && !b.fallback;
}

}  // namespace

std::vector<Requirement> RequirementResolver::resolve(const std::vector<DraftRequirement>& written,
                                                      const Dependant& owner) {
  std::vector<Requirement> result;
  result.reserve(written.size());
  std::unordered_map<ComponentId, std::size_t> plain;
  for (const DraftRequirement& entry : written) {
    auto requirement = resolve_one(entry, owner);
    if (!requirement) continue;
    if (is_plain_name(entry)) {
      const auto [place, added] = plain.emplace(requirement->component, result.size());
      if (!added && same_entry(result[place->second], *requirement)) {
        // Overlays may say a thing again; within one file it is worth a word.
        const SourceSpan first = result[place->second].span;
        if (first.file == entry.span.file) {
          diagnostics_
              .warning("duplicate-requirement", entry.span,
                       fmt::format("`{}` is already needed here", entry.component.value))
              .notes.push_back({"first written here", first});
        }
        continue;
      }
    }
    result.push_back(std::move(*requirement));
  }
  return result;
}

std::optional<Requirement> RequirementResolver::resolve_one(const DraftRequirement& written,
                                                            const Dependant& owner) {
  if (written.soft && written.soft->value && written.fallback) {
    diagnostics_
        .error("conflicting-requirement", written.span,
               "a requirement is `soft` or has a `fallback`, not both")
        .help =
        "soft: it never stops its dependant; fallback: it does, with the rest of the probability";
  }
  std::optional<Requirement> result;
  switch (written.form) {
    case DraftRequirement::Form::component:
      result = resolve_component(written, owner);
      break;
    case DraftRequirement::Form::any_of:
    case DraftRequirement::Form::all_of:
    case DraftRequirement::Form::at_least:
      result = resolve_group(written, owner);
      break;
    case DraftRequirement::Form::connected:
      result = resolve_connected(written);
      break;
  }
  if (!result) return result;
  result->span = written.span;
  result->soft = written.soft && written.soft->value;
  if (written.fallback) result->fallback = written.fallback->value;
  result->failover = written.failover;
  if (written.failover) failovers_.check_group(*result);
  if (written.inferred) result->inferred = written.inferred->value;
  return result;
}

std::optional<Requirement> RequirementResolver::resolve_component(const DraftRequirement& written,
                                                                  const Dependant& owner) {
  if (written.component.value.empty()) return std::nullopt;  // could not be read
  if (written.needed && !written.needed->value) {
    diagnostics_
        .error("nothing-to-take-away", written.span,
               fmt::format("`{}` does not need `{}`, and no file below says so", owner.name,
                           written.component.value))
        .help = "`needed: false` overrules an entry of a file that this one overlays";
    return std::nullopt;
  }
  Requirement requirement;
  requirement.component = names_.resolve(written.component);
  if (!requirement.component.valid()) return std::nullopt;
  if (requirement.component == owner.component) {
    diagnostics_.error("circular-dependency", written.component.span,
                       fmt::format("`{}` cannot depend on itself", owner.name));
    return std::nullopt;
  }
  return requirement;
}

std::optional<Requirement> RequirementResolver::resolve_group(const DraftRequirement& written,
                                                              const Dependant& owner) {
  const std::size_t before = diagnostics_.error_count();
  Requirement group;
  group.form = Requirement::Form::at_least;
  resolve_members(written.members, owner, group);
  // Members may be missing for a reason that is told elsewhere.
  const bool incomplete = written.unread || diagnostics_.error_count() > before ||
                          group.members.size() < written.members.entries.size() ||
                          (!names_.labels_known() && group.members.empty());
  if (incomplete) return std::nullopt;
  if (group.members.empty()) {
    diagnostics_.error("empty-group", written.span, "the group has no members");
    return std::nullopt;
  }
  refuse_repeated_members(group);
  doubt_single_member(written, group);
  if (!set_threshold(written, group)) return std::nullopt;
  return group;
}

void RequirementResolver::resolve_members(const DraftMembers& written, const Dependant& owner,
                                          Requirement& group) {
  if (!written.labels.empty()) {
    for (const ComponentId id : names_.select(written.labels, written.span)) {
      if (id == owner.component) continue;  // a member that needs its peers does not name itself
      Requirement member;
      member.span = written.span;
      member.component = id;
      group.members.push_back(std::move(member));
    }
  }
  for (const DraftRequirement& entry : written.entries) {
    if (auto member = resolve_one(entry, owner)) group.members.push_back(std::move(*member));
  }
}

bool RequirementResolver::set_threshold(const DraftRequirement& written, Requirement& group) {
  const auto size = static_cast<std::uint32_t>(group.members.size());
  switch (written.form) {
    case DraftRequirement::Form::any_of:
      group.at_least = 1;
      return true;
    case DraftRequirement::Form::all_of:
      group.at_least = size;
      return true;
    default:
      break;
  }
  if (written.quorum) {
    group.majority = true;
    group.at_least = majority_of(size);
    if (written.at_least) {
      refuse_two_thresholds(*written.quorum, *written.at_least, size, diagnostics_);
    }
    return !written.at_least;
  }
  if (!written.at_least) {
    diagnostics_.error("missing-key", written.span,
                       "`of` needs `at_least` or `quorum`: how many members must work");
    return false;
  }
  group.at_least = written.at_least->value;
  if (group.at_least >= 1 && group.at_least <= size) return true;
  diagnostics_.error(
      "invalid-number", written.at_least->span,
      fmt::format("`at_least` is {}, but must lie between 1 and the number of members, {}",
                  group.at_least, size));
  return false;
}

void RequirementResolver::refuse_repeated_members(const Requirement& group) {
  std::unordered_map<ComponentId, SourceSpan> seen;
  for (const Requirement& member : group.members) {
    if (member.form != Requirement::Form::component) continue;
    const auto [place, added] = seen.emplace(member.component, member.span);
    if (added) continue;
    diagnostics_
        .error("duplicate-member", member.span,
               fmt::format("`{}` is in the group twice: that is no redundancy",
                           names_.name(member.component)))
        .notes.push_back({"first written here", place->second});
  }
}

void RequirementResolver::doubt_single_member(const DraftRequirement& written,
                                              const Requirement& group) {
  const bool is_redundancy_meant = written.form == DraftRequirement::Form::any_of ||
                                   written.form == DraftRequirement::Form::at_least;
  if (!is_redundancy_meant || group.members.size() != 1 || written.inferred) return;
  if (written.failover) return;  // an error of its own: nobody could take over
  const Requirement& only = group.members.front();
  const bool has_name = only.form == Requirement::Form::component;
  const std::string name = has_name ? fmt::format("`{}`", names_.name(only.component)) : "";
  Diagnostic& doubt =
      diagnostics_.warning("single-member", written.span,
                           fmt::format("the group has one member{}{}: that is no redundancy",
                                       has_name ? ", " : "", name));
  doubt.help = has_name ? fmt::format("name what else can do its work, or need {} itself", name)
                        : "name what else can do its work";
}

std::optional<Requirement> RequirementResolver::resolve_connected(const DraftRequirement& written) {
  Requirement requirement;
  requirement.form = Requirement::Form::connected;
  bool complete = !written.unread;
  for (const WrittenName& name : written.ends) {
    const ComponentId id = names_.resolve(name);
    complete = complete && id.valid();
    if (!id.valid()) continue;
    auto& ends = requirement.ends;
    if (std::find(ends.begin(), ends.end(), id) != ends.end()) {
      diagnostics_.error("duplicate-member", name.span,
                         fmt::format("`{}` is named twice", name.value));
      complete = false;
    } else {
      ends.push_back(id);
    }
  }
  if (complete && requirement.ends.size() < 2) {
    diagnostics_.error("invalid-number", written.span, "`connected` needs at least two ends");
    complete = false;
  }
  if (!complete) return std::nullopt;
  return requirement;
}

}  // namespace cutpoint
