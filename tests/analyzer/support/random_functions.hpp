// Structure functions of random models, for what must hold of all.
#pragma once

#include <cstdint>
#include <string>

#include "analyzer/compile/compile.hpp"
#include "analyzer/compile/compile_fault_tree.hpp"
#include "model/architecture/build_model.hpp"
#include "tests/analyzer/support/random_fault_tree.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing {

/// `check(function, tops)` of fault trees, half of them rich, others not coherent among them.
template <class Check>
void each_random_tree(std::uint64_t seed, std::uint64_t wanted, const Check& check) {
  for (std::uint64_t at = seed; at < seed + wanted; ++at) {
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_TREES=1)");
    Random random(at);
    const FaultTree tree =
        random.chance(50) ? random_rich_tree(random) : random_fault_tree(random, random.chance(60));
    const CompiledFaultTree compiled = compile(tree);
    check(compiled.function, {compiled.function.journey_failed[JourneyId(0U)]});
  }
}

/// `check(function, tops)` of architectures; invalid ones are passed over.
template <class Check>
void each_random_architecture(std::uint64_t seed, std::uint64_t wanted, const Check& check) {
  for (std::uint64_t at = seed; at < seed + wanted; ++at) {
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_MODELS=1)");
    Diagnostics diagnostics;
    const auto model = build_model(random_draft(at), diagnostics);
    if (!model || diagnostics.has_errors()) continue;
    const auto function = compile(*model, diagnostics);
    if (function) check(*function, function->journey_failed.raw());
  }
}

}  // namespace cutpoint::testing
