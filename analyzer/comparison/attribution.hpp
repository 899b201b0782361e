/// Which changes of a document bring which changes of its results.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "analyzer/comparison/result_values.hpp"
#include "cutpoint/draft.hpp"

namespace cutpoint {

/// The results of a draft; nothing where it has errors, or could not be solved as the whole was.
using MeasureDraft = std::function<std::optional<Results>(const Draft& draft)>;

struct BothResults {
  const Results& before;
  const Results& after;
};

/// Makes each change alone in the earlier document, and takes each back alone in the later one;
/// where one brings a result by itself, that is a cause, and where none does, those without which
/// it would not be are one cause together. Two trials a change, at most `most_trials`: beyond that
/// all keys of an object at once, and beyond that nothing is tried.
void attribute(Comparison& comparison, const Draft& before, const Draft& after,
               const BothResults& results, const MeasureDraft& measure, std::size_t most_trials);

}  // namespace cutpoint
