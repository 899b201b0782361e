// Figures from incident records.
#include <cmath>

#include <fmt/format.h>

#include "analyzer/observation/observe.hpp"
#include "analyzer/observation/observed_figures.hpp"
#include "analyzer/observation/repair_times.hpp"
#include "cutpoint/model.hpp"
#include "model/architecture/build_model.hpp"
#include "model/base/math/random_stream.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_files.hpp"

namespace cutpoint::testing::observation_test {

namespace {

struct Observed {
  SourceFiles sources;
  Diagnostics diagnostics;
  std::optional<Observation> observation;

  Observed(const std::string& rows, const ObservationOptions& options) {
    const auto incidents =
        read_incidents("i.csv", "component,start,end,cause,planned\n" + rows, sources, diagnostics);
    for (const Diagnostic& d : diagnostics.all()) UNSCOPED_INFO(d.message);
    REQUIRE_FALSE(diagnostics.has_errors());
    observation = observe(incidents, options, diagnostics);
  }
  [[nodiscard]] const ObservedComponent& first() const {
    REQUIRE(observation.has_value());
    return observation->components.front();
  }
};

ObservationOptions watched(const char* from, double hours) {
  ObservationOptions options;
  if (from != nullptr) options.from = parse_instant(from).value;
  options.window = Duration::hours(hours);
  return options;
}

constexpr const char* three =
    "api,2026-03-02T00:00:00Z,2026-03-02T02:00:00Z,,\n"
    "api,2026-03-10T12:00:00Z,2026-03-10T14:00:00+01:00,,\n"
    "api,2026-03-20T00:00:00Z,2026-03-20T03:00:00Z,,\n";

}  // namespace

TEST_CASE("a window of 726 h with outages of 2, 1 and 3 h") {
  for (const char* from : {static_cast<const char*>(nullptr), "2026-03-01T00:00:00Z"}) {
    const Observed observed(three, watched(from, 726));
    const ObservedComponent& api = observed.first();
    CHECK(api.failures == 3);
    CHECK(api.operating.in_hours() == Approx(720));
    CHECK(api.mtbf.in_hours() == Approx(240));
    CHECK(api.mttr->in_hours() == Approx(2));
    CHECK(api.availability->value() == Approx(240.0 / 242.0));
    // 720 h over χ² quantiles: 8.7673 and 0.6187 failures.
    CHECK(api.mtbf_interval.low.in_hours() == Approx(82.12).margin(0.01));
    CHECK(api.mtbf_interval.high.in_hours() == Approx(1163.8).margin(0.3));
    CHECK(api.mttr_interval->low < *api.mttr);
    CHECK(api.mttr_interval->high > *api.mttr);
    CHECK(*api.lowest_availability < *api.availability);
    CHECK(*api.highest_availability > *api.availability);
  }
  ObservationOptions stated;
  stated.operating = Duration::hours(720);
  CHECK(Observed(three, stated).first().mtbf.in_hours() == Approx(240));
}

TEST_CASE("overlapping, planned and open records") {
  const std::string rows =
      "api,2026-03-02T00:00:00Z,2026-03-02T02:00:00Z,,\n"
      "api,2026-03-02T01:00:00Z,2026-03-02T03:00:00Z,again,no\n"
      "api,2026-03-02T03:00:00Z,2026-03-02T04:00:00Z,touches,no\n"
      "api,2026-03-02T03:00:00Z,2026-03-02T06:00:00Z,upgrade,yes\n"
      "api,2026-03-10T22:00:00Z,,goes on,no\n"
      "api,2026-02-28T00:00:00Z,2026-03-01T01:00:00Z,before,no\n"
      "api,2026-04-01T00:00:00Z,2026-04-01T01:00:00Z,after,no\n";
  const Observed observed(rows, watched("2026-03-01T00:00:00Z", 240));
  const ObservedComponent& api = observed.first();
  CHECK(api.failures == 2);
  CHECK(api.merged == 2);
  CHECK(api.open == 1);
  CHECK(api.downtime.in_hours() == Approx(4 + 2 + 1));
  CHECK(api.planned_downtime.in_hours() == Approx(2));
  CHECK(api.operating.in_hours() == Approx(240 - 7 - 2));
  REQUIRE(api.repairs.size() == 1);
  // Two hours so far count for the mean, as censored: six hours over one repair that ended.
  CHECK(api.mttr->in_hours() == Approx(6));
  // One repair of 4 h: 8 h over the quantiles of χ² with two degrees.
  CHECK(api.mttr_interval->low.in_hours() == Approx(8 / 7.3778).epsilon(1e-4));
  CHECK(api.mttr_interval->high.in_hours() == Approx(8 / 0.050636).epsilon(1e-4));
  ObservationOptions all = watched("2026-03-01T00:00:00Z", 240);
  all.count_planned = true;
  CHECK(Observed(rows, all).first().downtime.in_hours() == Approx(6 + 2 + 1));
}

TEST_CASE("without a failure: T / ln 2, and the rule of three") {
  const Observed observed("api,2026-03-02T00:00:00Z,2026-03-02T10:00:00Z,upgrade,true\n",
                          watched("2026-03-01T00:00:00Z", 730));
  const ObservedComponent& api = observed.first();
  CHECK(api.failures == 0);
  CHECK(api.mtbf.in_hours() == Approx(720 / std::log(2.0)));
  CHECK(api.mtbf_interval.low.in_hours() == Approx(720 / 2.9957).epsilon(1e-4));
  CHECK(api.mtbf_interval.high.is_never());
  CHECK_FALSE(api.availability.has_value());
}

TEST_CASE("what cannot be measured is refused") {
  CHECK_FALSE(Observed(three, {}).observation.has_value());
  CHECK_FALSE(Observed(three, watched(nullptr, 100)).observation.has_value());
  CHECK_FALSE(
      Observed("api,2026-03-02T00:00:00Z,,,\n", watched(nullptr, 100)).observation.has_value());
  ObservationOptions twice = watched("2026-03-01T00:00:00Z", 726);
  twice.to = parse_instant("2026-03-05T00:00:00Z").value;
  CHECK_FALSE(Observed(three, twice).observation.has_value());
}

TEST_CASE("what was down as long as it was watched says at least how long repairs take") {
  const Observed observed("api,2026-02-02T00:00:00Z,,,\n" + std::string(three).replace(0, 3, "web"),
                          watched("2026-03-01T00:00:00Z", 100));
  const ObservedComponent& api = observed.first();
  CHECK(api.never_up());
  CHECK(api.operating == Duration());
  CHECK(api.mttr->in_hours() == Approx(100));
  CHECK(api.mttr_interval->low == *api.mttr);
  CHECK(api.mttr_interval->high.is_never());
  CHECK_FALSE(api.availability.has_value());
  CHECK_FALSE(observed.diagnostics.has_errors());
  CHECK(observed.diagnostics.all().front().rule == "never-up");
  // The others are measured as ever.
  CHECK_FALSE(observed.observation->components[1].never_up());
  const std::string text = write_architecture(observed_architecture(*observed.observation));
  CHECK(text.find("mttr: 4d4h") != std::string::npos);
}

TEST_CASE("records of a pool are shared by its instances, and those of an instance are its own") {
  ObservationOptions options = watched("2026-03-01T00:00:00Z", 500);
  options.pools = {{"web", 4}};
  const auto rows = [](const char* first, const char* second) {
    return fmt::format(
        "{},2026-03-02T00:00:00Z,2026-03-02T01:00:00Z,,\n"
        "{},2026-03-02T00:30:00Z,2026-03-02T02:30:00Z,,\n",
        first, second);
  };
  const Observed pool(rows("web", "web"), options);
  CHECK(pool.first().failures == 1);  // they overlap: one outage of the pool
  CHECK(pool.first().operating.in_hours() == Approx(4 * 500 - 2.5));
  CHECK(pool.first().mtbf.in_hours() == Approx(4 * 500 - 2.5));
  // All at once: each was down for the first, and both overlap for `web#2` alone.
  const Observed all(rows("web#*", "web#2"), options);
  CHECK(all.observation->components.size() == 1);
  CHECK(all.first().name == "web");
  CHECK(all.first().failures == 4);
  CHECK(all.first().downtime.in_hours() == Approx(3 * 1.0 + 2.5));
  CHECK(all.first().operating.in_hours() == Approx(4 * 500 - 5.5));
  // Of what is no pool it is a name as any other.
  CHECK(Observed(rows("db#*", "web"), options).observation->components.size() == 2);
  const Observed instances(rows("web#1", "web#4"), options);
  REQUIRE(instances.observation->components.size() == 1);
  CHECK(instances.first().name == "web");
  CHECK(instances.first().failures == 2);
  CHECK(instances.first().operating.in_hours() == Approx(4 * 500 - 3));
  CHECK(instances.first().mttr->in_hours() == Approx(1.5));
  const Observed mixed(rows("web", "web#2"), options);
  CHECK(mixed.first().failures == 2);
  // There is no fifth, and without a pool a name is a name.
  CHECK(Observed(rows("web", "web#5"), options).observation->components.size() == 2);
  options.pools.clear();
  CHECK(Observed(rows("web#1", "web#2"), options).observation->components.size() == 2);
}

TEST_CASE("a mean that hangs on one or two incidents says so") {
  // About 25 minutes each, one of them twenty days.
  const auto rows = [](int quick, const std::vector<int>& long_hours) {
    std::string text;
    Instant at = *parse_instant("2026-01-01T00:00:00Z").value;
    const auto add = [&](double seconds) {
      text += "api," + to_text(at) + ',' + to_text(later_by(at, seconds)) + ",,\n";
      at = later_by(at, seconds + 86400);
    };
    for (int i = 0; i < quick; ++i) add(60.0 * (15 + 20.0 * i / (quick - 1)));
    for (const int hours : long_hours) add(3600.0 * hours);
    return text;
  };
  const Observed one(rows(23, {480}), watched("2026-01-01T00:00:00Z", 8760));
  const ObservedComponent& api = one.first();
  CHECK(api.mttr->in_hours() == Approx((23 * 25.0 / 60 + 480) / 24));
  CHECK(api.median_repair->in_seconds() == Approx(60 * (25 + 10.0 / 22)).epsilon(1e-3));
  REQUIRE(api.dominated.has_value());
  CHECK(api.dominated->longest == std::vector<Duration>{Duration::hours(480)});
  CHECK(api.dominated->without.in_seconds() == Approx(1500));
  REQUIRE(api.dominated->interval_without.has_value());
  CHECK(api.dominated->interval_without->high.in_seconds() < 1.3 * 1500);
  CHECK(api.mttr_interval->high > *api.mttr);
  CHECK(api.mttr_interval->low < Duration::hours(3));
  const Observed two(rows(23, {480, 400}), watched("2026-01-01T00:00:00Z", 8760));
  REQUIRE(two.first().dominated.has_value());
  CHECK(two.first().dominated->longest ==
        std::vector<Duration>{Duration::hours(480), Duration::hours(400)});
  CHECK_FALSE(Observed(rows(23, {}), watched("2026-01-01T00:00:00Z", 8760)).first().dominated);
  CHECK_FALSE(Observed(three, watched(nullptr, 726)).first().dominated);
  // The resamples are seeded.
  ObservationOptions other = watched("2026-01-01T00:00:00Z", 8760);
  const auto high = [&] { return Observed(rows(40, {}), other).first().mttr_interval->high; };
  const Duration first = high();
  CHECK(high() == first);
  other.seed = 2;
  CHECK(high() != first);
}

TEST_CASE("a mean of few repairs hangs on one of them where that is no chance") {
  const auto longest = [](const std::vector<double>& hours) -> std::optional<double> {
    std::vector<Duration> repairs;
    for (const double repair : hours) repairs.push_back(Duration::hours(repair));
    const auto mean = dominated_mean(repairs, 0.95, 1);
    if (!mean) return std::nullopt;
    return mean->longest.front().in_hours();
  };
  CHECK_FALSE(longest({}));
  CHECK_FALSE(longest({480}));
  CHECK(longest({0.4, 480}) == 480);
  CHECK_FALSE(longest({1, 15}));
  CHECK(longest({1, 15.1}) == 15.1);
  CHECK(longest({0.5, 200, 0.4}) == 200);
  CHECK_FALSE(longest({1, 1, 9.9}));  // 3.97 on average, 1 without
  CHECK(longest({1, 1, 10.1}) == 10.1);
  CHECK(longest({1, 1, 1, 13.1}) == 13.1);
  CHECK_FALSE(longest({1, 1, 1, 5.9}));
  CHECK(longest({1, 1, 1, 1, 6.1}) == 6.1);
}

TEST_CASE("intervals of mean repairs hold the truth, whatever the repairs are like") {
  const auto covered = [](const auto& draw, std::size_t count) {
    constexpr int runs = 300;
    int held = 0;
    RandomStream random(5, count);
    for (int run = 0; run < runs; ++run) {
      std::vector<Duration> repairs;
      for (std::size_t i = 0; i < count; ++i) repairs.push_back(Duration::hours(draw(random)));
      const auto interval = mean_repair_interval(repairs, 0.95, 1);
      if (interval->low.in_hours() <= 1.0 && interval->high.in_hours() >= 1.0) ++held;
    }
    return static_cast<double>(held) / runs;
  };
  const auto exponential = [](RandomStream& random) { return random.exponential(1.0); };
  const auto uniform = [](RandomStream& random) { return 2.0 * random.unit(); };
  const auto long_tailed = [](RandomStream& random) {
    return std::exp(1.5 * random.normal() - 1.125);
  };
  // Cox's method alone holds 78 % and 76 % of the first two.
  CHECK(covered(exponential, 100) > 0.92);
  CHECK(covered(uniform, 100) > 0.92);
  CHECK(covered(long_tailed, 20) > 0.92);
  CHECK(covered(exponential, 12) > 0.92);
}

TEST_CASE("the measured figures are a document that reads back to them") {
  const Observed observed(three, watched(nullptr, 726));
  REQUIRE(observed.observation.has_value());
  const std::string text = write_architecture(observed_architecture(*observed.observation));
  SourceFiles sources;
  Diagnostics diagnostics;
  Draft base = read_architecture_text("a.yaml",
                                      "cutpoint: 1\njourneys: {j: {needs: [api]}}\ncomponents: "
                                      "{api: {kind: vm, mtbf: 1h, mttr: 1h}}\n",
                                      sources, diagnostics);
  overlay(base, read_architecture_text("o.yaml", text, sources, diagnostics));
  TextFiles none;
  IncidentFiles files(base, none, sources, diagnostics);
  take_observed_figures(base, files, diagnostics);
  const auto model = build_model(base, diagnostics);
  for (const Diagnostic& d : diagnostics.all()) UNSCOPED_INFO(d.message);
  REQUIRE(model.has_value());
  const Figures& figures = *model->components[ComponentId(0U)].figures;
  CHECK(figures.mtbf.in_hours() == Approx(240));
  CHECK(figures.mttr.in_hours() == Approx(2));
  CHECK(figures.source == FigureSource::observed);
}

}  // namespace cutpoint::testing::observation_test
