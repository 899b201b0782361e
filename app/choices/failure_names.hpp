/// Everything that can be failed by name.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/console/command.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Events, and pools and other components as a whole.
class FailureNames {
 public:
  FailureNames(const Model& model, const StructureFunction& function);

  /// Adds the events of `word`: a name, or names joined by commas. False with a printed reason.
  bool add(const std::string& word, std::vector<EventId>& failed, Console& console) const;

 private:
  bool add_name(std::string_view name, std::vector<EventId>& failed) const;
  void report(const std::string& name, Console& console) const;

  std::unordered_map<std::string_view, std::vector<EventId>> events_;
};

}  // namespace cutpoint
