// RPO and RTO by scope of failure, and the rule of three copies.
#include "analyzer/analysis/data_recovery/data_recovery.hpp"

#include "analyzer/compile/compile.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::data_recovery_test {

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
    if (!model) return;
    const auto function = compile(*model, diagnostics);
    REQUIRE(function.has_value());
    recovery = analyse_data_recovery(*model, *function);
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

TEST_CASE("a process that crashes: back when others serve, or when it is repaired") {
  const auto process = [](const std::string& figures, const std::string& failover,
                          const std::string& needs = "{any_of: [db, other]") {
    const Recovered found("  db: {kind: database, mtbf: 90d, mttr: 1h" + figures +
                              "}\n  other: {kind: database, mtbf: 90d, mttr: 1h}\n",
                          needs + failover + "}");
    return found.scope(FailureScope::process);
  };
  const std::string async = ", replication: {mode: async, lag: 5s, to: other}";
  // Work moves by itself, with what the replica has by then.
  const ScopeRecovery moved = process(async, ", failover: {detection: 10s, time: 50s}");
  CHECK(moved.source == RecoverySource::replica);
  CHECK(moved.rpo == Duration::seconds(5));
  CHECK(moved.rto == Duration::seconds(60));
  // By hand nobody gives up data that are still there.
  const ScopeRecovery waited =
      process(async, ", failover: {automatic: false, detection: 10s, manual: 50s}");
  CHECK(waited.source == RecoverySource::survives);
  CHECK(waited.rpo == Duration());
  CHECK(waited.rto == Duration::hours(1));
  // Others serve all the time; or after a switch whose detection nobody states.
  CHECK(process("", "").rto == Duration());
  CHECK_FALSE(process("", ", failover: {time: 50s}").rto.has_value());
  const Recovered pool("  db: {kind: database, replicas: 2, mtbf: 90d, mttr: 1h}\n");
  CHECK(pool.scope(FailureScope::process).rto == Duration());
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

TEST_CASE("what is not written is neither lost nor safe") {
  // A backup of which nothing says where it lies.
  const Recovered anywhere(std::string("  db: {kind: database, runs_on: vm-1, mttr: 1h, backups: "
                                       "[{every: 1h, restore: 10m}], objectives: {rpo: 2h}}") +
                           places);
  for (const FailureScope lost : {FailureScope::host, FailureScope::zone, FailureScope::region}) {
    CHECK(anywhere.scope(lost).source == RecoverySource::unstated);
    CHECK_FALSE(anywhere.scope(lost).rpo.has_value());
    CHECK_FALSE(anywhere.scope(lost).rpo_met.has_value());
  }
  CHECK(anywhere.scope(FailureScope::corruption).rpo_met == true);
  // At a named place no single machine takes it along; of a site nothing is said, or that it is
  // the same.
  const std::string named = "  db: {kind: database, runs_on: vm-1, backups: [{every: 1h, to: nas";
  const Recovered nas(named + "}]}" + places);
  CHECK(nas.scope(FailureScope::host).source == RecoverySource::backup);
  CHECK(nas.scope(FailureScope::region).source == RecoverySource::unstated);
  const Recovered here(named + ", offsite: false}]}" + places);
  CHECK(here.scope(FailureScope::host).source == RecoverySource::backup);
  CHECK(here.scope(FailureScope::region).source == RecoverySource::none);
  // Managed services and members of a redundancy may have copies that nobody wrote down.
  const Recovered managed(std::string("  db: {kind: external, objectives: {rpo: 1h}}") + places);
  const Recovered member(std::string("  db: {kind: database, objectives: {rpo: 1h}}\n"
                                     "  other: {kind: database}") +
                             places,
                         "{any_of: [db, other]}");
  for (const Recovered* found : {&managed, &member}) {
    CHECK(found->scope(FailureScope::host).source == RecoverySource::unstated);
    CHECK_FALSE(found->scope(FailureScope::corruption).rpo_met.has_value());
  }
  const Recovered alone(std::string("  db: {kind: database, objectives: {rpo: 1h}}") + places);
  CHECK(alone.scope(FailureScope::host).source == RecoverySource::none);
  CHECK(alone.scope(FailureScope::host).rpo_met == false);
}

TEST_CASE("of several ways the one that meets the objectives is taken") {
  const std::string database =
      "  db: {kind: database, runs_on: vm-1, mtbf: 1y, mttr: 10m, replication: {mode: async, lag: "
      "10s, to: standby}, backups: [{every: 1h, restore: 30m, to: vault}]OBJECTIVES}\n"
      "  standby: {kind: database, runs_on: zone-b}";
  const std::string group =
      "{any_of: [db, standby], failover: {automatic: false, detection: 1m, manual: 6h}}";
  const auto with = [&](const std::string& objectives) {
    std::string text = database;
    text.replace(text.find("OBJECTIVES"), 10, objectives);
    return Recovered(text + places, group);
  };
  CHECK(with("").scope(FailureScope::host).source == RecoverySource::replica);
  const Recovered quick = with(", objectives: {rpo: 2h, rto: 3h}");
  CHECK(quick.scope(FailureScope::host).source == RecoverySource::backup);
  CHECK(quick.scope(FailureScope::host).rpo_met == true);
  CHECK(quick.scope(FailureScope::host).rto_met == true);
  CHECK(with(", objectives: {rpo: 1m, rto: 7h}").scope(FailureScope::host).source ==
        RecoverySource::replica);
}

TEST_CASE("assumed repairs judge no objective, and what keeps no data only has to be back") {
  const Recovered assumed("  db: {kind: service, objectives: {rto: 1s}}\n");
  CHECK(assumed.scope(FailureScope::process).rto_assumed);
  CHECK_FALSE(assumed.scope(FailureScope::process).rto_met.has_value());
  const Recovered stated(std::string("  db: {kind: service, runs_on: vm-1, mtbf: 1y, mttr: 5m, "
                                     "objectives: {rto: 30m}}") +
                         places);
  CHECK(stated.scope(FailureScope::process).rto_met == true);
  CHECK(stated.scope(FailureScope::host).source == RecoverySource::no_data);
  CHECK(stated.scope(FailureScope::host).rto == Duration::hours(2));
  CHECK(stated.scope(FailureScope::host).rto_met == false);
  CHECK(stated.recovery.front().scopes.back().scope == FailureScope::region);
}

TEST_CASE("a journey's RPO holds for the records that it needs, the strictest one") {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft = read_architecture_text("test.yaml", R"(cutpoint: 1
journeys:
  slow: {needs: [db], objectives: {rpo: 1d}}
  fast: {needs: [db, own, cache, {component: soft, soft: true}], objectives: {rpo: 1h}}
  none: {needs: [other]}
components:
  db: {kind: database}
  own: {kind: database, objectives: {rpo: 1w}}
  cache: {kind: cache, objectives: {rto: 1h}}
  soft: {kind: database}
  other: {kind: database}
)",
                                             sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  REQUIRE(model.has_value());
  const auto function = compile(*model, diagnostics);
  REQUIRE(function.has_value());
  for (const DataRecovery& data : analyse_data_recovery(*model, *function)) {
    const std::string& name = model->components[data.component].name;
    INFO(name);
    if (name == "db") {
      CHECK(data.rpo_objective == Duration::hours(1));
      REQUIRE(data.rpo_of.valid());
      CHECK(model->journeys[data.rpo_of].name == "fast");
    } else {
      CHECK_FALSE(data.rpo_of.valid());
      CHECK(data.rpo_objective.has_value() == (name == "own"));
    }
  }
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

}  // namespace cutpoint::testing::data_recovery_test
