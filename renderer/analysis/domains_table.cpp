#include "renderer/analysis/domains_table.hpp"

#include <fmt/format.h>

#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

ResultTable::Cell place_cell(const RenderInput& input, const DomainLoss& loss) {
  return {loss.lost == 0 ? "none" : elided(visible(input.model.components[loss.place].name), 32),
          ResultTable::Meaning::faint};
}

/// "2 of 3 left", bad where that is too few.
ResultTable::Cell left_cell(const Component& component, const DomainLoss& loss) {
  const std::uint32_t left = component.replicas - loss.lost;
  return {fmt::format("{} of {}", left, component.replicas),
          left < component.at_least ? ResultTable::Meaning::bad : ResultTable::Meaning::good};
}

}  // namespace

ResultTable domains_table(const RenderInput& input) {
  ResultTable table{"After the worst node, and after the worst zone",
                    "instances left, by where they run",
                    {{"component", false, 48, 16},
                     {"needed", true},
                     {"worst node", false, 32, 8},
                     {"left", true},
                     {"worst zone", false, 32, 8},
                     {"left", true}},
                    {}};
  for (const DomainLosses& losses : input.analysis.domains) {
    const Component& component = input.model.components[losses.component];
    if (!component.is_pool()) continue;
    ResultTable::Row row;
    row.cells = {{elided(visible(component.name), 48), ResultTable::Meaning::subject},
                 {fmt::format("{}", component.at_least)},
                 place_cell(input, losses.node),
                 left_cell(component, losses.node),
                 losses.zone ? place_cell(input, *losses.zone)
                             : ResultTable::Cell{"not known", ResultTable::Meaning::faint},
                 losses.zone ? left_cell(component, *losses.zone) : ResultTable::Cell{}};
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace cutpoint
