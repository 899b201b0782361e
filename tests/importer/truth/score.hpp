/// How well an imported draft agrees with a truth that was written by hand from the same files.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/draft.hpp"

namespace cutpoint::truth {

/// So many of so many.
struct Share {
  std::size_t part = 0;
  std::size_t whole = 0;

  [[nodiscard]] double value() const {
    return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
  }
  Share& operator+=(const Share& other) {
    part += other.part;
    whole += other.whole;
    return *this;
  }
};

struct PrecisionRecall {
  Share precision;
  Share recall;

  PrecisionRecall& operator+=(const PrecisionRecall& other) {
    precision += other.precision;
    recall += other.recall;
    return *this;
  }
};

struct Score {
  PrecisionRecall needs;             ///< edges without which the dependant stops
  PrecisionRecall groups;            ///< with their thresholds
  PrecisionRecall journeys;          ///< by where users come in
  Share kinds;                       ///< of the workloads that the truth names
  std::size_t invented = 0;          ///< redundancy that is none
  std::vector<std::string> remarks;  ///< what is wrong and what is missed, one a line

  Score& operator+=(const Score& other);
};

/// `truth` is JSON: `workloads` (name, kind, instances), `needs` (from, to, strength, also_ok,
/// optional_in_score), `groups` (members, at_least), `journeys` (entry).
[[nodiscard]] Score score(const Draft& draft, std::string_view truth);

/// One system of the truth set.
struct TruthCase {
  std::string format;               ///< name of the importer: the folder
  std::string name;                 ///< of its folder or file
  std::string truth;                ///< the JSON text
  std::vector<std::string> inputs;  ///< paths
  bool is_public = false;           ///< not in this repository
};

/// All systems below a folder of formats, by name. `elsewhere` holds public files by the paths that
/// the truths give; empty: these systems are left out.
[[nodiscard]] std::vector<TruthCase> truth_cases(const std::string& folder,
                                                 const std::string& elsewhere);

/// Imports and scores one system; what the importer refuses is a remark and scores nothing.
[[nodiscard]] Score score(const TruthCase& system);

}  // namespace cutpoint::truth
