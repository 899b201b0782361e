/// Workloads by namespace and label, so that a selector is not asked of each of them.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// The label that each pod of a StatefulSet gets from its controller: its own name.
constexpr std::string_view pod_name_label = "statefulset.kubernetes.io/pod-name";

/// True where a plain selector takes pods of this workload: by the labels of its template, and by
/// the one that tells a StatefulSet's pods apart.
[[nodiscard]] bool takes_pods_of(const Workload& workload, const Value& plain_selector);

class LabelIndex {
 public:
  explicit LabelIndex(const std::vector<Workload>& workloads);

  /// Those of a namespace whose pods have the first of these labels, or all of it where none is
  /// given: candidates, ascending. Objects without a namespace meet those of `default`, and those
  /// of a namespace meet workloads without one.
  [[nodiscard]] std::vector<std::size_t> candidates(const Value& match_labels,
                                                    std::string_view name_space) const;
  /// As the scheduler and Services match: `matchLabels` and `matchExpressions`.
  [[nodiscard]] std::vector<std::size_t> selected(const Value& label_selector,
                                                  std::string_view name_space) const;

 private:
  const std::vector<Workload>& workloads_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_label_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_space_;
};

}  // namespace cutpoint::kubernetes
