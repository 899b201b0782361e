/// What all forms of a chaos plan say in the same words.
#pragma once

#include <string>
#include <vector>

#include "renderer/chaos/chaos_rendering.hpp"

namespace cutpoint {

/// "fail instance 1 of web", "make cache slow for web".
[[nodiscard]] std::string chaos_title(const Model& model, const ChaosExperiment& experiment);
/// "checkout: stays up; browse: down, by dns".
[[nodiscard]] std::string predicted_journeys(const Model& model, const ChaosExperiment& experiment);
/// Names of what falls with the target; "nothing else".
[[nodiscard]] std::string predicted_blast_radius(const Model& model,
                                                 const ChaosExperiment& experiment);
/// What in the model it tests: "one of 3 instances of `web`, of which 2 must work".
[[nodiscard]] std::string reason_text(const Model& model, const ChaosExperiment& experiment);
/// What was not planned, and why.
[[nodiscard]] std::vector<std::string> omission_texts(const Model& model, const ChaosPlan& plan);
/// What differed from the prediction, and, in the same order, what to change in the model or to
/// look at.
[[nodiscard]] std::vector<std::string> difference_texts(const Model& model,
                                                        const JudgedExperiment& judged);
[[nodiscard]] std::vector<std::string> change_texts(const Model& model,
                                                    const JudgedExperiment& judged);
/// What must hold before the experiment and after it.
[[nodiscard]] std::string steady_state(const Journey& journey);

}  // namespace cutpoint
