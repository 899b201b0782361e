// Uncertain figures below groups in time: each trial is what the document says with these figures.
#include <cmath>
#include <cstdint>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/uncertainty/figure_sampler.hpp"
#include "tests/analyzer/failover/random_groups.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"
#include "tests/support/sanitized.hpp"

namespace cutpoint::testing::uncertainty_of_groups_test {

namespace {

/// Every figure a range over an order of magnitude.
std::string with_ranges(const std::string& text) {
  const std::regex time(R"((mtbf|mttr): (\d+)([a-z]+))");
  return std::regex_replace(text, time, "$1: $2$3..$020$3");
}

/// The text with each range as the figure that a trial has drawn for it.
std::string as_drawn(const std::string& ranges, const UncertainInputs& inputs, std::uint64_t seed) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> hours;
  for (std::uint32_t i = 0; i < inputs.figures.size(); ++i) {
    const SourceSpan& span = inputs.figures[i].span;
    hours[{span.line, span.column}] = sample(inputs.figures[i], seed, i, 0);
  }
  const std::regex range(R"(\d+[a-z]+\.\.\d+[a-z]+)");
  std::string result;
  std::istringstream lines(ranges);
  std::string line;
  for (std::uint32_t number = 2; std::getline(lines, line); ++number) {  // after `cutpoint: 1`
    std::size_t done = 0;
    for (std::sregex_iterator at(line.begin(), line.end(), range), end; at != end; ++at) {
      const auto place = static_cast<std::size_t>(at->position());
      result += line.substr(done, place - done);
      const auto found = hours.find({number, static_cast<std::uint32_t>(place + 1)});
      result += found != hours.end() ? fmt::format("{:.12f}s", found->second * 3600.0) : at->str();
      done = place + static_cast<std::size_t>(at->length());
    }
    result += line.substr(done) + '\n';
  }
  return result;
}

const JourneyAnalysis& first_journey(const Analysis& analysis) {
  return analysis.journeys[JourneyId(0U)];
}

}  // namespace

TEST_CASE("each trial of uncertain figures below groups in time is one analysis") {
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 701);
  const std::uint64_t documents = number_from_environment("CUTPOINT_MODELS", by_sanitizer(20U, 8U));
  double largest = 0.0;
  std::size_t compared = 0;
  for (std::uint64_t seed = first; seed < first + documents; ++seed) {
    const std::string ranges = with_ranges(random_groups_document(seed));
    INFO("seed " << seed << "\n" << ranges);
    const CompiledDocument document(ranges);
    REQUIRE_FALSE(document.function.uncertain.figures.empty());
    AnalysisOptions one;
    one.uncertainty.samples = 1;
    one.uncertainty.seed = seed;
    const Analysis uncertain = analyze(document.model, document.function, one);
    if (!first_journey(uncertain).uncertainty) continue;
    const double trial = first_journey(uncertain).uncertainty->unavailability.median;
    const CompiledDocument drawn(as_drawn(ranges, document.function.uncertain, seed));
    REQUIRE(drawn.function.uncertain.figures.empty());
    const Analysis analysed = analyze(drawn.model, drawn.function);
    const AvailabilityResult& up = first_journey(analysed).up;
    const double width = up.upper_unavailability - up.lower_unavailability;
    CAPTURE(trial, up.lower_unavailability, up.upper_unavailability);
    const double off = std::abs(trial / up.availability.unavailability() - 1.0);
    CHECK(off * up.availability.unavailability() <= 2e-4 * trial + width);
    largest = std::max(largest, off);
    ++compared;
  }
  CHECK(2 * compared >= documents);
  WARN(compared << " documents; trials are off by " << largest << " at most");
}

}  // namespace cutpoint::testing::uncertainty_of_groups_test
