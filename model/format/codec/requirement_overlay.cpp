// What a later file says of needs that an earlier one stated.
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "model/format/codec/codec.hpp"

namespace cutpoint {

namespace {

using RequirementForm = DraftRequirement::Form;
using MemberNames = std::set<std::string>;

/// Plain members of a group; nested groups and labels name nobody.
MemberNames plain_members(const DraftRequirement& group) {
  MemberNames names;
  for (const DraftRequirement& member : group.members.entries) {
    if (member.form == RequirementForm::component) names.insert(member.component.value);
  }
  return names;
}

/// What entries of the later file speak of.
struct Overruled {
  MemberNames stated;            ///< components with an entry of their own
  MemberNames grouped;           ///< members of groups
  MemberNames gone;              ///< not needed, whatever an earlier file says
  std::set<MemberNames> groups;  ///< whole groups
};

Overruled overruled_by(const std::vector<DraftRequirement>& later) {
  Overruled overruled;
  for (const DraftRequirement& entry : later) {
    if (entry.form == RequirementForm::component) {
      const bool goes = entry.needed && !entry.needed->value;
      (goes ? overruled.gone : overruled.stated).insert(entry.component.value);
    } else if (entry.form != RequirementForm::connected) {
      const MemberNames members = plain_members(entry);
      overruled.grouped.insert(members.begin(), members.end());
      overruled.groups.insert(members);
    }
  }
  return overruled;
}

/// Takes members away that are not needed; true where too few are left to be a group.
bool loses_members(DraftRequirement& group, const MemberNames& gone, MemberNames& found) {
  std::vector<DraftRequirement>& entries = group.members.entries.made();
  const std::size_t before = entries.size();
  entries.erase(std::remove_if(entries.begin(), entries.end(),
                               [&](const DraftRequirement& member) {
                                 const bool goes = member.form == RequirementForm::component &&
                                                   gone.contains(member.component.value);
                                 if (goes) found.insert(member.component.value);
                                 return goes;
                               }),
                entries.end());
  if (entries.size() == before) return false;
  return entries.empty() || (group.at_least && entries.size() < group.at_least->value);
}

/// Whether an earlier entry gives way; names of `gone` that it spoke of are added to `found`.
bool gives_way(DraftRequirement& entry, const Overruled& by, MemberNames& found) {
  if (entry.form == RequirementForm::connected) return false;
  if (entry.form != RequirementForm::component) {
    if (!entry.inferred) return false;
    return loses_members(entry, by.gone, found) || by.groups.contains(plain_members(entry));
  }
  const std::string& name = entry.component.value;
  if (by.gone.contains(name)) {
    found.insert(name);
    return true;
  }
  return by.stated.contains(name) || (entry.inferred && by.grouped.contains(name));
}

}  // namespace

void Codec<std::vector<DraftRequirement>>::overlay(std::vector<DraftRequirement>& base,
                                                   std::vector<DraftRequirement>& later) {
  const Overruled by = overruled_by(later);
  MemberNames found;
  base.erase(std::remove_if(base.begin(), base.end(),
                            [&](DraftRequirement& entry) { return gives_way(entry, by, found); }),
             base.end());
  for (DraftRequirement& entry : later) {
    const bool is_done = entry.form == RequirementForm::component && entry.needed &&
                         !entry.needed->value && found.contains(entry.component.value);
    if (!is_done) base.push_back(std::move(entry));
  }
}

}  // namespace cutpoint
