// What stands behind the figures, and what to do next.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "renderer/analysis/disaster_table.hpp"
#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/next_words.hpp"
#include "renderer/analysis/recovery_table.hpp"
#include "renderer/analysis/report_overview.hpp"
#include "renderer/analysis/uncertainty_text.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t closing_label_width = 15;

/// What a reader must not miss first: an objective missed, then what is lost for good.
int rank_of(const RecoveredData::Loss& loss) {
  if ((loss.rpo.met && !*loss.rpo.met) || (loss.rto.met && !*loss.rto.met)) return 0;
  return loss.rpo.never || loss.rto.never ? 1 : 2;
}

std::string loss_words(const RecoveredData::Loss& loss) {
  if (loss.rpo.never && loss.rto.never) return loss.rpo.text + " lost for good";
  if (!loss.rpo.stated && !loss.rto.stated) return "not stated";
  return fmt::format("loses {}, back{} {}", loss.rpo.text, loss.rto.stated ? " in" : ":",
                     loss.rto.text);
}

/// "loses 5 s, back in 40 s (host, zone); loses 1 h, back in 2 h (region)": scopes alike together,
/// the worst first where there is not room for all.
std::string losses_text(const RecoveredData& data, std::size_t most) {
  std::vector<std::pair<std::string, std::string>> told;
  std::vector<RecoveredData::Loss> losses = data.losses;
  if (losses.size() > most) {
    std::stable_sort(losses.begin(), losses.end(), [](const auto& a, const auto& b) {
      return std::pair(rank_of(a), b.scope) < std::pair(rank_of(b), a.scope);
    });
  }
  for (const RecoveredData::Loss& loss : losses) {
    const std::string words = loss_words(loss);
    auto found =
        std::find_if(told.begin(), told.end(), [&](const auto& row) { return row.first == words; });
    if (found == told.end()) found = told.insert(told.end(), {words, ""});
    found->second += (found->second.empty() ? "" : ", ") + std::string(name_of(loss.scope));
  }
  std::string text;
  for (std::size_t i = 0; i < told.size() && i < most; ++i) {
    const auto& [words, scopes] = told[i];
    text += fmt::format("{}{} ({})", text.empty() ? "" : "; ", words, scopes);
  }
  return told.size() > most ? text + "; …" : text;
}

std::string data_rows(const RenderInput& input, const std::vector<RecoveredData>& all,
                      const ReportRoom& room, const Painter& paint) {
  std::string out;
  for (std::size_t i = 0; i < all.size() && i < room.data; ++i) {
    std::string more;
    if (i + 1 == room.data && all.size() > room.data) {
      more = more_text(all.size() - room.data, "data", room);
    }
    out += labelled(i == 0 ? "Data" : "",
                    fmt::format("{}: {}{}", elided(visible(all[i].name), 32),
                                losses_text(all[i], room.losses), more),
                    input, paint);
  }
  for (const ResultTable::Row& row : disaster_table(input).rows) {
    out += labelled(out.empty() ? "Data" : "",
                    fmt::format("site of {} lost: loses {}, back in {} ({})", row.cells[0].text,
                                row.cells[2].text, row.cells[3].text, row.cells[1].text),
                    input, paint);
  }
  return out;
}

std::string expired_rows(const RenderInput& input, const Painter& paint) {
  const auto& expired = input.analysis.expired;
  if (expired.empty()) return {};
  std::string text = expired_words(input, expired.front());
  if (expired.size() > 1) text += fmt::format("; {} more: --section figures", expired.size() - 1);
  return labelled("Expired", text, input, paint);
}

std::string assumed_rows(const RenderInput& input, const Statements& statements,
                         const ReportRoom& room, const Painter& paint) {
  std::string out;
  if (!statements.assumptions.empty()) {
    const bool has_stars =
        std::any_of(statements.assumptions.begin(), statements.assumptions.end(),
                    [](const Assumption& row) { return row.concerns_downtime(); });
    out = labelled(has_stars ? "Assumed *" : "Assumed",
                   assumptions_text(input, statements.assumptions, room.names) +
                       "; measure with `cutpoint observe`",
                   input, paint);
  }
  if (!statements.unused.empty()) {
    out += labelled("Not used", unused_text(input, statements.unused, room.names), input, paint);
  }
  return out;
}

std::string next_rows(const RenderInput& input, const Statements& statements,
                      const std::vector<RecoveredData>& data, const ReportRoom& room,
                      const Painter& paint) {
  const std::vector<std::string> words = next_words(input, statements, data);
  // Without room, the change alone.
  const std::size_t most = input.options.first_change != nullptr && !room.advice ? 1 : words.size();
  std::string out;
  for (std::size_t i = 0; i < most; ++i) {
    out += labelled(i == 0 ? "Next" : "", words[i], input, paint);
  }
  return out;
}

}  // namespace

std::vector<RecoveredData> worst_data_first(const RenderInput& input) {
  std::vector<RecoveredData> all = recovery_table(input);
  const auto& unused = input.analysis.unreachable;  // in file order
  std::vector<std::pair<int, std::size_t>> order;
  for (const RecoveredData& data : all) {
    int rank = 2;
    for (const RecoveredData::Loss& loss : data.losses) rank = std::min(rank, rank_of(loss));
    if (std::binary_search(unused.begin(), unused.end(), data.component)) rank = 3;
    order.emplace_back(rank, order.size());
  }
  std::sort(order.begin(), order.end());
  std::vector<RecoveredData> sorted;
  sorted.reserve(all.size());
  for (const auto& [rank, position] : order) sorted.push_back(std::move(all[position]));
  return sorted;
}

std::string more_text(std::size_t count, std::string_view section, const ReportRoom& room) {
  return room.hints ? fmt::format("; {} more: --section {}", count, section)
                    : fmt::format("; +{}", count);
}

std::string labelled(std::string_view label, std::string_view text, const RenderInput& input,
                     const Painter& paint) {
  const std::size_t taken = 2 + display_width(label);
  const std::string gap(taken < closing_label_width ? closing_label_width - taken : 1, ' ');
  return "  " + (label.empty() ? "" : paint(Style::bold, label)) + gap +
         wrapped(text, closing_label_width, closing_label_width, report_width(input)) + '\n';
}

std::string closing_rows(const RenderInput& input, const Statements& statements,
                         const std::vector<RecoveredData>& data, const ReportRoom& room,
                         const Painter& paint) {
  return data_rows(input, data, room, paint) + uncertain_rows(input, statements, paint) +
         expired_rows(input, paint) + assumed_rows(input, statements, room, paint) +
         next_rows(input, statements, data, room, paint);
}

}  // namespace cutpoint
