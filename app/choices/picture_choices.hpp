/// The options of pictures, shared by the commands that draw.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/console/console.hpp"

namespace cutpoint {

/// The value of --theme.
[[nodiscard]] Theme theme_of(const std::string& name);

/// --theme and --collapse: what every picture takes.
[[nodiscard]] std::vector<OptionSpec> picture_option_specs();
/// --focus, --journey, --around, --depth, --highlight: what is shown of one model.
[[nodiscard]] std::vector<OptionSpec> scope_option_specs();

/// What pictures need of an analysis: no combinations unless a cut set is to be shown, and bounds
/// instead of exact figures where those would take long.
void keep_analysis_short(AnalysisOptions& options, const Arguments& arguments);

/// The options as values, with what they point to.
class PictureChoices {
 public:
  /// Nothing, and a printed reason, where a name is unknown or a number is none. The scope options
  /// count where they are given.
  static std::unique_ptr<PictureChoices> from(const Arguments& arguments, const System& loaded,
                                              const Analysis& analysis, Console& console);
  PictureOptions options;

 private:
  bool choose_scope(const Arguments& arguments, const Model& model, Console& console);
  bool choose_failure(const std::string& wish, const System& loaded, const Analysis& analysis,
                      Console& console);

  std::optional<Consequence> consequence_;
  std::optional<DrawnFailure> failure_;
};

}  // namespace cutpoint
