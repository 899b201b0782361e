/// Parts of a simulation, as files that machines hand to each other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/console/command.hpp"
#include "cutpoint/simulation.hpp"

namespace cutpoint {

/// A part, and the documents that it was played from.
struct WrittenPart {
  SimulationPart part;
  std::vector<std::string> documents;
};

/// JSON in which every number has all its bits.
[[nodiscard]] std::string part_text(const WrittenPart& written);

/// Parts among files, and the documents of a run: those among the files, else those that the first
/// part names.
struct PartsToMerge {
  std::vector<SimulationPart> parts;
  std::vector<std::string> documents;
};

/// Says what is wrong with any of them on the console; then it is absent.
[[nodiscard]] std::optional<PartsToMerge> parts_among(const std::vector<std::string>& files,
                                                      Console& console);

}  // namespace cutpoint
