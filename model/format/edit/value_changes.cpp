#include "model/format/edit/value_changes.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cutpoint {

namespace {

/// Lists up to this length are told whole: what they were and what they are.
constexpr std::size_t short_list = 4;

std::string text_of_value(const YamlText& value) {
  return value.is_nothing() ? std::string() : value.inline_text();
}

std::string path_below(const std::string& path, const std::string& step) {
  return path.empty() ? step : path + "." + step;
}

bool all_mappings(const YamlText& list) {
  return std::all_of(list.items().begin(), list.items().end(),
                     [](const auto& item) { return item.second.is_mapping(); });
}

/// Mappings are long to read: those that stay are not repeated.
bool is_short(const YamlText& list) {
  return list.items().size() <= short_list &&
         std::none_of(list.items().begin(), list.items().end(),
                      [](const auto& item) { return item.second.is_mapping(); });
}

class ValueComparison {
 public:
  std::vector<ValueChange> run(const YamlText& before, const YamlText& after) {
    compare("", before, after);
    return std::move(changes_);
  }

 private:
  /// The nesting of written values is limited by the reader, so this recursion is shallow.
  void compare(const std::string& path, const YamlText& before, const YamlText& after) {
    std::string was = text_of_value(before), is = text_of_value(after);
    if (was == is) return;
    if (before.is_mapping() && after.is_mapping()) {
      compare_mappings(path, before, after);
    } else if (before.is_list() && after.is_list() && compare_lists(path, before, after)) {
      return;
    } else {
      changes_.push_back({path, std::move(was), std::move(is)});
    }
  }

  void compare_mappings(const std::string& path, const YamlText& before, const YamlText& after) {
    std::map<std::string_view, const YamlText*> earlier;
    for (const auto& [key, value] : before.items()) earlier.emplace(key, &value);
    for (const auto& [key, value] : after.items()) {
      const auto old = earlier.find(key);
      compare(path_below(path, key), old == earlier.end() ? YamlText() : *old->second, value);
      if (old != earlier.end()) earlier.erase(old);
    }
    for (const auto& [key, value] : before.items()) {
      if (earlier.contains(key)) compare(path_below(path, key), value, YamlText());
    }
  }

  /// False where the lists are best told whole.
  bool compare_lists(const std::string& path, const YamlText& before, const YamlText& after) {
    const std::size_t count = before.items().size();
    if (count == after.items().size() && all_mappings(before) && all_mappings(after)) {
      for (std::size_t i = 0; i < count; ++i) {
        // The only entry needs no number.
        const std::string step = count == 1 ? path : path_below(path, std::to_string(i + 1));
        compare(step, before.items()[i].second, after.items()[i].second);
      }
      return true;
    }
    if (is_short(before) && is_short(after)) return false;
    return compare_members(path, before, after);
  }

  /// Mappings of which the first key says the same are one that changed, where each says it once:
  /// an acceptance of the same rule, say. Those that are paired are taken off the balance.
  bool compare_pairs(const std::string& path, const YamlText& before, const YamlText& after,
                     std::map<std::string, long>& balance) {
    std::map<std::string, std::vector<std::size_t>> was, is;
    const auto note = [&balance](const YamlText& list, long side, auto& found) {
      for (std::size_t i = 0; i < list.items().size(); ++i) {
        const YamlText& item = list.items()[i].second;
        if (!item.is_mapping() || item.items().empty()) continue;
        if (balance[item.inline_text()] != side) continue;
        const auto& [key, value] = item.items().front();
        found[key + ": " + value.inline_text()].push_back(i);
      }
    };
    note(before, -1, was);
    note(after, 1, is);
    bool differs = false;
    for (const auto& [name, places] : was) {
      const auto now = is.find(name);
      if (places.size() != 1 || now == is.end() || now->second.size() != 1) continue;
      const YamlText& old = before.items()[places.front()].second;
      const YamlText& later = after.items()[now->second.front()].second;
      balance[old.inline_text()] = 0;
      balance[later.inline_text()] = 0;
      compare(path_below(path, std::to_string(now->second.front() + 1)), old, later);
      differs = true;
    }
    return differs;
  }

  /// False where only the order differs.
  bool compare_members(const std::string& path, const YamlText& before, const YamlText& after) {
    std::map<std::string, long> balance;
    for (const auto& [key, value] : before.items()) --balance[value.inline_text()];
    for (const auto& [key, value] : after.items()) ++balance[value.inline_text()];
    bool differs = compare_pairs(path, before, after, balance);
    for (const auto& [text, count] : balance) {
      for (long i = 0; i < count; ++i) changes_.push_back({path, "", text});
      for (long i = count; i < 0; ++i) changes_.push_back({path, text, ""});
      differs = differs || count != 0;
    }
    return differs;
  }

  std::vector<ValueChange> changes_;
};

}  // namespace

std::vector<ValueChange> value_changes(const YamlText& before, const YamlText& after) {
  return ValueComparison().run(before, after);
}

}  // namespace cutpoint
