#include "renderer/analysis/disaster_table.hpp"

#include <fmt/format.h>

#include "renderer/analysis/recovery_table.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

std::string costs_text(const std::vector<Money>& costs) {
  std::string text;
  for (const Money& cost : costs) text += (text.empty() ? "" : ", ") + money_text(cost);
  return text.empty() ? "not stated" : text;
}

/// Where the times come from, and what they are held to.
std::string disaster_remark(const DisasterRecovery& row) {
  std::string remark;
  const auto add = [&remark](const std::string& text) {
    remark += (remark.empty() ? "" : "; ") + text;
  };
  if (!row.rpo_from.empty()) add("RPO of " + visible(row.rpo_from));
  if (!row.rto_from.empty()) add("RTO with the restore of " + visible(row.rto_from));
  if (row.rpo_objective) add("RPO at most " + to_human_text(*row.rpo_objective));
  if (row.rto_objective) add("RTO at most " + to_human_text(*row.rto_objective));
  if (row.scale) {
    std::string text = fmt::format("standby at {} while it waits", to_text(*row.scale));
    for (const Money& cost : row.full_costs) text += ", in full " + money_text(cost);
    add(text);
  }
  return remark;
}

ResultTable::Cell time_cell_of(const std::optional<Duration>& time, const std::optional<bool>& met,
                               std::string_view if_never) {
  const JudgedTime judged = judged_time(time, met, if_never);
  using Meaning = ResultTable::Meaning;
  if (!judged.stated) return {judged.text, Meaning::faint};
  if (judged.never) return {judged.text, Meaning::bad};
  return {judged.text, !judged.met ? Meaning::plain : *judged.met ? Meaning::good : Meaning::bad};
}

}  // namespace

ResultTable disaster_table(const RenderInput& input) {
  ResultTable table{"Disaster recovery",
                    "loss of the first site",
                    {{"site", false, 32, 12},
                     {"strategy"},
                     {"loses (RPO)", true},
                     {"back in (RTO)", true},
                     {"standby costs a year", true}},
                    {}};
  for (const DisasterRecovery& row : input.analysis.disasters) {
    table.rows.push_back({{{visible(row.primary), ResultTable::Meaning::subject},
                           {std::string(name_of(row.strategy))},
                           time_cell_of(row.rpo, row.rpo_met(), "everything"),
                           time_cell_of(row.rto, row.rto_met(), "never"),
                           {costs_text(row.standby_costs)}},
                          disaster_remark(row)});
  }
  return table;
}

}  // namespace cutpoint
