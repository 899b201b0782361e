/// What the terminal report tells on request, in its order.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

struct ReportSection {
  std::string_view name;
  std::string_view summary;
  std::string (*text)(const RenderInput& input, const ReportedJourneys& journeys,
                      const Painter& paint);
};

[[nodiscard]] std::span<const ReportSection> report_sections();
[[nodiscard]] std::vector<std::string> report_section_names();

}  // namespace cutpoint
