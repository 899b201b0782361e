/// The smallest combinations of failures that stop a journey.
///
/// Plain values that own what they hold; ids are those of the function. Probabilities in [0, 1]: of
/// all events of a set being failed at a moment. Cost: within the budget of the analysis; what did
/// not fit is said.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cutpoint/single_points.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// A redundancy (in a fault tree: a gate that takes several arguments) that a cut set defeats and
/// no single event of it alone.
struct DefeatedRedundancy {
  GroupId group;
  std::vector<EventId> by;  ///< events of the set without each of which it would stand
};

/// A minimal cut set.
struct CutSet {
  std::vector<EventId> events;  ///< ascending
  double probability = 0;       ///< that all of them are failed
  /// False where the work limit did not allow to explain it; then both lists are empty.
  bool explained = false;
  std::vector<DefeatedRedundancy> defeats = {};  ///< what others are made of first
  /// By event: from what the journey needs down to what failed, where a way is known. Empty in
  /// fault trees.
  std::vector<FailurePath> cuts = {};
};

/// What a list of cut sets leaves out, where it was cut off on purpose.
struct CutSetTruncation {
  std::optional<double> cutoff;  ///< only sets at least this probable are listed
  bool all_above_cutoff = true;  ///< false where some are missing: a limit on number or order
  /// Sets counted but not listed; absent where not all orders were counted.
  std::optional<std::uint64_t> left_out;
  /// Guaranteed bounds of the probability that at least one of the listed sets has failed.
  double kept_lower = 0;
  double kept_upper = 1;
  /// Guaranteed bounds of what the list misses: P(top) − P(a listed set has failed).
  double error_lower = 0;
  double error_upper = 1;
};

/// Of one journey.
struct CutSets {
  std::vector<std::uint64_t> by_order;  ///< by_order[i]: how many of order i + 1
  bool complete = false;                ///< by_order covers every order there is
  bool all_listed = false;              ///< `sets` holds every one counted
  bool available = true;     ///< false where the budget did not allow counting beyond order 1
  bool ends_early = false;   ///< true where it allowed order 2 alone, whatever was asked for
  std::vector<CutSet> sets;  ///< by order, then by falling probability
  /// Where the most probable ones were asked for: `sets` is then by falling probability throughout.
  /// Absent also where the function is not coherent: its sets do not make up its probability.
  std::optional<CutSetTruncation> truncation;
};

/// A product of events that have failed and events that work, of which none can be left out, that
/// fails a top event whatever else happens.
struct PrimeImplicant {
  std::vector<EventId> failed;   ///< ascending
  std::vector<EventId> working;  ///< ascending
  double probability = 0;
};

/// Of a top event that is not coherent.
struct PrimeImplicants {
  bool available = false;               ///< false where there were too many to find
  std::vector<std::uint64_t> by_order;  ///< by_order[i]: how many of i + 1 literals
  bool all_listed = false;
  std::vector<PrimeImplicant> list;  ///< by order, then by falling probability
};

/// How many cut sets are looked for.
struct CutSetOptions {
  /// Cut sets up to this order are counted and listed; absent: all.
  std::optional<std::uint32_t> max_order = 2;
  std::size_t listed_cut_sets = 1000;  ///< at most; all of `max_order` are counted
  /// List the most probable sets of all orders counted, at most `listed_cut_sets`, and state what
  /// is left out.
  bool most_probable_first = false;
  /// With it: only sets at least this probable; in (0, 1].
  std::optional<double> cutoff;
};

}  // namespace cutpoint
