#include "renderer/analysis/text_fault_tree.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analyzer/statements/statements.hpp"
#include "model/base/interval_text.hpp"
#include "renderer/analysis/cut_set_text.hpp"
#include "renderer/analysis/importance_bounds_text.hpp"
#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/text_journey.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/budget_text.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_tops = 4;
constexpr std::size_t most_tree_points = 20;
constexpr std::size_t most_tree_sets = 10;
constexpr std::size_t most_important = 10;

std::string top_probability_text(const AvailabilityResult& result) {
  if (result.method != Method::bounded) return probability_text(result.upper_unavailability, 6);
  return interval_text(Interval{result.lower_unavailability, result.upper_unavailability})
      .between();
}

std::string ratio_text(double value) {
  return std::isinf(value) ? "∞" : fmt::format("{:.4g}", value);
}

/// Exact, or its guaranteed bounds where the cut sets were too many.
std::string fussell_vesely_text(const Importance& row) {
  if (row.fussell_vesely) return fmt::format("{:.4g}", *row.fussell_vesely);
  if (!row.fussell_vesely_bounds) return "-";
  return interval_text(
             Interval{row.fussell_vesely_bounds->first, row.fussell_vesely_bounds->second})
      .from_to();
}

std::string top_event_verdict(const RenderInput& input, const JourneyAnalysis& top,
                              const Painter& paint) {
  const Journey& written = input.model.journeys[top.journey];
  std::string out =
      fmt::format("  {}   {}   {}{}\n", paint(Style::bold, elided(visible(written.name), 60)),
                  paint(Style::bold, "probability " + top_probability_text(top.up)),
                  paint(Style::dim, std::string(name_of(top.up.method))),
                  top.coherent ? "" : "   " + paint(Style::amber, "not coherent"));
  if (const std::string label = text_of(written.description); !label.empty()) {
    out += "    " + elided(visible(label), report_width(input) - 4) + '\n';
  }
  if (top.up.outages_per_year) {
    out += fmt::format("    {} times a year", rate_text(*top.up.outages_per_year));
    if (top.up.mean_outage) out += fmt::format(", for {}", to_human_text(*top.up.mean_outage));
    out += '\n';
  }
  if (!top.coherent) {
    out +=
        "    A failure may also mend it. The cut sets below fail it while everything else works;\n"
        "    prime implicants say what must work besides. Probability and importance are exact.\n";
  }
  const auto& sets = top.cut_sets.sets;
  if (!sets.empty() && sets.front().events.empty()) {
    out += "    " + paint(Style::red, "It happens although nothing has failed.") + '\n';
  }
  return out;
}

std::string single_events(const RenderInput& input, const JourneyAnalysis& top,
                          const Painter& paint) {
  if (top.single_points.empty()) {
    return "  " + paint(Style::green, "No single event causes it") + '\n';
  }
  TextTable table({{"", TextTable::Align::left, 2},
                   {"", TextTable::Align::left, 60, 20},
                   {"probability", TextTable::Align::right},
                   {"times a year", TextTable::Align::right}});
  for (std::size_t i = 0; i < top.single_points.size() && i < most_tree_points; ++i) {
    const SinglePoint& point = top.single_points[i];
    const BasicEvent& event = input.function.events[point.event];
    table.add({{point_marker(point.classification), point_style(point.classification)},
               {visible(event.name), point_style(point.classification)},
               {probability_text(event.process.unavailability)},
               {point.outages_per_year ? rate_text(*point.outages_per_year) : "-"}});
  }
  std::string out = "  " + paint(Style::bold, "Single events that cause it") +
                    fmt::format(" ({})\n", top.single_points.size()) +
                    table.text(2, paint, report_width(input));
  if (top.single_points.size() > most_tree_points) {
    out += fmt::format("  … and {} more (--format json lists all)\n",
                       top.single_points.size() - most_tree_points);
  }
  return out;
}

std::string combinations(const RenderInput& input, const JourneyAnalysis& top,
                         const Painter& paint) {
  const CutSets& cut_sets = top.cut_sets;
  if (!cut_sets.available) {
    return "  Cut sets beyond order 1 were not counted: the tree exceeds the node budget\n" +
           truncation_text(input, top);
  }
  const std::string counts = cut_set_counts_text(cut_sets, 1);
  return "  " + paint(Style::bold, "Minimal cut sets") + ": " + (counts.empty() ? "none" : counts) +
         cut_sets_further_text(cut_sets) + '\n' +
         cut_set_rows(input, cut_sets, most_tree_sets, paint) + truncation_text(input, top);
}

/// "a + not b".
std::string literals_text(const RenderInput& input, const PrimeImplicant& prime) {
  std::string text;
  const auto add = [&](const std::string& literal) {
    text += (text.empty() ? "" : " + ") + literal;
  };
  for (const EventId event : prime.failed) add(event_text(input, event));
  for (const EventId event : prime.working) add("not " + event_text(input, event));
  return text.empty() ? "nothing: always" : text;
}

std::string prime_implicants(const RenderInput& input, const JourneyAnalysis& top,
                             const Painter& paint) {
  if (!top.prime_implicants) return {};
  const PrimeImplicants& primes = *top.prime_implicants;
  const std::string title = "  " + paint(Style::bold, "Prime implicants") + ": ";
  if (!primes.available) {
    return title + "not computed; the tree exceeds the limits on their number\n";
  }
  std::string counts;
  for (std::size_t order = 1; order <= primes.by_order.size(); ++order) {
    if (primes.by_order[order - 1] == 0) continue;
    counts += fmt::format("{}{} of order {}", counts.empty() ? "" : ", ",
                          primes.by_order[order - 1], order);
  }
  std::string out = title + (counts.empty() ? "none" : counts) + " (all there are)\n";
  for (std::size_t i = 0; i < primes.list.size() && i < most_tree_sets; ++i) {
    out += fmt::format("    {}   {}\n",
                       elided(literals_text(input, primes.list[i]), report_width(input) - 18),
                       probability_text(primes.list[i].probability));
  }
  if (primes.list.size() > most_tree_sets || !primes.all_listed) {
    out += "    … --format json lists more\n";
  }
  return out;
}

std::string importance_text(const RenderInput& input, const JourneyAnalysis& top,
                            const Painter& paint) {
  if (top.importance.empty()) return importance_bounds_text(input, top, paint);
  TextTable table({{"", TextTable::Align::left, 50, 16},
                   {"criticality", TextTable::Align::right},
                   {"Birnbaum", TextTable::Align::right},
                   {"RAW", TextTable::Align::right},
                   {"RRW", TextTable::Align::right},
                   {"F-V", TextTable::Align::right}});
  for (std::size_t i = 0; i < top.importance.size() && i < most_important; ++i) {
    const Importance& row = top.importance[i];
    table.add({{event_text(input, row.event)},
               {fmt::format("{:.4g}", row.criticality)},
               {fmt::format("{:.4g}", row.birnbaum)},
               {ratio_text(row.risk_achievement_worth)},
               {ratio_text(row.risk_reduction_worth)},
               {fussell_vesely_text(row)}});
  }
  return "  " + paint(Style::bold, "Most important events") + '\n' +
         table.text(4, paint, report_width(input));
}

std::string table_of_tops(const RenderInput& input, const Painter& paint) {
  TextTable table({{"top event", TextTable::Align::left, 60, 16},
                   {"probability", TextTable::Align::right},
                   {"single events", TextTable::Align::right},
                   {"pairs", TextTable::Align::right},
                   {"method"}});
  for (const JourneyAnalysis& top : input.analysis.journeys) {
    const auto& counts = top.cut_sets.by_order;
    const std::string pairs = !top.cut_sets.available ? "?"
                              : counts.size() > 1     ? std::to_string(counts[1])
                              : top.cut_sets.complete ? "0"
                                                      : "-";
    table.add({{visible(input.model.journeys[top.journey].name), Style::bold},
               {top_probability_text(top.up)},
               {std::to_string(top.single_points.size())},
               {pairs},
               {std::string(name_of(top.up.method)) + (top.coherent ? "" : ", not coherent"),
                Style::dim}});
  }
  return table.text(2, paint, report_width(input)) +
         "  --format json lists cut sets and importance of each\n\n";
}

}  // namespace

std::string fault_tree_report(const RenderInput& input, const Painter& paint) {
  std::string out;
  if (input.analysis.journeys.size() > most_tops) {
    out = table_of_tops(input, paint);
  } else {
    for (const JourneyAnalysis& top : input.analysis.journeys) {
      out += top_event_verdict(input, top, paint) + '\n' + single_events(input, top, paint) +
             combinations(input, top, paint) + prime_implicants(input, top, paint) +
             importance_text(input, top, paint) + '\n';
    }
  }
  if (!input.analysis.unreachable.empty()) {
    out += fmt::format("  {}  {}: no top event depends on them\n", paint(Style::bold, "Not used"),
                       names_text(input.model, input.analysis.unreachable, 10));
  }
  if (const auto cuts = cuts_by_budget(input.analysis); !cuts.empty()) {
    out += fmt::format("  {}  {}\n", paint(Style::bold, "Budget"),
                       budget_text(input.analysis.budget, cuts));
  }
  return out;
}

}  // namespace cutpoint
