#include "renderer/comparison/verdict_words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "model/base/name_list.hpp"
#include "renderer/comparison/change_words.hpp"
#include "renderer/comparison/result_words.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_names_told = 3;

std::string some_names(const std::vector<std::string>& names) {
  return first_names(names, most_names_told);
}

void add_once(std::vector<std::string>& names, std::string name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

/// What got worse: names by heading, headings in the order of the kinds.
using Headings = std::vector<std::pair<ResultKind, std::vector<std::string>>>;

Headings worse_results(const Comparison& comparison) {
  Headings headings;
  for (const ResultChange& change : comparison.results) {
    if (!change.regression) continue;
    if (headings.empty() || headings.back().first != change.kind) {
      headings.emplace_back(change.kind, std::vector<std::string>());
    }
    add_once(headings.back().second, worse_name(change));
  }
  return headings;
}

std::string told_change(const DocumentChange& change) {
  return change.is_object() ? change_name(change) : change.key + " of " + object_text(change);
}

std::vector<std::string> weakened(const Comparison& comparison) {
  std::vector<std::string> names;
  for (const DocumentChange& change : comparison.changes) {
    if (change.weakens) names.push_back(told_change(change));
  }
  return names;
}

/// Entries of a list as it is written, each whole; of what is no list, itself.
std::vector<std::string_view> entries_of(std::string_view list) {
  if (!list.starts_with('[') || !list.ends_with(']')) return {list};
  list = list.substr(1, list.size() - 2);
  std::vector<std::string_view> entries;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= list.size(); ++i) {
    const char c = i < list.size() ? list[i] : ',';
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (c != ',' || (depth > 0 && i < list.size())) continue;
    const std::string_view entry = list.substr(start, i - start);
    entries.push_back(entry.substr(std::min(entry.find_first_not_of(' '), entry.size())));
    start = i + 1;
  }
  return entries;
}

/// All that is left of a value was there before, and something is not there any more.
bool only_loses(const ValueChange& value) {
  if (value.after.empty()) return true;
  if (value.before.empty()) return false;
  const auto was = entries_of(value.before), is = entries_of(value.after);
  return is.size() < was.size() &&
         std::all_of(is.begin(), is.end(), [&was](std::string_view entry) {
           return std::find(was.begin(), was.end(), entry) != was.end();
         });
}

/// Something that was written is not written any more, and nothing in its place.
bool says_less(const DocumentChange& change) {
  if (change.kind == DocumentChange::Kind::removed) return true;
  return change.kind == DocumentChange::Kind::changed && !change.values.empty() &&
         std::all_of(change.values.begin(), change.values.end(), only_loses);
}

/// How often and how much fails: what follows from less that can fail.
bool is_about_failing(ResultKind kind) {
  constexpr std::array kinds = {ResultKind::availability,        ResultKind::full_service,
                                ResultKind::planned_downtime,    ResultKind::single_point,
                                ResultKind::hidden_common_cause, ResultKind::cut_set};
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// What says less and thereby makes the system look better.
std::vector<std::string> flattering(const Comparison& comparison) {
  std::vector<std::string> names;
  for (const ResultChange& result : comparison.results) {
    const bool is_better = result.direction == ResultChange::Direction::better;
    if (!is_better || !is_about_failing(result.kind) || result.causes.empty()) continue;
    const ResultCause& cause = result.causes.front();
    const auto less = [&](std::size_t position) { return says_less(comparison.changes[position]); };
    // With what is new it is another system, not less of the same.
    if (!std::all_of(cause.changes.begin(), cause.changes.end(), less) ||
        !std::all_of(cause.with.begin(), cause.with.end(), less)) {
      continue;
    }
    for (const std::size_t position : cause.changes) {
      add_once(names, told_change(comparison.changes[position]));
    }
  }
  return names;
}

/// The change that most regressions come from; those that are told in one line are one.
std::string main_cause(const Comparison& comparison) {
  std::map<ResultCause, std::size_t> brought;
  std::size_t all = 0;
  const ResultChange* first = nullptr;
  const std::vector<ResultChange> told = told_results(comparison);
  for (const ResultChange& change : told) {
    if (!change.regression) continue;
    ++all;
    if (change.causes.empty()) continue;
    const std::size_t count = ++brought[change.causes.front()];
    if (first == nullptr || count > brought[first->causes.front()]) first = &change;
  }
  if (first == nullptr || brought[first->causes.front()] < 2) return "";
  ResultChange only = *first;
  only.causes.resize(1);
  return fmt::format("Look at this first: {}. It brings {} of {} results that got worse.",
                     causes_text(comparison, only), brought[first->causes.front()], all);
}

/// "availability of use": whether it got worse, nobody knows.
std::vector<std::string> undecided(const std::vector<ResultChange>& results) {
  std::vector<std::string> names;
  for (const ResultChange& change : results) {
    if (change.direction == ResultChange::Direction::undecided) {
      add_once(names, result_words(change).what);
    }
  }
  return names;
}

}  // namespace

bool is_undecided(const Comparison& comparison) {
  return !undecided(told_results(comparison)).empty();
}

std::string verdict_text(const Comparison& comparison) {
  if (comparison.is_empty()) return "No difference";
  std::string text;
  for (const auto& [kind, names] : worse_results(comparison)) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", worse_text(kind), some_names(names));
  }
  const std::vector<std::string> less = weakened(comparison);
  if (!less.empty()) {
    text += fmt::format("{}weakened: {}", text.empty() ? "" : "; ", some_names(less));
  }
  if (!text.empty()) return "Worse: " + text;
  const auto told = told_results(comparison);
  const std::vector<std::string> open = undecided(told);
  text = open.empty() ? "Nothing got worse"
                      : "Nothing is known to be worse; not decided: " + some_names(open);
  const auto better = std::count_if(told.begin(), told.end(), [](const ResultChange& change) {
    return change.direction == ResultChange::Direction::better &&
           change.kind != ResultKind::finding;
  });
  if (better == 0) return text;
  return text + fmt::format("; {} result{} better", better, better == 1 ? " is" : "s are");
}

std::vector<std::string> remedies(const Comparison& comparison) {
  std::vector<std::string> sentences;
  const std::string first = main_cause(comparison);
  if (!first.empty()) sentences.push_back(first);
  // Kinds with the same remedy are told together.
  std::vector<std::pair<std::string_view, std::vector<std::string>>> by_remedy;
  for (const auto& [kind, names] : worse_results(comparison)) {
    const std::string_view remedy = remedy_text(kind);
    if (remedy.empty()) continue;
    auto known = std::find_if(by_remedy.begin(), by_remedy.end(),
                              [&](const auto& row) { return row.first == remedy; });
    if (known == by_remedy.end()) known = by_remedy.insert(known, {remedy, {}});
    for (const std::string& name : names) add_once(known->second, name);
  }
  for (const auto& [remedy, names] : by_remedy) {
    const std::size_t field = remedy.find("{}");
    sentences.push_back(std::string(remedy.substr(0, field)) + some_names(names) +
                        std::string(remedy.substr(field + 2)));
  }
  const std::vector<std::string> less = weakened(comparison);
  if (!less.empty()) {
    sentences.push_back("Have those who rely on it agree to what is weaker: " + some_names(less) +
                        ".");
  }
  const std::vector<std::string> open = undecided(told_results(comparison));
  if (!open.empty()) {
    sentences.push_back("Not decided: " + some_names(open) +
                        ". `cutpoint simulate` of both sides, or a larger `--budget` where they "
                        "are bounds, tells them apart.");
  }
  const std::vector<std::string> unsaid = flattering(comparison);
  if (!unsaid.empty()) {
    sentences.push_back("Better because the document says less: " + some_names(unsaid) +
                        ". See that it holds of the system too.");
  }
  return sentences;
}

}  // namespace cutpoint
