/// How deep, how long and for which day a command analyses.
#pragma once

#include <optional>
#include <vector>

#include "app/console/command.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// --budget of a command that computes: what the engine keeps to, and the command as a whole.
[[nodiscard]] OptionSpec budget_option();

/// The options of an analysis that a command takes, declared and read through the same value. What
/// it does not take has its default, and without --max-order nothing beyond single points is asked
/// for.
class AnalysisOptionGroup {
 public:
  enum Part : unsigned {
    day = 1,       ///< --today
    budget = 2,    ///< --budget of the engine
    order = 4,     ///< --max-order
    cut_sets = 8,  ///< --cut-sets and --truncate
  };
  constexpr explicit AnalysisOptionGroup(unsigned parts) : parts_(parts) {}

  [[nodiscard]] std::vector<OptionSpec> specs() const;
  /// Nothing, and a printed reason, where one of them cannot be read.
  [[nodiscard]] std::optional<AnalysisOptions> read(const Arguments& arguments,
                                                    Console& console) const;

 private:
  [[nodiscard]] bool has(Part part) const { return (parts_ & part) != 0; }

  unsigned parts_;
};

/// What most commands that report on an analysis take.
inline constexpr AnalysisOptionGroup usual_analysis_options{
    AnalysisOptionGroup::order | AnalysisOptionGroup::day | AnalysisOptionGroup::budget};

}  // namespace cutpoint
