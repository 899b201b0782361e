// Groups on ground that they share: against one Markov chain of everything, which knows nothing of
// groups, ground or modules.
#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/simulation.hpp"
#include "model/base/math/markov_chain.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::shared_ground_test {

namespace {

struct GroundDocument : CompiledDocument {
  Analysis analysis;

  explicit GroundDocument(const std::string& text) : CompiledDocument(text) {
    analysis = analyze(model, function);
  }

  [[nodiscard]] const JourneyAnalysis& journey(std::size_t i) const {
    return analysis.journeys[JourneyId(i)];
  }
};

/// Two zones, each with a member of two pairs; each pair moves its work in its own time. Everything
/// is exponential. States: which of the six parts are down, who serves each pair, whether it moves.
class TwoPairsOverTwoZones {
 public:
  static constexpr std::size_t parts = 6;  // zone a, zone b, x on a, x on b, y on a, y on b
  struct Rates {
    std::array<double, parts> fail;
    std::array<double, parts> repair;
    std::array<double, 2> move;
  };

  explicit TwoPairsOverTwoZones(const Rates& rates) : rates_(rates), chain_(64 * 16) {
    for (std::size_t state = 0; state < 64 * 16; ++state) leave(state);
    steady_ = chain_.steady_state();
  }

  /// Share of time in which `down` holds, and how often it begins an hour.
  struct Figures {
    double share = 0;
    double per_hour = 0;
  };
  [[nodiscard]] Figures of(const std::function<bool(std::size_t)>& down) const {
    Figures figures;
    std::vector<bool> up(steady_.size()), failed(steady_.size());
    for (std::size_t state = 0; state < steady_.size(); ++state) {
      failed[state] = down(state);
      up[state] = !failed[state];
      if (failed[state]) figures.share += steady_[state];
    }
    figures.per_hour = chain_.flow_between(steady_, up, failed);
    return figures;
  }

  [[nodiscard]] static bool is_down(std::size_t state, std::size_t part) {
    return ((state >> part) & 1U) != 0;
  }
  /// A pair is down while it moves, and when both members are.
  [[nodiscard]] static bool pair_down(std::size_t state, std::size_t pair) {
    return moves(state, pair) || (!works(state, pair, 0) && !works(state, pair, 1));
  }
  [[nodiscard]] static bool works(std::size_t state, std::size_t pair, std::size_t side) {
    return !is_down(state, side) && !is_down(state, 2 + 2 * pair + side);
  }

 private:
  [[nodiscard]] static bool moves(std::size_t state, std::size_t pair) {
    return ((state >> (8 + pair)) & 1U) != 0;
  }
  [[nodiscard]] static std::size_t serves(std::size_t state, std::size_t pair) {
    return (state >> (6 + pair)) & 1U;
  }
  [[nodiscard]] static std::size_t with(std::size_t state, std::size_t bit, bool on) {
    return on ? state | (std::size_t{1} << bit) : state & ~(std::size_t{1} << bit);
  }

  /// What a pair does at once when parts have changed.
  [[nodiscard]] static std::size_t settled(std::size_t before, std::size_t after,
                                           std::size_t pair) {
    const bool first = works(after, pair, 0), second = works(after, pair, 1);
    const bool lost = !works(before, pair, 0) && !works(before, pair, 1);
    if (!first && !second) return with(after, 8 + pair, false);
    if (lost) {  // the first one back serves
      return with(with(after, 6 + pair, !first), 8 + pair, false);
    }
    return with(after, 8 + pair, !works(after, pair, serves(after, pair)));
  }

  void leave(std::size_t state) {
    for (std::size_t part = 0; part < parts; ++part) {
      const bool down = is_down(state, part);
      std::size_t next = with(state, part, !down);
      for (std::size_t pair = 0; pair < 2; ++pair) next = settled(state, next, pair);
      chain_.add(state, next, down ? rates_.repair[part] : rates_.fail[part]);
    }
    for (std::size_t pair = 0; pair < 2; ++pair) {
      if (!moves(state, pair)) continue;
      const std::size_t moved =
          with(with(state, 6 + pair, serves(state, pair) == 0), 8 + pair, false);
      chain_.add(state, moved, rates_.move[pair]);
    }
  }

  Rates rates_;
  MarkovChain chain_;
  std::vector<double> steady_;
};

/// `x`, `y`, `zone`: their mean times between failures.
std::string two_pairs(int x, int y, int zone) {
  return fmt::format(R"(
journeys:
  both: {{needs: [{{any_of: [xa, xb], failover: {{mode: active-passive, time: 5m}}}},
                 {{any_of: [ya, yb], failover: {{mode: active-passive, time: 2m}}}}]}}
  zone-and-x: {{needs: [{{any_of: [xa, xb], failover: {{mode: active-passive, time: 5m}}}}, zone-a]}}
components:
  xa: {{kind: database, runs_on: zone-a, mtbf: {0}h, mttr: 3h}}
  xb: {{kind: database, runs_on: zone-b, mtbf: {0}h, mttr: 3h}}
  ya: {{kind: cache, runs_on: zone-a, mtbf: {1}h, mttr: 1h}}
  yb: {{kind: cache, runs_on: zone-b, mtbf: {1}h, mttr: 1h}}
  zone-a: {{kind: zone, mtbf: {2}h, mttr: 4h}}
  zone-b: {{kind: zone, mtbf: {2}h, mttr: 4h}}
)",
                     x, y, zone);
}

}  // namespace

TEST_CASE("a zone under two pairs starts both switches, as in the chain of everything") {
  // Zones that fail rarely, as often as members, and so often that they decide who serves.
  for (const auto& [x, y, zone] :
       {std::tuple{500, 300, 4000}, std::tuple{4000, 4000, 8000}, std::tuple{9000, 7000, 2000}}) {
    CAPTURE(x, y, zone);
    const GroundDocument compiled(two_pairs(x, y, zone));
    const double lx = 1.0 / x, ly = 1.0 / y, lz = 1.0 / zone;
    const TwoPairsOverTwoZones chain({{lz, lz, lx, lx, ly, ly},
                                      {1.0 / 4, 1.0 / 4, 1.0 / 3, 1.0 / 3, 1.0, 1.0},
                                      {60.0 / 5, 60.0 / 2}});
    const auto check = [&](std::size_t journey, const std::function<bool(std::size_t)>& down) {
      const auto truth = chain.of(down);
      const AvailabilityResult& up = compiled.journey(journey).up;
      CAPTURE(journey, truth.share, up.availability.unavailability());
      CAPTURE(truth.per_hour * 8760.0, *up.outages_per_year);
      CHECK(up.method == Method::exact);
      CHECK(up.availability.unavailability() == Approx(truth.share).epsilon(1e-7));
      CHECK(*up.outages_per_year == Approx(truth.per_hour * 8760.0).epsilon(1e-7));
    };
    check(0, [](std::size_t state) {
      return TwoPairsOverTwoZones::pair_down(state, 0) || TwoPairsOverTwoZones::pair_down(state, 1);
    });
    check(1, [](std::size_t state) {
      return TwoPairsOverTwoZones::pair_down(state, 0) || TwoPairsOverTwoZones::is_down(state, 0);
    });
  }
}

TEST_CASE("zones that alone fail: all work stands in one of them, and moves as one") {
  const GroundDocument compiled(R"(
journeys:
  both: {needs: [{any_of: [xa, xb], failover: {mode: active-passive, time: 5m}},
                 {any_of: [ya, yb], failover: {mode: active-passive, time: 2m}}]}
components:
  xa: {kind: database, runs_on: zone-a, mtbf: never}
  xb: {kind: database, runs_on: zone-b, mtbf: never}
  ya: {kind: cache, runs_on: zone-a, mtbf: never}
  yb: {kind: cache, runs_on: zone-b, mtbf: never}
  zone-a: {kind: zone, mtbf: 20000h, mttr: 4h}
  zone-b: {kind: zone, mtbf: 20000h, mttr: 4h}
)");
  const AvailabilityResult& up = compiled.journey(0).up;
  // Every second failure of a zone hits; the switches begin together: the longer one counts. Now
  // and then the zone is back first (2 %), and some of the work stays.
  const double failures = 1.0 / 20004.0;
  const double lasts = 1.0 / (12.0 + 0.25) + 1.0 / (30.0 + 0.25) - 1.0 / (42.0 + 0.25);
  const double both_zones = 4.0 / 20004.0 * 4.0 / 20004.0;
  CHECK(*up.outages_per_year == Approx(failures * 8760.0).epsilon(0.02));
  CHECK(up.availability.unavailability() == Approx(failures * lasts + both_zones).epsilon(0.01));
}

TEST_CASE("a failover that goes with a zone counts only while the zone is down") {
  const GroundDocument compiled(R"(
journeys:
  x: {needs: [{any_of: [xa, xb], failover: {mode: active-passive, time: 5m}}]}
  zones: {needs: [zone-a, zone-b]}
components:
  xa: {kind: database, runs_on: zone-a, mtbf: 500h, mttr: 3h}
  xb: {kind: database, runs_on: zone-b, mtbf: 500h, mttr: 3h}
  zone-a: {kind: zone, mtbf: 4000h, mttr: 4h}
  zone-b: {kind: zone, mtbf: 4000h, mttr: 4h}
)");
  const FailoverGroup& group = compiled.function.failover_groups.front();
  REQUIRE_FALSE(group.cases.empty());
  for (const FailoverGroup::Case& one : group.cases) {
    CHECK(compiled.function.events[one.event].conditional);
    CHECK(compiled.function.events[one.event].name.find("after zone-") != std::string::npos);
  }
  const AvailabilityResult& up = compiled.journey(0).up;
  CHECK(up.availability.unavailability() == Approx(group.shares.down()).epsilon(1e-9));
  CHECK(*up.outages_per_year == Approx(group.shares.outages_per_hour * 8760.0).epsilon(1e-9));
}

TEST_CASE("what members can do without now and then is estimated") {
  const GroundDocument compiled(R"(
journeys: {use: {needs: [{any_of: [a, b], failover: {time: 2m}}]}}
components:
  a: {kind: service, mtbf: 4000h, mttr: 1h, depends_on: [{component: login, fallback: 40%}]}
  b: {kind: service, mtbf: 4000h, mttr: 1h, depends_on: [{component: login, fallback: 40%}]}
  login: {kind: external, mtbf: 500h, mttr: 2h}
)");
  const AvailabilityResult& up = compiled.journey(0).up;
  CHECK(up.method == Method::estimated);
  CHECK(compiled.function.failover_groups.front().doubt == GroupDoubt::demand);
  SimulationOptions options;
  options.years = 20000;
  options.confidence = 0.999;
  const auto played = simulate(compiled.model, compiled.function, options);
  REQUIRE(played.has_value());
  const JourneySimulation& seen = played->journeys[JourneyId(0U)];
  CHECK(seen.unavailability.interval->low <= up.upper_unavailability);
  CHECK(up.lower_unavailability <= seen.unavailability.interval->high);
}

}  // namespace cutpoint::testing::shared_ground_test
