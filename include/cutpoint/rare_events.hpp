/// Simulation of outages that are too rare to wait for, by importance sampling.
///
/// Times and frequencies as in `simulation.hpp`. Cost: linear in the cycles and in what fails in
/// them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "cutpoint/simulation.hpp"

namespace cutpoint {

/// How many cycles, and how they are drawn.
struct RareOptions {
  std::uint32_t cycles = 200'000;  ///< from "everything works" back to "everything works"
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: one for each core; changes no digit of the result
  double confidence = 0.95;
  /// Called now and then, from any thread but never from two at once, with the fraction done.
  std::function<void(double)> progress;
};

/// What was seen of one journey.
struct RareJourney {
  JourneyId journey;
  Estimate unavailability;
  Estimate outages_per_year;
  std::uint64_t cycles_down = 0;  ///< in which the journey went down
};

/// Same system, cycles, seed and confidence: same values, whatever the threads.
struct RareSimulation {
  std::uint32_t cycles = 0;
  std::uint64_t seed = 0;
  double confidence = 0;
  IdVector<JourneyId, RareJourney> journeys;
};

}  // namespace cutpoint
