#include "session/failure_names.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cutpoint/diagnostic.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

FailureNames::FailureNames(const Model& model, const StructureFunction& function) {
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    events_[function.events[EventId(i)].name].push_back(EventId(i));
  }
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    events_[model.components[ComponentId(i)].name] = function.component_events[ComponentId(i)];
  }
}

std::vector<Failure> FailureNames::add(const std::string& word,
                                       std::vector<EventId>& failed) const {
  std::vector<Failure> errors;
  if (add_name(word, failed)) return errors;
  for (std::size_t start = 0; start <= word.size();) {
    const std::size_t end = std::min(word.find(',', start), word.size());
    std::string name = word.substr(start, end - start);
    if (!events_.contains(name)) name = std::string(trimmed(name));
    if (!add_name(name, failed)) errors.push_back(unknown(name));
    start = end + 1;
  }
  return errors;
}

bool FailureNames::add_name(std::string_view name, std::vector<EventId>& failed) const {
  const auto found = events_.find(name);
  if (found == events_.end()) return false;
  failed.insert(failed.end(), found->second.begin(), found->second.end());
  return true;
}

Failure FailureNames::unknown(const std::string& name) const {
  std::vector<std::string_view> names;
  for (const auto& [known, events] : events_) names.push_back(known);
  std::sort(names.begin(), names.end());
  const auto near = nearest_name(name, names);
  return Failure(fmt::format("there is nothing named `{}` to fail{}", name,
                             near ? fmt::format("; did you mean `{}`?", *near) : ""));
}

}  // namespace cutpoint
