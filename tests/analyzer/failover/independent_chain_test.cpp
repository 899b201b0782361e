// Groups that stand alone: what `analyze` says against the independent chain; whole_system.hpp says
// what is played.
#include "tests/analyzer/failover/chain_agreement.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::independent_chain_test {

TEST_CASE("Groups in time: two of four with one crew") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: service, replicas: 4, at_least: 2, mtbf: 100h, mttr: 8h, repair_crews: 1}
)");
}

TEST_CASE("Groups in time: three of five with two crews") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: service, replicas: 5, at_least: 3, mtbf: 100h, mttr: 8h, repair_crews: 2}
)");
}

TEST_CASE("Groups in time: one crew that makes restarts too") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: service, replicas: 3, at_least: 2, mtbf: 50h, mttr: 8h, repair_crews: 1, restart: {policy: always, time: 20s, cures: 80%}}
)");
}

TEST_CASE("Groups in time: one crew and fixed repairs") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: service, replicas: 4, at_least: 3, mtbf: 50h, mttr: 1h, repair_crews: 1, repair: {distribution: fixed}}
)");
}

TEST_CASE("Groups in time: restarts that race with a switch") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {mode: active-passive, detection: 5s, time: 10s}}]}}
components:
  a: {kind: service, mtbf: 100h, mttr: 2h, restart: {policy: always, time: 20s, cures: 90%}}
  b: {kind: service, mtbf: 100h, mttr: 2h, restart: {policy: always, time: 20s, cures: 90%}}
)");
}

TEST_CASE("Groups in time: three unequal members, one serves, switches that fail") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b, c], failover: {mode: active-passive, detection: 2m, time: 1m, success: 80%}}]}}
components:
  a: {kind: service, mtbf: 900h, mttr: 20h}
  b: {kind: service, mtbf: 60h, mttr: 1h}
  c: {kind: service, mtbf: 1200h, mttr: 2h}
)");
}

TEST_CASE("Groups in time: two of three unequal members, hot") {
  check_against_chain(R"(
journeys: {j: {needs: [{at_least: 2, of: [a, b, c], failover: {mode: active-passive, standby: hot, detection: 60s, time: 10m}}]}}
components:
  a: {kind: vm, mtbf: 2000h, mttr: 2h}
  b: {kind: vm, mtbf: 200h, mttr: 20h}
  c: {kind: vm, mtbf: 1000h, mttr: 5h}
)");
}

TEST_CASE("Groups in time: two of three unequal members, cold") {
  check_against_chain(R"(
journeys: {j: {needs: [{at_least: 2, of: [a, b, c], failover: {mode: active-passive, standby: cold, detection: 60s, time: 10m}}]}}
components:
  a: {kind: vm, mtbf: 2000h, mttr: 2h}
  b: {kind: vm, mtbf: 200h, mttr: 20h}
  c: {kind: vm, mtbf: 1000h, mttr: 5h}
)");
}

TEST_CASE("Groups in time: a cold pair with one crew") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: service, replicas: 2, mtbf: 200h, mttr: 10h, repair_crews: 1, failover: {standby: cold, detection: 10s, time: 50s}}
)");
}

TEST_CASE("Groups in time: two of four, warm") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: service, replicas: 4, at_least: 2, mtbf: 200h, mttr: 10h, failover: {standby: warm, detection: 10s, time: 50s}}
)");
}

TEST_CASE("Groups in time: a cold model server that starts slowly and is watched") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: model_server, replicas: 2, mtbf: 200h, mttr: 10h, failover: {standby: cold, time: 30s, manual: 20m}, health_check: {interval: 10s, timeout: 2s, retries: 3, start_period: 60s, detects: 90%}}
)");
}

TEST_CASE("Groups in time: a switch that fails and one by hand") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {mode: active-passive, detection: 10s, time: 50s, success: 90%, manual: 30m}}]}}
components:
  a: {kind: database, mtbf: 500h, mttr: 4h}
  b: {kind: database, mtbf: 500h, mttr: 4h}
)");
}

TEST_CASE("Groups in time: unequal members and a switch by hand") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {mode: active-passive, automatic: false, detection: 5m, manual: 30m}}]}}
components:
  a: {kind: database, mtbf: 500h, mttr: 4h}
  b: {kind: database, mtbf: 800h, mttr: 1h}
)");
}

TEST_CASE("Groups in time: active-active with detection") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: service, replicas: 3, mtbf: 100h, mttr: 5h, failover: {mode: active-active, detection: 15s}}
)");
}

TEST_CASE("Groups in time: active-active, two of three, one crew, switches that fail") {
  check_against_chain(R"(
journeys: {j: {needs: [p]}}
components:
  p: {kind: service, replicas: 3, at_least: 2, mtbf: 100h, mttr: 5h, repair_crews: 1, failover: {mode: active-active, detection: 15s, success: 90%}}
)");
}

TEST_CASE("Groups in time: fixed repairs that race with a switch") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {mode: active-passive, detection: 1m, time: 9m}}]}}
components:
  a: {kind: vm, mtbf: 200h, mttr: 30m, repair: {distribution: fixed}}
  b: {kind: vm, mtbf: 200h, mttr: 30m, repair: {distribution: fixed}}
)");
}

TEST_CASE("Groups in time: a standby that fails seldom") {
  check_against_chain(R"(
journeys: {j: {needs: [{any_of: [a, b], failover: {standby: warm, standby_failures: 30%, detection: 10s, time: 50s}}]}}
components:
  a: {kind: service, mtbf: 500h, mttr: 4h}
  b: {kind: service, mtbf: 500h, mttr: 4h}
)");
}

}  // namespace cutpoint::testing::independent_chain_test
