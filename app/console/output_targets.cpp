#include "app/console/output_targets.hpp"

#include <utility>

namespace cutpoint {

std::optional<std::vector<OutputTarget>> output_targets(const Arguments& arguments) {
  std::vector<OutputTarget> targets;
  auto format = arguments.values("format").begin();
  auto output = arguments.values("output").begin();
  std::string waiting;
  if (!arguments.typed("format")) {
    targets.push_back({*format, ""});  // the default
  }
  for (const std::string& option : arguments.order) {
    if (option == "format") {
      targets.push_back({*format++, std::exchange(waiting, "")});
    } else if (option == "output") {
      const bool free = !targets.empty() && targets.back().path.empty();
      if (!free && !waiting.empty()) return std::nullopt;
      (free ? targets.back().path : waiting) = *output++;
    }
  }
  if (!waiting.empty()) return std::nullopt;
  return targets;
}

}  // namespace cutpoint
