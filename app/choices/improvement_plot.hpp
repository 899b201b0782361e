/// `cutpoint plot improvement`: what each step towards a target costs and brings.
#pragma once

#include <optional>
#include <string>

#include "app/console/console.hpp"
#include "cutpoint/rendered.hpp"

namespace cutpoint {

/// The picture as SVG, or nothing and a printed reason. Reads the files itself: advice is made of
/// what is written, not of the model.
[[nodiscard]] std::optional<std::string> improvement_plot(const Arguments& arguments,
                                                          const AnalysisOptions& options,
                                                          Theme theme, Console& console);

}  // namespace cutpoint
