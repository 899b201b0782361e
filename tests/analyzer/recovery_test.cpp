// RPO and RTO by scope of failure, and the rule of three copies.
#include "analyzer/recovery.hpp"

#include "cutpoint/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing {

namespace {

struct Recovered {
  SourceFiles sources;
  Diagnostics diagnostics;
  std::optional<Model> model;
  std::vector<DataRecovery> recovery;

  explicit Recovered(const std::string& components, const std::string& needs = "db") {
    const Draft draft = read_architecture_text(
        "test.yaml",
        "cutpoint: 1\njourneys: {use: {needs: [" + needs + "]}}\ncomponents:\n" + components,
        sources, diagnostics);
    model = build_model(draft, diagnostics);
    if (model) recovery = analyse_recovery(*model);
  }
  [[nodiscard]] const ScopeRecovery& scope(FailureScope wanted) const {
    for (const Diagnostic& d : diagnostics.all()) UNSCOPED_INFO(d.message);
    REQUIRE(!recovery.empty());
    for (const ScopeRecovery& row : recovery.front().scopes) {
      if (row.scope == wanted) return row;
    }
    FAIL("no scope " << name_of(wanted));
    return recovery.front().scopes.front();
  }
};

constexpr const char* places = R"(
  vm-1: {kind: vm, runs_on: zone-a, mtbf: 100d, mttr: 2h}
  zone-a: {kind: zone, runs_on: region-1, mtbf: 1y, mttr: 4h}
  zone-b: {kind: zone, runs_on: region-1}
  region-1: {kind: region, mtbf: 5y, mttr: 8h}
  region-2: {kind: region}
  vault: {kind: object_storage, runs_on: region-2}
  local-disk: {kind: volume, runs_on: vm-1}
)";

}  // namespace

TEST_CASE("one database with a daily backup on its own disk") {
  const Recovered found(std::string("  db: {kind: database, runs_on: vm-1, mtbf: 90d, mttr: 1h, "
                                    "backups: [{every: 24h, restore: 30m, to: local-disk}]}") +
                        places);
  CHECK(found.scope(FailureScope::process).source == RecoverySource::survives);
  CHECK(found.scope(FailureScope::process).rpo == Duration());
  CHECK(found.scope(FailureScope::process).rto == Duration::hours(1));
  for (const FailureScope lost : {FailureScope::host, FailureScope::zone, FailureScope::region}) {
    CHECK(found.scope(lost).source == RecoverySource::none);
    CHECK(found.scope(lost).rpo->is_never());
  }
  CHECK(found.scope(FailureScope::corruption).source == RecoverySource::backup);
  CHECK(found.scope(FailureScope::corruption).rpo == Duration::hours(24));
  CHECK(found.scope(FailureScope::corruption).rto == Duration::hours(0.5));
  CHECK_FALSE(found.recovery.front().copy_rule.kept());
}

TEST_CASE("a backup elsewhere comes back when the host does, plus the restore") {
  const Recovered found(std::string("  db: {kind: database, runs_on: vm-1, backups: [{every: 24h, "
                                    "restore: 30m, to: vault, medium: object storage}, {every: "
                                    "1h, restore: 3h, to: local-disk}], objectives: {rto: 4h, "
                                    "rpo: 1h}}") +
                        places);
  const ScopeRecovery& host = found.scope(FailureScope::host);
  CHECK(host.from == "vault");
  CHECK(host.lost == found.model->find_component("vm-1"));
  CHECK(host.rpo == Duration::hours(24));
  CHECK(host.rto == Duration::hours(2.5));
  CHECK(host.rpo_met == false);
  CHECK(host.rto_met == true);
  CHECK(found.scope(FailureScope::zone).rto == Duration::hours(4.5));
  CHECK(found.scope(FailureScope::region).rto == Duration::hours(8.5));
  // Deletion: the more recent of both backups.
  CHECK(found.scope(FailureScope::corruption).from == "local-disk");
  CHECK(found.recovery.front().copy_rule.copies == 3);
  CHECK(found.recovery.front().copy_rule.kept());
}

TEST_CASE("a replica takes over where something says how, and cures no corruption") {
  const std::string group =
      "{any_of: [db, standby], failover: {mode: active-passive, automatic: true, detection: 10s, "
      "time: 50s, manual: 30m}}";
  const std::string database =
      "  db: {kind: database, runs_on: vm-1, mtbf: 90d, mttr: 1h, replication: {mode: sync, to: "
      "standby}}\n  standby: {kind: database, runs_on: zone-b}";
  const Recovered found(database + places, group);
  for (const FailureScope lost : {FailureScope::process, FailureScope::host, FailureScope::zone}) {
    CHECK(found.scope(lost).source == RecoverySource::replica);
    CHECK(found.scope(lost).rpo == Duration());
    CHECK(found.scope(lost).rto == Duration::seconds(60));
  }
  CHECK(found.scope(FailureScope::region).source == RecoverySource::none);
  CHECK(found.scope(FailureScope::corruption).source == RecoverySource::none);
  for (const DataRecovery& data : found.recovery) {
    CHECK(found.model->components[data.component].name != "standby");
  }
  // Without a failover nobody knows how long it takes.
  const Recovered silent(database + places);
  CHECK(silent.scope(FailureScope::host).source == RecoverySource::replica);
  CHECK_FALSE(silent.scope(FailureScope::host).rto.has_value());
  CHECK(silent.scope(FailureScope::process).source == RecoverySource::survives);
}

TEST_CASE("an asynchronous replica by hand, noticed by health checks") {
  const Recovered found(
      std::string("  db: {kind: database, runs_on: vm-1, replication: {mode: async, lag: 30s, to: "
                  "standby}, health_check: {interval: 10s, timeout: 5s, retries: 3}}\n"
                  "  standby: {kind: database, runs_on: zone-b}") +
          places,
      "{any_of: [db, standby], failover: {automatic: false, manual: 30m}}");
  CHECK(found.scope(FailureScope::host).rpo == Duration::seconds(30));
  CHECK(found.scope(FailureScope::host).rto == Duration::seconds(30 * 60 + 35));
}

TEST_CASE("a replica that is the original is refused") {
  const Recovered found("  db: {kind: database, replication: {mode: sync, to: db}}\n");
  CHECK_FALSE(found.model.has_value());
}

TEST_CASE("an artefact comes from a registry that is not lost with what it serves") {
  const std::string registry =
      "  registry: {kind: model_registry, runs_on: zone-b, depends_on: [bucket]}\n"
      "  bucket: {kind: object_storage, runs_on: zone-b}";
  const std::string server =
      "  db: {kind: model_server, runs_on: vm-1, mtbf: 14d, mttr: 30m, artifact: {version: v7, "
      "registry: registry, fetch: 5m";
  const Recovered one(server + "}}\n" + registry + places);
  CHECK(one.scope(FailureScope::process).source == RecoverySource::survives);
  CHECK(one.scope(FailureScope::host).source == RecoverySource::registry);
  CHECK(one.scope(FailureScope::host).from == "registry");
  // The host is repaired, then the artefact is fetched: nothing is lost but time.
  CHECK(one.scope(FailureScope::host).rto == Duration::seconds(125 * 60));
  CHECK(one.scope(FailureScope::host).rpo == Duration());
  CHECK(one.scope(FailureScope::zone).rto == Duration::seconds(245 * 60));
  // The registry is in the same region, and no earlier version is kept.
  CHECK(one.scope(FailureScope::region).source == RecoverySource::none);
  CHECK(one.scope(FailureScope::region).rto->is_never());
  CHECK(one.scope(FailureScope::corruption).source == RecoverySource::none);
  REQUIRE(one.recovery.front().artifact.has_value());
  CHECK(one.recovery.front().artifact->version == "v7");
  CHECK(one.recovery.front().artifact->copies == 1);
  CHECK(one.recovery.front().artifact->regions == 1);

  const Recovered two(server + ", copies: [vault], versioned: true}}\n" + registry + places);
  CHECK(two.scope(FailureScope::region).source == RecoverySource::registry);
  CHECK(two.scope(FailureScope::region).from == "vault");
  CHECK(two.scope(FailureScope::region).rto == Duration::seconds((8 * 60 + 5) * 60));
  CHECK(two.scope(FailureScope::corruption).source == RecoverySource::registry);
  CHECK(two.scope(FailureScope::corruption).rto == Duration::seconds(5 * 60));
  CHECK(two.recovery.front().artifact->regions == 2);
}

TEST_CASE("a registry that needs what is lost cannot be reached") {
  const Recovered found(
      std::string("  db: {kind: model, runs_on: vm-1, artifact: {registry: registry, fetch: 5m}}\n"
                  "  registry: {kind: model_registry, runs_on: region-2, depends_on: [directory]}\n"
                  "  directory: {kind: service, runs_on: zone-a}") +
      places);
  CHECK(found.scope(FailureScope::host).source == RecoverySource::registry);
  CHECK(found.scope(FailureScope::zone).source == RecoverySource::none);
  const Recovered wrong("  db: {kind: model, artifact: {registry: db, copies: [nowhere]}}\n");
  CHECK_FALSE(wrong.model.has_value());
  CHECK(wrong.diagnostics.error_count() == 2);
}

}  // namespace cutpoint::testing
