#include "renderer/what_if/fallen_words.hpp"

#include <string_view>
#include <vector>

#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

std::string fallen_words(const WhatIfReport& report, const Consequence::Fallen& fallen) {
  constexpr std::size_t most_instances = 6;
  if (fallen.path.steps.size() != 1) return path_text(report.model, fallen.path);
  std::vector<std::string_view> instances;
  for (const EventId event : report.consequence.failed) {
    const BasicEvent& failed = report.function.events[event];
    if (failed.component == fallen.component && failed.instance > 0) {
      instances.emplace_back(failed.name);
    }
  }
  return instances.empty() ? path_text(report.model, fallen.path)
                           : names_text(instances, most_instances);
}

}  // namespace cutpoint
