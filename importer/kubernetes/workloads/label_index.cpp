#include "importer/kubernetes/workloads/label_index.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "importer/kubernetes/objects/selectors.hpp"

namespace cutpoint::kubernetes {

namespace {

std::string label_key(std::string_view name_space, std::string_view key, std::string_view value) {
  return fmt::format("{}\n{}\n{}", name_space, key, value);
}

}  // namespace

LabelIndex::LabelIndex(const std::vector<Workload>& workloads) : workloads_(workloads) {
  for (std::size_t i = 0; i < workloads.size(); ++i) {
    by_space_[workloads[i].name_space].push_back(i);
    for (const auto& [key, value] : workloads[i].labels)
      by_label_[label_key(workloads[i].name_space, key, value)].push_back(i);
  }
}

std::vector<std::size_t> LabelIndex::candidates(const Value& match_labels,
                                                std::string_view name_space) const {
  std::vector<std::size_t> found;
  const auto add = [&](std::string_view space) {
    const auto& table = match_labels.size() == 0 ? by_space_ : by_label_;
    std::string key(space);
    if (match_labels.size() > 0) {
      const documents::Entry first = *match_labels.entries().begin();
      key = label_key(space, first.key, first.value.text());
    }
    const auto known = table.find(key);
    if (known != table.end()) found.insert(found.end(), known->second.begin(), known->second.end());
  };
  add(name_space);
  add(name_space.empty() ? "default" : "");
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::size_t> LabelIndex::selected(const Value& label_selector,
                                              std::string_view name_space) const {
  if (!label_selector.is_mapping()) return {};
  std::vector<std::size_t> found = candidates(label_selector.find("matchLabels"), name_space);
  std::erase_if(
      found, [&](std::size_t i) { return !selects_labels(label_selector, workloads_[i].labels); });
  return found;
}

}  // namespace cutpoint::kubernetes
