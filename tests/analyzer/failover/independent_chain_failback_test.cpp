// Work that returns: what `analyze` says against the independent chain; whole_system.hpp says what
// is played.
#include "tests/analyzer/failover/chain_agreement.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::independent_chain_failback_test {

TEST_CASE("Failback in time: an unequal pair, hot, warm and cold") {
  for (const char* standby : {"hot", "warm", "cold"}) {
    check_against_chain(std::string(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {failback: true, detection: 1m, time: 9m, standby: )") +
                        standby + R"(}}]}}
components:
  a: {kind: database, mtbf: 400h, mttr: 5h}
  b: {kind: database, mtbf: 90h, mttr: 20h}
)");
  }
}

TEST_CASE("Failback in time: two of four in service order, with one crew") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: service, replicas: 4, at_least: 2, repair_crews: 1, mtbf: 100h, mttr: 4h, failover: {mode: active-passive, time: 10m, success: 90%, manual: 1h, failback: true}}
)");
}

TEST_CASE("Failback in time: three unequal members on a ground that others need") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b, c], failover: {mode: active-passive, detection: 2m, time: 20m, failback: true}}, web]}}
components:
  z: {kind: zone, mtbf: 500h, mttr: 2h}
  a: {kind: database, mtbf: 400h, mttr: 5h, runs_on: z}
  b: {kind: database, mtbf: 90h, mttr: 20h}
  c: {kind: database, mtbf: 60h, mttr: 1h}
  web: {kind: service, mtbf: 700h, mttr: 1h, runs_on: z}
)");
}

TEST_CASE("Failback in time: a return that needs an arbiter, and one that takes no time") {
  for (const char* time : {"time: 10m", "detection: 10m"}) {
    check_against_chain(std::string(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {mode: active-passive, failback: true, by: [etcd], )") +
                        time + R"(}}]}}
components:
  a: {kind: database, mtbf: 400h, mttr: 5h}
  b: {kind: database, mtbf: 90h, mttr: 20h}
  etcd: {kind: service, mtbf: 50h, mttr: 12h}
)");
  }
}

}  // namespace cutpoint::testing::independent_chain_failback_test
