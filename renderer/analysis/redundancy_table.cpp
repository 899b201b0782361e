#include "renderer/analysis/redundancy_table.hpp"

#include <fmt/format.h>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/doubt_text.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

std::string recovery_remark(const FailoverGroupResult& group) {
  const std::string_view doubt = words_of(group.doubt);
  return doubt.empty() ? "" : fmt::format("estimated: {}", doubt);
}

std::string group_name(const RenderInput& input, const FailoverGroupResult& group) {
  constexpr std::size_t most_names = 3;
  std::string name = group.members.empty() ? elided(visible(group.name), 48)
                                           : names_text(input.model, group.members, most_names);
  if (!group.crews) return name;
  return name + fmt::format(", {} repair crew{}", *group.crews, *group.crews == 1 ? "" : "s");
}

}  // namespace

ResultTable redundancy_table(const RenderInput& input) {
  ResultTable table{"Redundancy in time",
                    std::string(counted_in_availability),
                    {{"group", false, 48, 16},
                     {"down a year", true},
                     {"switching", true},
                     {"failed switches", true},
                     {"all failed", true},
                     {"outages", true},
                     {"if at once", true}},
                    {}};
  for (const FailoverGroupResult& group : input.analysis.groups) {
    table.rows.push_back({{{group_name(input, group)},
                           {to_human_text(group.downtime)},
                           {to_human_text(group.switching)},
                           {to_human_text(group.failed_switches)},
                           {to_human_text(group.all_failed)},
                           {rate_text(group.outages_per_year)},
                           {to_human_text(group.counted), ResultTable::Meaning::faint}},
                          recovery_remark(group)});
  }
  return table;
}

}  // namespace cutpoint
