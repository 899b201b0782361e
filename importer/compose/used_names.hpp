/// Which names components of a project bear already.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "importer/compose/service.hpp"

namespace cutpoint::compose {

/// Services bear their own names, which are views of them here; what stands beside them takes what
/// is left.
class UsedNames {
 public:
  explicit UsedNames(const std::vector<Service>& services) {
    of_services_.reserve(services.size());
    for (const Service& service : services) of_services_.emplace_back(service.name);
    std::sort(of_services_.begin(), of_services_.end());
  }

  [[nodiscard]] bool contains(const std::string& name) const {
    return std::binary_search(of_services_.begin(), of_services_.end(), name) ||
           of_others_.contains(name);
  }

  /// The name, or one made of it; used from now on.
  [[nodiscard]] std::string take(std::string name) {
    while (contains(name)) name += "-1";
    of_others_.insert(name);
    return name;
  }

 private:
  std::vector<std::string_view> of_services_;  ///< sorted
  std::set<std::string> of_others_;
};

}  // namespace cutpoint::compose
