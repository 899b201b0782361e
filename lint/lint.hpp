/// Rules applied to a model; the way in asks them of a system.
#pragma once

#include <vector>

#include "cutpoint/linting.hpp"

namespace cutpoint {

/// Applies rules to one document. Findings come by place, suppressed ones among them; fingerprints
/// are still empty. Work: that of the rules, each at most near-linear in the model.
[[nodiscard]] std::vector<Finding> lint(const Model& model, const StructureFunction& function,
                                        const Analysis& analysis, const LintOptions& options);

/// What is wrong with the input, as findings without code.
[[nodiscard]] std::vector<Finding> findings_of(const Diagnostics& diagnostics);

/// Sets the fingerprints of a whole run: equal ones are told apart by their order.
void add_fingerprints(std::vector<Finding>& findings, const SourceFiles& sources);

/// What `accept` of a document names must be the code or the slug of a rule: everything else is an
/// error, `unknown-name`, with the rule that may have been meant. To be called beside build_model,
/// which knows no rules.
void check_accepted_rules(const Draft& draft, Diagnostics& diagnostics);

}  // namespace cutpoint
