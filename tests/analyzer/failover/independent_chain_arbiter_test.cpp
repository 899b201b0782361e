// Switches that others make: what `analyze` says against the independent chain; whole_system.hpp
// says what is played.
#include "tests/analyzer/failover/chain_agreement.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::independent_chain_arbiter_test {

TEST_CASE("Arbiters in time: a pair with one, with switches that fail and some by hand") {
  for (const char* rest : {"", ", success: 90%", ", manual: 1h", ", success: 80%, manual: 1h"}) {
    check_against_chain(std::string(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {mode: active-passive, detection: 1m, time: 2m, by: [etcd])") +
                        rest + R"(}}]}}
components:
  a: {kind: database, mtbf: 400h, mttr: 5h}
  b: {kind: database, mtbf: 300h, mttr: 9h}
  etcd: {kind: service, mtbf: 150h, mttr: 12h}
)");
  }
}

TEST_CASE("Arbiters in time: switches of no time wait all the same") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: database, replicas: 3, at_least: 2, mtbf: 400h, mttr: 5h, failover: {mode: active-passive, by: [etcd]}}
  etcd: {kind: service, mtbf: 150h, mttr: 12h}
)");
}

TEST_CASE("Arbiters in time: a majority of three in zones of the members") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {mode: active-passive, time: 5m, by: [etcd]}}]}}
components:
  z0: {kind: zone, mtbf: 1000h, mttr: 6h}
  z1: {kind: zone, mtbf: 900h, mttr: 3h}
  a: {kind: database, mtbf: 400h, mttr: 5h, runs_on: z0}
  b: {kind: database, mtbf: 300h, mttr: 9h, runs_on: z1}
  etcd: {kind: service, replicas: 3, quorum: majority, mtbf: 150h, mttr: 12h, runs_on: [z0, z1]}
)");
}

TEST_CASE("Arbiters in time: two of them, one of which the journey needs too") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {standby: cold, time: 5m, by: [etcd, sentinel]}}, sentinel]}}
components:
  a: {kind: database, mtbf: 400h, mttr: 5h}
  b: {kind: database, mtbf: 300h, mttr: 9h}
  etcd: {kind: service, mtbf: 150h, mttr: 12h}
  sentinel: {kind: service, mtbf: 900h, mttr: 2h}
)");
}

TEST_CASE("Arbiters in time: two groups with the same one, and one who is followed") {
  check_against_chain(R"(
journeys: {j: {needs: [p, q]}}
components:
  p: {kind: database, replicas: 2, mtbf: 400h, mttr: 5h, failover: {mode: active-passive, time: 5m, by: [etcd]}}
  q: {kind: service, replicas: 2, mtbf: 300h, mttr: 2h, failover: {mode: active-active, time: 1m, by: [etcd]}}
  etcd: {kind: service, mtbf: 150h, mttr: 12h}
)");
}

TEST_CASE("Arbiters in time: one that is a group itself") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: database, replicas: 2, mtbf: 400h, mttr: 5h, failover: {mode: active-passive, time: 5m, by: [etcd]}}
  etcd: {kind: service, replicas: 2, mtbf: 150h, mttr: 12h, failover: {mode: active-passive, time: 20m, success: 90%}}
)");
}

}  // namespace cutpoint::testing::independent_chain_arbiter_test
