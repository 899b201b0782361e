/// The availability of every journey as a program: the frozen decision diagram, with what can be
/// set by hand as its variables. Running it takes microseconds, is exact, and builds nothing anew.
///
/// Plain values that own what they hold; ids are those of the model and function that it was made
/// of. Times in hours.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "cutpoint/export.hpp"
#include "cutpoint/id.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/parametric_chain.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

struct AvailabilityProgram {
  using Ref = std::uint32_t;
  using Variable = std::uint32_t;
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  /// The probability of a function: of `high` where the variable is true, else of `low`. 0 is what
  /// never holds, 1 what always does; the i-th step is reference i + 2, and refers to smaller ones.
  struct Step {
    Variable variable = 0;
    Ref low = 0;
    Ref high = 0;
  };

  /// What is left to a member where several fail together by `beta`.
  struct OwnRest {
    Variable variable = 0;
    std::vector<double> betas;  ///< of the common causes that it is a member of
  };

  /// Failures that several have together by `beta`.
  struct CommonShare {
    Variable variable = 0;
    double beta = 0;
  };

  /// A component, link or common cause: all its events have the same figures.
  struct Part {
    ComponentId component;  ///< or
    LinkId link;            ///< or
    CommonCauseId common_cause;
    double mtbf = 0;
    double repair = 0;                ///< mean, restarts included
    double unavailability = 0;        ///< as stated: repair / (mtbf + repair) but for rounding
    std::vector<Variable> variables;  ///< true with the unavailability; none where unused
    /// Of a component with others that it fails together with by `beta`: the others, whose figures
    /// are the same, and what is true with shares of the unavailability. `variables` is empty.
    std::vector<ComponentId> alike;
    std::vector<OwnRest> rests;
    std::vector<CommonShare> common;
  };

  /// A pool of which fewer or more instances may be needed.
  struct Pool {
    ComponentId component;
    std::uint32_t needed = 1;
    /// The i-th is true where the pool fails with i + 1 failed instances; one of them is. `none`
    /// where that changes nothing.
    std::vector<Variable> fails_with;
  };

  /// A requirement that can be taken as hard or as soft.
  struct Need {
    ComponentId owner;  ///< invalid: a journey's
    JourneyId journey;
    std::uint32_t position = 0;  ///< in the owner's `needs`
    bool soft = false;
    Variable is_hard = none;  ///< `none` where that changes nothing
  };

  /// Groups in time that act on each other: what is down of them follows from the shares of time
  /// of their chain's states, whose factors are of parts.
  struct Chain {
    /// The share of the time with no other bits below `bit` down than those of `context` in which
    /// it is down too is the probability of the variable.
    struct Told {
      Variable variable = 0;
      std::uint32_t bit = 0;
      std::uint32_t context = 0;
    };
    ParametricChain chain;
    std::vector<Told> told;
  };

  std::vector<Step> steps;
  std::vector<Ref> module_of;         ///< by variable: the function that it stands for, or `none`
  std::vector<double> probabilities;  ///< by variable, with nothing set; of modules not used
  IdVector<JourneyId, Ref> down;
  std::vector<Part> parts;  ///< that can be set, in file order
  std::vector<Pool> pools;
  std::vector<Need> needs;
  std::vector<Chain> chains;
  /// Parts with figures that cannot be set: the chains of groups that hang on them are too large.
  std::vector<ComponentId> not_settable;
};

/// Sets the probabilities of whatever hangs on a part's unavailability.
CUTPOINT_API void set_unavailability(const AvailabilityProgram::Part& part, double unavailability,
                                     std::vector<double>& probabilities);

struct PartFigures {
  double mtbf = 0;
  double repair = 0;
};

/// Sets the probabilities of what chains tell, with these figures of all parts.
CUTPOINT_API void solve_chains(const AvailabilityProgram& program,
                               const std::vector<PartFigures>& figures,
                               std::vector<double>& probabilities);

/// Unavailabilities by journey, with these probabilities of the variables.
[[nodiscard]] CUTPOINT_API IdVector<JourneyId, double> unavailabilities(
    const AvailabilityProgram& program, const std::vector<double>& probabilities);

}  // namespace cutpoint
