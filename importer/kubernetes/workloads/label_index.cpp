#include "importer/kubernetes/workloads/label_index.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "importer/kubernetes/objects/selectors.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint::kubernetes {

namespace {

std::string label_key(std::string_view name_space, std::string_view key, std::string_view value) {
  return fmt::format("{}\n{}\n{}", name_space, key, value);
}

/// "db-1" of a StatefulSet "db" of two.
bool is_pod_of(const Workload& workload, std::string_view pod) {
  const std::string_view own = workload.own_name;
  if (workload.kind != "StatefulSet" || !pod.starts_with(own) || pod.size() < own.size() + 2 ||
      pod[own.size()] != '-')
    return false;
  const auto number = number_of_text<std::uint32_t>(pod.substr(own.size() + 1));
  return number && *number < workload.instances.value;
}

}  // namespace

bool takes_pods_of(const Workload& workload, const Value& plain_selector) {
  for (const documents::Entry entry : plain_selector.entries()) {
    if (entry.key == pod_name_label) {
      if (!is_pod_of(workload, entry.value.text())) return false;
      continue;
    }
    const auto own = workload.labels.find(entry.key);
    if (own == workload.labels.end() || own->second != entry.value.text()) return false;
  }
  return plain_selector.size() > 0;
}

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
    const auto* table = &by_space_;
    std::string key(space);
    for (const documents::Entry label : match_labels.entries()) {
      if (label.key == pod_name_label) continue;  // of no template
      key = label_key(space, label.key, label.value.text());
      table = &by_label_;
      break;
    }
    const auto known = table->find(key);
    if (known != table->end())
      found.insert(found.end(), known->second.begin(), known->second.end());
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
