// Published and worked figures.
#include <cmath>

#include <fmt/format.h>

#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::figures_test {

namespace {

bool near(double actual, double expected, double tolerance) {
  return std::abs(actual - expected) <= tolerance;
}

std::string component(const std::string& name, double unavailability) {
  return fmt::format("  {}: {{kind: service, availability: {:.12f}, mttr: 1h}}\n", name,
                     1 - unavailability);
}

}  // namespace

TEST_CASE("720 h with three failures of 2 h, 1 h and 3 h") {
  const AnalysedDocument a(
      "journeys: {j: {needs: [x]}}\n"
      "components: {x: {kind: vm, observed: {operating: 720h, failures: 3, repairs: [2h, 1h, "
      "3h]}}}");
  const Figures& figures = *a.model.components[ComponentId(0U)].figures;
  CHECK(figures.mtbf.in_hours() == 240.0);
  CHECK(figures.mttr.in_hours() == 2.0);
  CHECK(near(1 - a.unavailability(), 240.0 / 242.0, 1e-15));
  CHECK(to_human_text(a.journey().up.availability) == "99.17 %");
  CHECK(near(*a.journey().up.outages_per_year, 8760.0 / 242.0, 1e-9));
  CHECK(near(a.journey().up.mean_outage->in_hours(), 2.0, 1e-12));
}

TEST_CASE("the table of nines") {
  const auto availability = [](const char* text) { return *parse_availability(text).value; };
  const auto down = [&](const char* text, double period) {
    return availability(text).downtime_in(Duration::seconds(period)).in_seconds();
  };
  CHECK(near(down("99%", Duration::year), 3.65 * Duration::day, 1));
  CHECK(near(down("99.9%", Duration::year), 8.76 * Duration::hour, 1));
  CHECK(near(down("99.99%", Duration::year), 52.56 * Duration::minute, 1));
  CHECK(near(down("99.999%", Duration::year), 315.36, 0.01));
  CHECK(near(down("99%", 30 * Duration::day), 7.2 * Duration::hour, 1));
  CHECK(near(down("99.9%", Duration::year / 12), 43.8 * Duration::minute, 1));
  CHECK(near(down("99.99%", Duration::year / 12), 4.38 * Duration::minute, 0.1));
  CHECK(near(down("99.999%", Duration::year / 12), 26.28, 0.01));
  CHECK(near(down("99%", Duration::day), 14.4 * Duration::minute, 1e-9));
  CHECK(near(down("99.9%", Duration::day), 1.44 * Duration::minute, 1e-9));
  CHECK(near(down("99.99%", Duration::day), 8.64, 1e-9));
  CHECK(near(down("99.999%", Duration::day), 0.864, 1e-9));
  CHECK(availability("99%").nines() == 2);
  CHECK(availability("99.9%").nines() == 3);
  CHECK(availability("99.999%").nines() == 5);
  CHECK(availability("98.9%").nines() == 1);
}

TEST_CASE("k of n: failed when n - k + 1 have failed") {
  const double q = 0.1;
  for (std::uint32_t n = 1; n <= 5; ++n) {
    for (std::uint32_t k = 1; k <= n; ++k) {
      const AnalysedDocument a(
          fmt::format("journeys: {{j: {{needs: [p]}}}}\ncomponents:\n"
                      "  p: {{kind: service, replicas: {}, at_least: {}, "
                      "availability: 90%, mttr: 1h}}",
                      n, k));
      double expected = 0;
      for (std::uint32_t failed = n - k + 1; failed <= n; ++failed) {
        double ways = 1;
        for (std::uint32_t i = 0; i < failed; ++i) ways = ways * (n - i) / (i + 1);
        expected += ways * std::pow(q, failed) * std::pow(1 - q, n - failed);
      }
      INFO(k << " of " << n);
      CHECK(near(a.unavailability(), expected, 1e-14));
    }
  }
}

TEST_CASE("one of two with two repair crews") {
  const AnalysedDocument a(
      "journeys: {j: {needs: [p]}}\ncomponents: {p: {kind: service, replicas: 2, mtbf: 100h, mttr: "
      "1h}}");
  const double lambda = 1.0 / 100;
  const double mu = 1.0;
  CHECK(near(a.unavailability(), std::pow(lambda / (lambda + mu), 2), 1e-17));
}

TEST_CASE("a common cause makes redundancy a hundred times worse") {
  const std::string pool =
      "journeys: {j: {needs: [p]}}\n"
      "components: {p: {kind: service, replicas: 2, availability: 99.9%, mttr: 1h}}\n";
  CHECK(near(AnalysedDocument(pool).unavailability(), 1e-6, 1e-12));
  const AnalysedDocument shared(pool + "common_causes: {c: {members: [p], beta: 10%}}");
  CHECK(near(shared.unavailability(), 1.0e-4, 1e-6));
  CHECK(shared.journey().single_points.size() == 1);
}

TEST_CASE("members of several common causes keep their unavailability exactly") {
  const auto with = [](const std::string& needs) {
    return AnalysedDocument(
        "journeys: {j: {needs: " + needs + "}}\ncomponents:\n" + component("a", 0.2) +
        component("b", 0.2) + component("c", 0.2) +
        "common_causes: {ab: {members: [a, b], beta: 30%}, ac: {members: [a, c], beta: "
        "40%}, abc: {members: [a, b, c], beta: 10%}}");
  };
  for (const char* name : {"a", "b", "c"}) {
    INFO(name);
    CHECK(near(with(fmt::format("[{}]", name)).unavailability(), 0.2, 1e-14));
  }
  // Brute force over the common causes ab, ac, abc and the members' own failures.
  const double common[] = {0.06, 0.08, 0.02};
  const double own[] = {1 - 0.8 / (0.94 * 0.92 * 0.98), 1 - 0.8 / (0.94 * 0.98),
                        1 - 0.8 / (0.92 * 0.98)};
  double expected = 0;
  for (unsigned state = 0; state < 64; ++state) {
    const auto occurred = [state](unsigned event) { return (state >> event & 1U) != 0; };
    double probability = 1;
    for (unsigned i = 0; i < 3; ++i) {
      probability *= occurred(i) ? common[i] : 1 - common[i];
      probability *= occurred(3 + i) ? own[i] : 1 - own[i];
    }
    const bool a = occurred(0) || occurred(1) || occurred(2) || occurred(3);
    const bool b = occurred(0) || occurred(2) || occurred(4);
    const bool c = occurred(1) || occurred(2) || occurred(5);
    if (a && b && c) expected += probability;
  }
  CHECK(near(with("[{any_of: [a, b, c]}]").unavailability(), expected, 1e-14));
}

TEST_CASE("a restart that never happens cures nothing") {
  const auto unavailability = [](const char* policy) {
    return AnalysedDocument(
               fmt::format("journeys: {{j: {{needs: [x]}}}}\ncomponents:\n  x: {{kind: "
                           "container, mtbf: 99h, mttr: 1h, restart: {{policy: {}, time: 0, "
                           "cures: 50%}}}}",
                           policy))
        .unavailability();
  };
  CHECK(near(unavailability("never"), 0.01, 1e-15));
  CHECK(near(unavailability("no"), 0.01, 1e-15));
  CHECK(near(unavailability("always"), 0.5 / 99.5, 1e-15));
}

TEST_CASE("importance of Q = AB + C") {
  const AnalysedDocument a("journeys: {j: {needs: [{any_of: [a, b]}, c]}}\ncomponents:\n" +
                               component("a", 0.1) + component("b", 0.2) + component("c", 0.3),
                           std::nullopt);
  const double q = 0.1 * 0.2 + 0.3 - 0.1 * 0.2 * 0.3;
  CHECK(near(a.unavailability(), q, 1e-12));
  const Importance& row = a.importance("a");
  CHECK(near(row.birnbaum, 0.2 * 0.7, 1e-12));
  CHECK(near(row.criticality, 0.0446, 5e-5));
  CHECK(near(*row.fussell_vesely, 0.0637, 5e-5));
  CHECK(near(row.diagnostic, 0.1401, 5e-5));
  CHECK(a.journey().cut_sets.by_order == std::vector<std::uint64_t>{1, 1});
  CHECK(a.journey().cut_sets.complete);
}

TEST_CASE("risk reduction worth is infinite where the event is in every cut set") {
  const AnalysedDocument a("journeys: {j: {needs: [c]}}\ncomponents:\n" + component("c", 0.3));
  CHECK(std::isinf(a.importance("c").risk_reduction_worth));
  CHECK(near(a.importance("c").risk_achievement_worth, 1 / 0.3, 1e-9));
}

TEST_CASE("risk reduction worth keeps its digits where nearly all depends on one event") {
  const AnalysedDocument a(
      "journeys: {j: {needs: [c, d]}}\ncomponents:\n"
      "  c: {kind: service, mtbf: 3h, mttr: 5h}\n"
      "  d: {kind: service, availability: 99.99999999999999%, mttr: 1h}\n");
  // Without c, only d is left: (5/8) / 1e-16.
  CHECK(a.importance("c").risk_reduction_worth == Approx(0.625e16).epsilon(1e-12));
  CHECK(a.importance("d").risk_reduction_worth == Approx(1.0));
}

TEST_CASE("shared parts are counted once") {
  const AnalysedDocument a(
      "journeys: {use: {needs: [dns, tm, idp, {any_of: [g1, g2]}]}}\ncomponents:\n"
      "  dns: {kind: dns, availability: 100%}\n"
      "  tm: {kind: load_balancer, availability: 99.99%, mttr: 1h}\n"
      "  idp: {kind: external, availability: 99.99%, mttr: 1h}\n"
      "  g1: {kind: gateway, availability: 99.95%, mttr: 1h, depends_on: [v1]}\n"
      "  g2: {kind: gateway, availability: 99.95%, mttr: 1h, depends_on: [v2]}\n"
      "  v1: {kind: vm, availability: 99.99%, mttr: 1h}\n"
      "  v2: {kind: vm, availability: 99.99%, mttr: 1h}\n");
  const double expected = 0.9999 * 0.9999 * (1 - std::pow(1 - 0.9999 * 0.9995, 2));
  CHECK(near(1 - a.unavailability(), expected, 1e-15));
  CHECK(fmt::format("{:.6f}", 100 * (1 - a.unavailability())) == "99.979965");
}

TEST_CASE("five dependencies of 99.999 % spend 26 of 53 minutes") {
  std::string text = "journeys: {j: {needs: [a, b, c, d, e]}}\ncomponents:\n";
  for (const char* name : {"a", "b", "c", "d", "e"}) text += component(name, 1e-5);
  const AnalysedDocument a(text);
  CHECK(near(a.journey().up.downtime_per_year().in_seconds() / 60, 26.28, 0.01));
}

namespace {

/// Perfect nodes v0, v1, …; edges that work with probability 0.9.
std::string network(std::size_t vertices,
                    const std::vector<std::pair<std::size_t, std::size_t>>& edges, std::size_t from,
                    std::size_t to) {
  std::string text =
      fmt::format("journeys: {{j: {{needs: [{{connected: [v{}, v{}]}}]}}}}\n", from, to);
  text += "components:\n";
  for (std::size_t i = 0; i < vertices; ++i) text += fmt::format("  v{}: {{kind: group}}\n", i);
  text += "links:\n";
  for (const auto& [a, b] : edges) {
    text += fmt::format("  - {{between: [v{}, v{}], availability: 90%, mttr: 1h}}\n", a, b);
  }
  return text;
}

std::vector<std::pair<std::size_t, std::size_t>> grid(std::size_t rows, std::size_t columns) {
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      if (c + 1 < columns) edges.emplace_back(r * columns + c, r * columns + c + 1);
      if (r + 1 < rows) edges.emplace_back(r * columns + c, (r + 1) * columns + c);
    }
  }
  return edges;
}

}  // namespace

TEST_CASE("two-terminal reliability") {
  const auto reliability = [](const std::string& text) {
    return 1 - AnalysedDocument(text).unavailability();
  };
  CHECK(near(reliability(network(64, grid(8, 8), 0, 63)), 0.9756612645, 5e-11));
  CHECK(near(reliability(network(81, grid(9, 9), 0, 80)), 0.9756615784, 5e-11));
  CHECK(near(reliability(network(100, grid(10, 10), 0, 99)), 0.9756616231, 5e-11));
  CHECK(near(reliability(network(200, grid(100, 2), 0, 199)), 0.3042931782, 5e-11));
}

TEST_CASE("a fat-tree of 4-port switches") {
  // Core 0-3, aggregation 4-11, edge 12-19; pod p has aggregation 4+2p, 5+2p and edge 12+2p, 13+2p.
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  for (std::size_t pod = 0; pod < 4; ++pod) {
    for (std::size_t a = 0; a < 2; ++a) {
      for (std::size_t i = 0; i < 2; ++i) {
        edges.emplace_back(2 * a + i, 4 + 2 * pod + a);
        edges.emplace_back(4 + 2 * pod + a, 12 + 2 * pod + i);
      }
    }
  }
  CHECK(
      near(1 - AnalysedDocument(network(20, edges, 12, 19)).unavailability(), 0.9792086194, 5e-11));
}

TEST_CASE("minimal cut sets of services in a fat-tree, k = 4") {
  // Nodes fail, links do not. A service is up while some replica reaches some core switch:
  // `outside` hangs behind all cores and never fails.
  std::string text = "defaults: {link: {mtbf: never}}\ncomponents:\n  outside: {kind: group}\n";
  std::string links = "links:\n";
  for (int core = 0; core < 4; ++core) {
    text += component(fmt::format("core{}", core), 0.01);
    links += fmt::format("  - {{between: [outside, core{}]}}\n", core);
  }
  for (int pod = 0; pod < 4; ++pod) {
    for (int a = 0; a < 2; ++a) {
      text += component(fmt::format("agg{}{}", pod, a), 0.01);
      text += component(fmt::format("edge{}{}", pod, a), 0.01);
      for (int i = 0; i < 2; ++i) {
        links += fmt::format("  - {{between: [core{}, agg{}{}]}}\n", 2 * a + i, pod, a);
        links += fmt::format("  - {{between: [agg{}{}, edge{}{}]}}\n", pod, a, pod, i);
        text += component(fmt::format("s{}{}{}", pod, a, i), 0.01);
        links += fmt::format("  - {{between: [edge{}{}, s{}{}{}]}}\n", pod, a, pod, a, i);
      }
    }
  }
  const auto counts = [&](const std::string& servers) {
    std::string members;
    std::size_t total = 0;
    for (std::size_t at = 0; at < servers.size(); at += 4) {
      members += fmt::format("{{connected: [{}, outside]}}, ", servers.substr(at, 4));
    }
    const AnalysedDocument a(fmt::format("journeys: {{j: {{needs: [{{any_of: [{}]}}]}}}}\n{}{}",
                                         members.substr(0, members.size() - 2), text, links),
                             std::nullopt);
    for (const std::uint64_t count : a.journey().cut_sets.by_order) total += count;
    return std::pair(total, a.journey().single_points.size());
  };
  constexpr std::size_t ways = 4;  // 2^(k/2)
  CHECK(counts("s000") == std::pair<std::size_t, std::size_t>(2 + ways, 2));
  CHECK(counts("s000s001") == std::pair<std::size_t, std::size_t>(2 + ways, 1));
  CHECK(counts("s000s010") == std::pair<std::size_t, std::size_t>(4 + ways, 0));
  CHECK(counts("s000s100") == std::pair<std::size_t, std::size_t>(5 * ways, 0));
}

}  // namespace cutpoint::testing::figures_test
