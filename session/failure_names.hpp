/// Everything that can be failed by name.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cutpoint/result.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Events, and pools and other components as a whole. The model and function must live as long.
class FailureNames {
 public:
  FailureNames(const Model& model, const StructureFunction& function);

  /// Adds the events of `word`, a name or names joined by commas; a failure for each that is not
  /// known.
  [[nodiscard]] std::vector<Failure> add(const std::string& word,
                                         std::vector<EventId>& failed) const;

 private:
  bool add_name(std::string_view name, std::vector<EventId>& failed) const;
  [[nodiscard]] Failure unknown(const std::string& name) const;

  std::unordered_map<std::string_view, std::vector<EventId>> events_;
};

}  // namespace cutpoint
