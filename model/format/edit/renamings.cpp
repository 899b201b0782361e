// What has another name and is the same otherwise.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "model/format/codec/codec.hpp"
#include "model/format/edit/document_comparison.hpp"
#include "model/format/edit/written_references.hpp"

namespace cutpoint {

namespace {

/// No name of the format: what may have been renamed, in texts that are compared.
constexpr std::string_view somebody = "\x01";

/// An object that only one of the documents has.
struct Unmatched {
  std::string name;
  std::string text;            ///< all that it says, with names that only this document has masked
  std::string users;           ///< who needs it, masked and in order
  std::set<std::string> keys;  ///< what it says, key by key
};

using Names = std::set<std::string, std::less<>>;

template <class Object>
Names names_in(const std::vector<Object>& objects) {
  Names names;
  for (const Object& object : objects) names.insert(name_in(object).value);
  return names;
}

/// What a document declares. A component may be called as a kind is.
struct DeclaredNames {
  explicit DeclaredNames(const Draft& draft)
      : parts(names_in(draft.components)),
        kinds(names_in(draft.kinds)),
        all(names_in(draft.journeys)) {
    parts.merge(names_in(draft.common_causes));
    all.insert(parts.begin(), parts.end());
    all.insert(kinds.begin(), kinds.end());
  }
  [[nodiscard]] const Names& of(ReferenceTo to) const {
    return to == ReferenceTo::kind ? kinds : parts;
  }
  Names parts;
  Names kinds;
  Names all;
};

/// Who names something, by what it is named as.
using Users = std::map<std::pair<ReferenceTo, std::string>, std::multiset<std::string>>;

/// The draft with every reference to what only it declares masked.
Draft masked(Draft draft, const DeclaredNames& own, const DeclaredNames& other, Users& users) {
  for_each_reference(draft, [&](WrittenName& name, ReferenceTo to, std::string_view user) {
    if (!own.of(to).contains(name.value) || other.of(to).contains(name.value)) return;
    const bool known = user.empty() || other.all.contains(user);
    users[{to, name.value}].insert(std::string(known ? user : somebody));
    name.value = somebody;
  });
  return draft;
}

template <class Object>
std::vector<Unmatched> unmatched(const std::vector<Object>& objects,
                                 const std::vector<Object>& others,
                                 const std::vector<Object>& masked_objects, const Users& users) {
  const auto to = std::is_same_v<Object, DraftKind> ? ReferenceTo::kind : ReferenceTo::part;
  const auto known = names_in(others);
  std::vector<Unmatched> rows;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string& name = name_in(objects[i]).value;
    if (known.contains(name)) continue;
    Unmatched& row = rows.emplace_back();
    row.name = name;
    const YamlText text = write_object(masked_objects[i]);
    row.text = text.inline_text();
    for (const auto& [key, value] : text.items()) row.keys.insert(key + ": " + value.inline_text());
    const auto found = users.find({to, name});
    if (found == users.end()) continue;
    for (const std::string& user : found->second) row.users += user + '\n';
  }
  return rows;
}

bool mostly_alike(const Unmatched& one, const Unmatched& other) {
  const auto& less = one.keys.size() < other.keys.size() ? one : other;
  const auto& more = &less == &one ? other : one;
  const auto same = std::count_if(less.keys.begin(), less.keys.end(),
                                  [&](const std::string& key) { return more.keys.contains(key); });
  return 2 * static_cast<std::size_t>(same) >= more.keys.size();
}

class RenamingSearch {
 public:
  explicit RenamingSearch(std::vector<Renaming>& found) : found_(found) {}

  void run(std::string_view section, std::vector<Unmatched> before, std::vector<Unmatched> after) {
    section_ = section;
    pair(
        before, after, [](const Unmatched& row) { return row.text + '\x02' + row.users; },
        [](const Unmatched&, const Unmatched&) { return true; });
    pair(
        before, after, [](const Unmatched& row) { return row.text; },
        [](const Unmatched& one, const Unmatched& other) {
          // Two that say little are alike by chance, unless nobody needed either.
          return one.keys.size() > 1 || (one.users.empty() && other.users.empty());
        });
    pair(
        before, after, [](const Unmatched& row) { return row.users; },
        [](const Unmatched& one, const Unmatched& other) {
          return !one.users.empty() && mostly_alike(one, other);
        });
  }

 private:
  /// Pairs what has the same mark, where each side has as many of it: in the order of the files.
  template <class Mark, class May>
  void pair(std::vector<Unmatched>& before, std::vector<Unmatched>& after, const Mark& mark,
            const May& may) {
    std::map<std::string, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> marks;
    for (std::size_t i = 0; i < before.size(); ++i) marks[mark(before[i])].first.push_back(i);
    for (std::size_t i = 0; i < after.size(); ++i) marks[mark(after[i])].second.push_back(i);
    std::set<std::string> gone, taken;
    for (const auto& [text, both] : marks) {
      if (both.first.size() != both.second.size()) continue;
      for (std::size_t i = 0; i < both.first.size(); ++i) {
        const Unmatched& one = before[both.first[i]];
        const Unmatched& other = after[both.second[i]];
        if (!may(one, other)) continue;
        found_.push_back({std::string(section_), one.name, other.name});
        gone.insert(one.name);
        taken.insert(other.name);
      }
    }
    std::erase_if(before, [&](const Unmatched& row) { return gone.contains(row.name); });
    std::erase_if(after, [&](const Unmatched& row) { return taken.contains(row.name); });
  }

  std::string_view section_;
  std::vector<Renaming>& found_;
};

template <class Object>
void rename_objects(std::vector<Object>& objects, const std::map<std::string, std::string>& names) {
  for (Object& object : objects) {
    const auto found = names.find(name_in(object).value);
    if (found != names.end()) name_in(object).value = found->second;
  }
}

}  // namespace

std::vector<Renaming> find_renamings(const Draft& before, const Draft& after) {
  Users old_users, new_users;
  const DeclaredNames old_names(before), new_names(after);
  const Draft was = masked(before, old_names, new_names, old_users);
  const Draft is = masked(after, new_names, old_names, new_users);
  std::vector<Renaming> found;
  RenamingSearch search(found);
  const auto add = [&](std::string_view section, auto member) {
    search.run(section, unmatched(before.*member, after.*member, was.*member, old_users),
               unmatched(after.*member, before.*member, is.*member, new_users));
  };
  add("kinds", &Draft::kinds);
  add("journeys", &Draft::journeys);
  add("components", &Draft::components);
  add("common_causes", &Draft::common_causes);
  return found;
}

Draft renamed(Draft draft, const std::vector<Renaming>& renamings) {
  std::map<std::string, std::string> parts, kinds, journeys;
  for (const Renaming& one : renamings) {
    auto& names = one.section == "kinds" ? kinds : one.section == "journeys" ? journeys : parts;
    names.emplace(one.before, one.after);
  }
  rename_objects(draft.kinds, kinds);
  rename_objects(draft.journeys, journeys);
  rename_objects(draft.components, parts);
  rename_objects(draft.common_causes, parts);
  for_each_reference(draft, [&](WrittenName& name, ReferenceTo to, std::string_view) {
    const auto& names = to == ReferenceTo::kind ? kinds : parts;
    const auto found = names.find(name.value);
    if (found != names.end()) name.value = found->second;
  });
  return draft;
}

}  // namespace cutpoint
