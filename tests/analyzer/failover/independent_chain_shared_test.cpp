// Groups that share ground, causes and needs with others: what `analyze` says against the
// independent chain; whole_system.hpp says what is played.
#include "tests/analyzer/failover/chain_agreement.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::independent_chain_shared_test {

TEST_CASE("Groups in time: a pair over two zones") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  z1: {kind: zone, mtbf: 2000h, mttr: 2h}
  z2: {kind: zone, mtbf: 2000h, mttr: 2h}
  p: {kind: service, replicas: 2, runs_on: [z1, z2], mtbf: 400h, mttr: 4h, failover: {mode: active-passive, detection: 10s, time: 50s}}
)");
}

TEST_CASE("Groups in time: one crew over two zones") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  z1: {kind: zone, mtbf: 2000h, mttr: 2h}
  z2: {kind: zone, mtbf: 1000h, mttr: 1h}
  p: {kind: service, replicas: 4, at_least: 2, runs_on: [z1, z2], mtbf: 100h, mttr: 6h, repair_crews: 1}
)");
}

TEST_CASE("Groups in time: restarts on a host that runs in a zone") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  z: {kind: zone, mtbf: 2000h, mttr: 2h}
  h: {kind: host, runs_on: z, mtbf: 1000h, mttr: 1h}
  p: {kind: service, replicas: 3, runs_on: h, mtbf: 100h, mttr: 6h, restart: {policy: always, time: 20s, cures: 80%}}
)");
}

TEST_CASE("Groups in time: one crew over hosts in zones of one region") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  r: {kind: region, mtbf: 9000h, mttr: 3h}
  z1: {kind: zone, runs_on: r, mtbf: 2000h, mttr: 2h}
  z2: {kind: zone, runs_on: r, mtbf: 1000h, mttr: 1h}
  h1: {kind: host, runs_on: z1, mtbf: 800h, mttr: 5h}
  h2: {kind: host, runs_on: z2, mtbf: 700h, mttr: 4h}
  p: {kind: service, replicas: 4, at_least: 2, runs_on: [h1, h2], mtbf: 100h, mttr: 6h, repair_crews: 1}
)");
}

TEST_CASE("Groups in time: two pairs over the same two zones") {
  check_against_chain(R"(
journeys: {j: {needs: [app, {any_of: [db1, db2], failover: {mode: active-passive, detection: 10s, time: 50s}}]}}
components:
  z1: {kind: zone, mtbf: 2000h, mttr: 2h}
  z2: {kind: zone, mtbf: 2000h, mttr: 2h}
  app: {kind: service, replicas: 2, runs_on: [z1, z2], mtbf: 400h, mttr: 4h, failover: {mode: active-passive, detection: 10s, time: 20s}}
  db1: {kind: database, runs_on: z1, mtbf: 800h, mttr: 4h}
  db2: {kind: database, runs_on: z2, mtbf: 800h, mttr: 4h}
)");
}

TEST_CASE("Groups in time: zones that hold what is no group too") {
  check_against_chain(R"(
journeys: {j: {needs: [web, {any_of: [db1, db2], failover: {mode: active-passive, detection: 10s, time: 50s}}]}}
components:
  z1: {kind: zone, mtbf: 2000h, mttr: 2h}
  z2: {kind: zone, mtbf: 2000h, mttr: 2h}
  web: {kind: service, replicas: 3, at_least: 2, runs_on: [z1, z2], mtbf: 300h, mttr: 2h}
  db1: {kind: database, runs_on: z1, mtbf: 800h, mttr: 4h}
  db2: {kind: database, runs_on: z2, mtbf: 800h, mttr: 4h}
)");
}

TEST_CASE("Groups in time: a common cause of two of three") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b, c], failover: {mode: active-passive, detection: 30s, time: 30s}}]}}
components:
  a: {kind: vm, mtbf: 500h, mttr: 4h}
  b: {kind: vm, mtbf: 500h, mttr: 4h}
  c: {kind: vm, mtbf: 500h, mttr: 4h}
common_causes:
  rack: {members: [a, b], mtbf: 3000h, mttr: 6h}
)");
}

TEST_CASE("Groups in time: one crew and a share of common failures") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: service, replicas: 3, at_least: 2, mtbf: 100h, mttr: 5h, repair_crews: 1}
common_causes:
  release: {members: [p], beta: 10%}
)");
}

TEST_CASE("Groups in time: a member that needs a third part") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {mode: active-passive, detection: 10s, time: 50s}}]}}
components:
  a: {kind: service, mtbf: 500h, mttr: 4h, depends_on: [disk]}
  b: {kind: service, mtbf: 500h, mttr: 4h}
  disk: {kind: volume, mtbf: 1000h, mttr: 10h}
)");
}

TEST_CASE("Groups in time: a member that needs a group") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {mode: active-passive, detection: 10s, time: 50s}}]}}
components:
  a: {kind: service, mtbf: 500h, mttr: 4h, depends_on: [db]}
  b: {kind: service, mtbf: 500h, mttr: 4h}
  db: {kind: database, replicas: 2, mtbf: 300h, mttr: 3h, failover: {mode: active-passive, detection: 1m, time: 4m}}
)");
}

TEST_CASE("Groups in time: members that another journey needs") {
  check_against_chain(R"(
journeys:
  j: {needs: [{any_of: [a, b], failover: {mode: active-passive, detection: 10s, time: 50s}}]}
  k: {needs: [a, c]}
components:
  a: {kind: service, mtbf: 500h, mttr: 4h}
  b: {kind: service, mtbf: 500h, mttr: 4h}
  c: {kind: service, mtbf: 500h, mttr: 4h}
)");
}

TEST_CASE("Groups in time: cold, one crew, over two zones, switches that fail") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  z1: {kind: zone, mtbf: 2000h, mttr: 2h}
  z2: {kind: zone, mtbf: 1000h, mttr: 1h}
  p: {kind: service, replicas: 3, runs_on: [z1, z2], mtbf: 100h, mttr: 6h, repair_crews: 1, failover: {standby: cold, detection: 10s, time: 50s, success: 95%, manual: 30m}}
)");
}

TEST_CASE("Groups in time: a switch and a share of common failures") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: service, replicas: 3, mtbf: 100h, mttr: 5h, failover: {mode: active-passive, detection: 10s, time: 50s}}
common_causes:
  release: {members: [p], beta: 10%}
)");
}

TEST_CASE("Groups in time: a pair in one zone") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  z: {kind: zone, mtbf: 2000h, mttr: 2h}
  p: {kind: service, replicas: 2, runs_on: z, mtbf: 400h, mttr: 4h, failover: {mode: active-passive, detection: 10s, time: 50s}}
)");
}

TEST_CASE("Groups in time: active-active over two zones") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  z1: {kind: zone, mtbf: 2000h, mttr: 2h}
  z2: {kind: zone, mtbf: 2000h, mttr: 2h}
  p: {kind: service, replicas: 4, at_least: 2, runs_on: [z1, z2], mtbf: 100h, mttr: 6h, failover: {mode: active-active, detection: 30s}}
)");
}

}  // namespace cutpoint::testing::independent_chain_shared_test
