// What differs from an earlier architecture: what it comes to, journeys, results, the document.
#include <functional>
#include <string_view>

#include <fmt/format.h>

#include "renderer/comparison/change_words.hpp"
#include "renderer/comparison/journey_rows.hpp"
#include "renderer/comparison/result_words.hpp"
#include "renderer/comparison/verdict_words.hpp"
#include "renderer/html_report/sections.hpp"
#include "renderer/writing/markup.hpp"

namespace cutpoint {

namespace {

using Direction = ResultChange::Direction;

constexpr std::size_t most_result_rows = 200;
constexpr std::size_t most_change_rows = 200;

std::string journeys_before_and_after(const Comparison& comparison) {
  HtmlTable table("Journeys, before → after",
                  {{"journey"}, {"availability"}, {"down a year"}, {"SLO"}, {""}});
  for (const JourneyComparison& journey : comparison.journeys) {
    const JourneyRow row = journey_row_text(journey);
    const std::string what = !journey.before      ? "new"
                             : !journey.after     ? "gone"
                             : journey.regression ? "worse"
                                                  : "";
    table.add({{journey.name},
               {row.availability},
               {row.down},
               {row.slo},
               {what, journey.is_regression() ? "bad" : ""}});
  }
  return table.empty() ? "" : table.html();
}

/// Results that fit, with what each comes from.
std::string results_that(const Comparison& comparison, std::string_view title, bool folded,
                         const std::function<bool(const ResultChange&)>& fits) {
  HtmlTable table(
      std::string(title),
      {{"result"}, {"before"}, {"after"}, {"comes from", HtmlTable::Align::left, "wide"}});
  std::size_t found = 0;
  for (const ResultChange& change : told_results(comparison)) {
    if (!fits(change) || ++found > most_result_rows) continue;
    ResultWords words = result_words(change);
    if (words.before.empty()) {
      words.before = change.before ? "yes" : "no";
      words.after = change.after ? "yes" : "no";
    }
    table.add({{words.what}, {words.before}, {words.after}, {causes_text(comparison, change)}});
  }
  if (table.empty()) return {};
  std::string out = folded ? table.folded() : table.html();
  if (found > most_result_rows) {
    out += element("p", fmt::format("… and {} more", found - most_result_rows), "fine");
  }
  return out;
}

std::string changes_of_document(const Comparison& comparison) {
  HtmlTable table("Changes of the document",
                  {{"what"}, {"change", HtmlTable::Align::left, "wide"}, {""}});
  std::size_t left = 0;
  for (const DocumentChange* change : weakening_first(comparison)) {
    if (++left > most_change_rows) continue;
    table.add({{object_text(*change)},
               {change_text(*change)},
               {change->weakens ? "weakens" : "", change->weakens ? "bad" : ""}});
  }
  std::string out = table.empty() ? "" : table.folded();
  if (left > most_change_rows) {
    out += element("p", fmt::format("… and {} more", left - most_change_rows), "fine");
  }
  return out;
}

}  // namespace

std::string comparison_section(const RenderInput& input) {
  const DrawnChange* change = input.options.picture.change;
  if (change == nullptr) return {};
  const Comparison& comparison = change->comparison;
  if (comparison.is_empty()) return element("p", "No difference.", "good");
  std::string out = element("p", verdict_text(comparison) + ".",
                            comparison.is_regression() ? "sentence bad" : "sentence good");
  out += journeys_before_and_after(comparison);
  out += results_that(comparison, "Worse", false,
                      [](const ResultChange& row) { return row.direction == Direction::worse; });
  out += results_that(comparison, "Better", true,
                      [](const ResultChange& row) { return row.direction == Direction::better; });
  out += changes_of_document(comparison);
  std::string advice;
  for (const std::string& sentence : remedies(comparison)) advice += element("li", sentence);
  if (!advice.empty()) out += "<ul>" + advice + "</ul>\n";
  return out;
}

}  // namespace cutpoint
