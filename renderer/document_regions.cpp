#include "cutpoint/document_regions.hpp"

#include <array>

#include <fmt/format.h>

#include "renderer/figures_text.hpp"
#include "renderer/findings/markdown_text.hpp"

namespace cutpoint {

namespace {

/// Calls `write` for the journey asked for, or for all.
template <class Write>
std::string for_journeys(const RenderInput& input, std::optional<JourneyId> journey,
                         const Write& write) {
  std::string out;
  for (const JourneyAnalysis& row : input.analysis.journeys) {
    if (!journey || *journey == row.journey) out += write(input.model.journeys[row.journey], row);
  }
  return out;
}

std::string verdict_of(const Journey& journey, const AvailabilityResult& up) {
  if (!journey.slo || !journey.slo->availability) return "–";
  const Availability target = journey.slo->availability->value;
  const std::string text = to_human_text(target);
  if (up.upper_unavailability <= target.unavailability()) return text + ": met";
  if (up.lower_unavailability > target.unavailability()) return text + ": missed";
  return text + ": not decided";
}

std::string availability(const RenderInput& input, std::optional<JourneyId> journey) {
  return "| journey | availability | down a year | outages a year | SLO "
         "|\n|---|---|---|---|---|\n" +
         for_journeys(input, journey, [](const Journey& written, const JourneyAnalysis& row) {
           return fmt::format("| {} | {} | {} | {} | {} |\n", markdown_text(written.name),
                              availability_text(row.up), to_human_text(row.up.downtime_per_year()),
                              row.up.outages_per_year ? rate_text(*row.up.outages_per_year) : "–",
                              verdict_of(written, row.up));
         });
}

std::string spofs(const RenderInput& input, std::optional<JourneyId> journey) {
  const std::string rows =
      for_journeys(input, journey, [&](const Journey& written, const JourneyAnalysis& row) {
        std::string lines;
        for (const SinglePoint& point : row.single_points) {
          const BasicEvent& event = input.function.events[point.event];
          const std::string way = written.name + " → " + path_text(input.model, point.path);
          lines += fmt::format("| {} | {} | {} | {} | {} |\n", markdown_text(event.name),
                               event_kind_text(input.model, event), name_of(point.classification),
                               to_human_text(point.downtime_per_year), markdown_text(way));
        }
        return lines;
      });
  if (rows.empty()) return "No single points of failure.\n";
  return "| single point of failure | kind | class | down a year | path "
         "|\n|---|---|---|---|---|\n" +
         rows;
}

std::string cut_sets(const RenderInput& input, std::optional<JourneyId> journey) {
  constexpr std::size_t most = 20;
  const std::string rows =
      for_journeys(input, journey, [&](const Journey& written, const JourneyAnalysis& row) {
        std::string lines;
        for (std::size_t i = 0; i < row.cut_sets.sets.size() && i < most; ++i) {
          const CutSet& set = row.cut_sets.sets[i];
          std::string events;
          for (const EventId event : set.events) {
            events +=
                (events.empty() ? "" : ", ") + markdown_text(input.function.events[event].name);
          }
          lines += fmt::format("| {} | {} | {:.2g} |\n", markdown_text(written.name), events,
                               set.probability);
        }
        return lines;
      });
  if (rows.empty()) return "No cut sets up to the order looked at.\n";
  return "| journey | fails when these fail together | probability |\n|---|---|---|\n" + rows;
}

std::string diagram(const RenderInput& input, std::optional<JourneyId>) {
  const Rendered drawn = find_renderer("dot")->render(input);
  return "```dot\n" + drawn.content + "```\n";
}

constexpr std::array kinds = {
    DocumentRegionKind{"availability", "availability, downtime and SLO of each journey",
                       availability},
    DocumentRegionKind{"spofs", "single points of failure with their paths", spofs},
    DocumentRegionKind{"cut-sets", "what fails a journey together, the likeliest first", cut_sets},
    DocumentRegionKind{"diagram", "the annotated diagram, in the DOT language", diagram},
};

}  // namespace

std::span<const DocumentRegionKind> document_region_kinds() {
  return kinds;
}

}  // namespace cutpoint
