/// Parts of runs, as files that machines hand to each other: of a `SimulationPart`, a
/// `RareSimulationPart` or an `UncertaintyPart`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/console/command.hpp"
#include "cutpoint/simulation.hpp"
#include "cutpoint/uncertainty.hpp"

namespace cutpoint {

/// A part, and the documents that it is of.
template <class Part>
struct WrittenPart {
  Part part;
  std::vector<std::string> documents;
};

/// JSON in which every number has all its bits.
template <class Part>
[[nodiscard]] std::string part_text(const WrittenPart<Part>& written);

/// Parts among files, and the documents of a run: those among the files, else those that the first
/// part names.
template <class Part>
struct PartsToMerge {
  std::vector<Part> parts;
  std::vector<std::string> documents;
};

/// At least one part; where there is none, or something is wrong with any of them, it is said.
template <class Part>
[[nodiscard]] std::optional<PartsToMerge<Part>> parts_among(const std::vector<std::string>& files,
                                                            Console& console);

extern template std::string part_text(const WrittenPart<SimulationPart>&);
extern template std::string part_text(const WrittenPart<RareSimulationPart>&);
extern template std::string part_text(const WrittenPart<UncertaintyPart>&);
extern template std::optional<PartsToMerge<SimulationPart>> parts_among(
    const std::vector<std::string>&, Console&);
extern template std::optional<PartsToMerge<RareSimulationPart>> parts_among(
    const std::vector<std::string>&, Console&);
extern template std::optional<PartsToMerge<UncertaintyPart>> parts_among(
    const std::vector<std::string>&, Console&);

}  // namespace cutpoint
