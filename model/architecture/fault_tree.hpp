/// A fault tree as a plain value: what an Open-PSA file says, names resolved, expressions
/// evaluated.
///
/// Everything is in terms of occurrence: a gate is true when the undesired event it stands for has
/// happened. Nested formulas are gates of their own without a name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/id.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

using GateId = Id<struct GateTag>;
using PrimaryEventId = Id<struct PrimaryEventTag>;
using HouseEventId = Id<struct HouseEventTag>;

/// How a gate joins its arguments.
enum class Connective {
  all,          ///< AND; true without arguments
  any,          ///< OR; false without arguments
  at_least,     ///< at least `least` arguments
  cardinality,  ///< at least `least` and at most `most` arguments
  negation,     ///< NOT, one argument
  exclusive,    ///< XOR, two arguments
  not_all,      ///< NAND
  not_any,      ///< NOR
  implies,      ///< the first argument implies the second
  equal,        ///< IFF, two arguments
};

/// An argument of a gate: exactly one of the ids is valid, or none, and then `constant` holds.
struct GateArgument {
  GateId gate;
  PrimaryEventId event;
  HouseEventId house;
  bool constant = false;
};

struct Gate {
  std::string name;  ///< empty for a nested formula; with the dotted path where it is private
  std::string label;
  Connective connective = Connective::any;
  std::uint32_t least = 0;  ///< at_least and cardinality
  std::uint32_t most = 0;   ///< cardinality
  std::vector<GateArgument> arguments;
  SourceSpan span;
};

/// A basic event of the file (`BasicEvent` is that of a structure function).
struct PrimaryEvent {
  std::string name;
  std::string label;
  double probability = 0;  ///< of having occurred at the mission time, in [0, 1]
  /// Failures and repairs per hour where the file states a repairable process (GLM); without them
  /// no frequency is known.
  std::optional<double> failure_rate;
  std::optional<double> repair_rate;
  SourceSpan span;
};

/// An event that is known to have occurred or not.
struct HouseEvent {
  std::string name;
  bool occurred = false;
  SourceSpan span;
};

/// Gates form no circle. Every id in a gate is in range.
struct FaultTree {
  std::string name;
  IdVector<GateId, Gate> gates;
  IdVector<PrimaryEventId, PrimaryEvent> events;
  IdVector<HouseEventId, HouseEvent> house_events;
  /// Named gates that no other gate refers to, in file order: the top events.
  std::vector<GateId> tops;
  double mission_hours = 8760;
};

}  // namespace cutpoint
