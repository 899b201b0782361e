// Random mixes of crews, restarts, repair times, standby, failover, zones, unequal members and
// common causes: what is called exact lies in the interval of a simulation that plays the same
// behaviour, and what is called estimated has an interval that meets it.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cutpoint/analysis.hpp"
#include "cutpoint/simulation.hpp"
#include "model/base/math/random_stream.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing {

namespace {

class GroupDocuments {
 public:
  /// `fixed_times`: of members, one in so many has a restart; half as many have a repair that is
  /// not exponential.
  GroupDocuments(std::uint64_t seed, std::size_t fixed_times)
      : random_(seed, 7), fixed_times_(fixed_times) {}

  std::string next() {
    zones_ = 2 + below(2);
    std::string journeys = "journeys:\n  all: {needs: [";
    std::string components, causes;
    const bool shared = below(2) == 0;
    for (std::size_t z = 0; z < zones_; ++z) {
      components += fmt::format("  zone-{}: {{kind: zone, mtbf: {}h, mttr: {}h}}\n", z,
                                500 + below(1500), 1 + below(8));
    }
    const bool two = below(3) == 0;
    std::string needs = group("x", components);
    if (two) needs += ", " + group("y", components);
    if (shared) needs += ", watch";
    journeys += needs + "]}\n";
    if (shared) {
      components += "  watch: {kind: service, mtbf: 3000h, mttr: 2h, runs_on: zone-0}\n";
    }
    if (has_cause_ && below(2) == 0) {
      causes = "common_causes:\n  cause: {members: [x], mtbf: 2000h, mttr: 3h}\n";
    }
    return journeys + "components:\n" + components + causes;
  }

 private:
  std::size_t below(std::size_t n) {
    return std::min(n - 1, static_cast<std::size_t>(random_.unit() * static_cast<double>(n)));
  }

  std::string own() {
    std::string text = fmt::format("mtbf: {}h, mttr: {}h", 40 + below(300), 1 + below(9));
    if (below(fixed_times_) == 0) text += ", restart: {policy: always, time: 20s, cures: 80%}";
    switch (below(2 * fixed_times_)) {
      case 0:
        return text + ", repair: {distribution: fixed}";
      case 1:
        return text + ", repair: {distribution: log-normal, shape: 1}";
      default:
        return text;
    }
  }

  std::string failover(bool standby) {
    std::string text = below(3) == 0 && !standby ? "mode: active-active" : "mode: active-passive";
    text += fmt::format(", detection: {}s, time: {}m", 10 * below(6), 1 + below(20));
    if (below(2) == 0) text += ", success: 80%";
    if (below(2) == 0) text += ", manual: 1h";
    if (standby) text += below(2) == 0 ? ", standby: cold" : ", standby: warm";
    return "failover: {" + text + "}";
  }

  /// What is needed; the components are added.
  std::string group(const std::string& name, std::string& components) {
    const std::size_t members = 2 + below(3);
    const std::size_t needed = 1 + below(members - 1);
    if (below(2) == 0) {
      std::string hosts;
      for (std::size_t z = 0; z < zones_; ++z)
        hosts += fmt::format("{}zone-{}", z > 0 ? ", " : "", z);
      components += fmt::format("  {}: {{kind: service, replicas: {}, at_least: {}, {}", name,
                                members, needed, own());
      if (below(3) > 0) components += ", runs_on: [" + hosts + "]";
      const bool crews = below(2) == 0;
      if (crews) components += fmt::format(", repair_crews: {}", 1 + below(2));
      if (!crews || below(2) == 0) components += ", " + failover(below(3) == 0);
      components += "}\n";
      has_cause_ = has_cause_ || name == "x";
      return name;
    }
    std::string names;
    for (std::size_t m = 0; m < members; ++m) {
      const std::string member = fmt::format("{}{}", name, m);
      names += (m > 0 ? ", " : "") + member;
      components += fmt::format("  {}: {{kind: service, {}", member, own());
      if (below(3) > 0) components += fmt::format(", runs_on: zone-{}", m % zones_);
      components += "}\n";
    }
    return fmt::format("{{at_least: {}, of: [{}], {}}}", needed, names, failover(below(3) == 0));
  }

  RandomStream random_;
  std::size_t fixed_times_;
  std::size_t zones_ = 2;
  bool has_cause_ = false;
};

std::size_t documents() {
  const char* models = std::getenv("CUTPOINT_MODELS");
  return models != nullptr ? std::max<std::size_t>(10, std::strtoul(models, nullptr, 10) / 30) : 10;
}

}  // namespace

TEST_CASE("random groups in time: chain and simulation agree") {
  // Of the few that every run looks at, most have figures that are exact.
  const std::size_t count = documents(), fixed_times = count > 10 ? 4 : 16;
  std::size_t exact = 0, outside = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string text = GroupDocuments(i, fixed_times).next();
    INFO(text);
    const CompiledDocument compiled(text);
    const Analysis analysis = analyze(compiled.model, compiled.function);
    SimulationOptions options;
    options.years = 300;
    options.seed = 1000 + i;
    options.confidence = 0.999;
    std::string error;
    const auto played = simulate(compiled.model, compiled.function, options, error);
    REQUIRE(played.has_value());
    const AvailabilityResult& up = analysis.journeys[JourneyId(0U)].up;
    const JourneySimulation& seen = played->journeys[JourneyId(0U)];
    REQUIRE(seen.unavailability.interval.has_value());
    const Interval& interval = *seen.unavailability.interval;
    const double wide = 0.25 * (interval.high - interval.low);
    CAPTURE(up.lower_unavailability, up.upper_unavailability, interval.low, interval.high);
    CHECK(up.lower_unavailability <= interval.high + wide);
    CHECK(interval.low - wide <= up.upper_unavailability);
    if (up.upper_unavailability < interval.low || up.lower_unavailability > interval.high)
      ++outside;
    if (up.method == Method::exact) {
      ++exact;
      const double outages = *up.outages_per_year;
      const Interval& often = *seen.outages_per_year.interval;
      CAPTURE(outages, often.low, often.high);
      CHECK(outages <= often.high + 0.25 * (often.high - often.low));
      CHECK(often.low - 0.25 * (often.high - often.low) <= outages);
    }
  }
  CHECK(exact >= (count > 10 ? count / 4 : count / 2));
  CHECK(outside <= 1 + count / 200);
}

}  // namespace cutpoint::testing
