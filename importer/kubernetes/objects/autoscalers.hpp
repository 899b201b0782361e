/// The fewest instances that an autoscaler leaves.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "importer/kubernetes/objects/count.hpp"
#include "importer/kubernetes/objects/objects.hpp"

namespace cutpoint::kubernetes {

/// What scales what, by kind, namespace and name of the target.
class Autoscalers {
 public:
  explicit Autoscalers(const Objects& objects);

  /// The minimum that an autoscaler keeps of a target; nothing where none has it.
  [[nodiscard]] std::optional<Count> minimum(std::string_view kind, std::string_view name_space,
                                             std::string_view name) const;

 private:
  void add(const Object& autoscaler, std::string_view minimum_key, std::uint32_t otherwise);
  std::map<std::string, Count, std::less<>> minimums_;
};

}  // namespace cutpoint::kubernetes
