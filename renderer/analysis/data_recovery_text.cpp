#include "renderer/analysis/data_recovery_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "renderer/analysis/disaster_table.hpp"
#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/recovery_table.hpp"
#include "renderer/analysis/redundancy_table.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_components = 12;

TextTable::Cell time_cell(const JudgedTime& time) {
  if (!time.stated) return {time.text, Style::dim};
  if (time.never) return {time.text, Style::red};
  const Style style = !time.met ? Style::plain : *time.met ? Style::green : Style::red;
  return {time.text, style};
}

std::string remark_on(const RecoveredData& data) {
  std::string text;
  for (const RecoveredData::Objective& objective : data.objectives) {
    text += fmt::format("{} at most {}{}{}; ", objective.of, to_human_text(objective.at_most),
                        objective.journey.empty() ? "" : " for ", objective.journey);
  }
  text += data.copies.text;
  if (data.copies.text.empty() && !text.empty()) text.resize(text.size() - 2);
  return text;
}

}  // namespace

std::string recovery_text(const RenderInput& input, const Painter& paint) {
  const std::vector<RecoveredData> all = recovery_table(input);
  if (all.empty()) return {};
  using Align = TextTable::Align;
  TextTable table({{"", Align::left, 28, 12},
                   {"lost with", Align::left, 32, 12},
                   {"loses (RPO)", Align::right},
                   {"back in (RTO)", Align::right},
                   {"from", Align::left, 48, 16}});
  for (std::size_t i = 0; i < all.size() && i < most_components; ++i) {
    for (const RecoveredData::Loss& loss : all[i].losses) {
      const bool first = &loss == &all[i].losses.front();
      const bool last = &loss == &all[i].losses.back();
      table.add({{first ? visible(all[i].name) : "", Style::bold},
                 {visible(loss.lost_with)},
                 time_cell(loss.rpo),
                 time_cell(loss.rto),
                 {visible(loss.from), Style::dim}},
                last ? visible(remark_on(all[i])) : "");
    }
  }
  std::string out =
      "  " + paint(Style::bold, "Data") + '\n' + table.text(2, paint, report_width(input));
  if (all.size() > most_components) {
    out += fmt::format("  … and {} more (--format json lists all)\n", all.size() - most_components);
  }
  return out + '\n';
}

std::string redundancy_text(const RenderInput& input, const Painter& paint) {
  const ResultTable table = redundancy_table(input);
  if (table.rows.empty()) return {};
  std::string out = "  " + paint(Style::bold, table.title) + fmt::format(" ({})\n", table.scope) +
                    terminal_table(table, most_components).text(2, paint, report_width(input));
  if (table.rows.size() > most_components) {
    out += fmt::format("  … and {} more (--format json lists all)\n",
                       table.rows.size() - most_components);
  }
  return out + '\n';
}

std::string disasters_text(const RenderInput& input, const Painter& paint) {
  const ResultTable table = disaster_table(input);
  if (table.rows.empty()) return {};
  return "  " + paint(Style::bold, table.title) + fmt::format(" ({})\n", table.scope) +
         terminal_table(table, most_components).text(2, paint, report_width(input)) + '\n';
}

}  // namespace cutpoint
