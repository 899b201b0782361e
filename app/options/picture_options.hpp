/// The options of pictures, shared by the commands that draw.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/console/console.hpp"

namespace cutpoint {

[[nodiscard]] OptionSpec theme_option();
[[nodiscard]] Theme theme_of(const Arguments& arguments);

/// The options of a picture, declared and read through the same value: --theme and --collapse, and
/// what of one model is shown (--focus, --journey, --around, --depth, --highlight).
class PictureOptionGroup {
 public:
  constexpr explicit PictureOptionGroup(bool has_scope) : has_scope_(has_scope) {}
  [[nodiscard]] std::vector<OptionSpec> specs() const;
  [[nodiscard]] bool has_scope() const { return has_scope_; }

 private:
  bool has_scope_;
};

/// What pictures need of an analysis: no combinations unless a cut set is to be shown, and bounds
/// instead of exact figures where those would take long.
void keep_analysis_short(AnalysisOptions& options, const Arguments& arguments);

/// The options as values, with what they point to.
class PictureChoices {
 public:
  /// Nothing, and a printed reason, where a name is unknown or a number is none.
  static std::unique_ptr<PictureChoices> from(PictureOptionGroup group, const Arguments& arguments,
                                              const System& loaded, const Analysis& analysis,
                                              Console& console);
  PictureOptions options;

 private:
  bool choose_scope(const Arguments& arguments, const Model& model, Console& console);
  bool choose_failure(const std::string& wish, const System& loaded, const Analysis& analysis,
                      Console& console);

  std::optional<Consequence> consequence_;
  std::optional<DrawnFailure> failure_;
};

}  // namespace cutpoint
