/// The uncertain figures of an architecture as inputs of trials.
#pragma once

#include "analyzer/compile/basic_events.hpp"

namespace cutpoint {

/// Fills `function.uncertain`; its events are there already. What the model says:
/// - A range is log-normal, its ends the 5th and 95th percentile; of an availability, the odds of
///   being down are.
/// - n failures in an operating time T: the failure rate is Gamma(n + 1/2, T), the posterior of
///   Jeffreys' prior for a Poisson count in a fixed time.
/// - n repairs of R in all: the repair rate is Gamma(n, R), the posterior of Jeffreys' prior for n
///   exponential times.
/// - Figures written in one place are one figure, and so are those of the members of a common cause
///   with `beta`.
void add_uncertain_inputs(const Model& model, const EventIndex& index, StructureFunction& function);

}  // namespace cutpoint
