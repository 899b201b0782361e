/// Workloads by namespace and label, so that a selector is not asked of each of them.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

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
