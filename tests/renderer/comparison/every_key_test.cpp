// The matrix of a comparison: every key of the format is added, changed and removed, and no change
// is invisible. A key without a row here fails, so that a new one cannot be forgotten.
#include <fmt/format.h>

#include "model/format/codec/codec.hpp"
#include "tests/renderer/comparison/tried_keys.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::every_key_test {

namespace {

/// `required`: nothing is without one of them.
TriedKeys with_figures(const std::string& beside, TriedKeys keys, bool required = false) {
  const auto with = [&beside](const std::string& more) {
    return beside.empty() || more.empty() ? beside + more : beside + ", " + more;
  };
  keys.emplace("mtbf", TriedKey{"3d", "4d", with(""), required});
  keys.emplace("mttr", TriedKey{"3h", "4h", with("mtbf: 9d")});
  keys.emplace("repair", TriedKey{"{distribution: fixed}", "{distribution: log-normal, shape: 0.5}",
                                  with("mtbf: 9d, mttr: 1h")});
  keys.emplace("availability", TriedKey{"97%", "98%", with(""), required});
  keys.emplace("observed", TriedKey{"{operating: 720h, failures: 3, repairs: [1h, 1h, 1h]}",
                                    "{operating: 720h, failures: 4, repairs: [1h, 1h, 1h, 1h]}",
                                    with(""), required});
  keys.emplace("profile", TriedKey{"aws.s3", "aws.rds.multi-az", with(""), required});
  return keys;
}

const std::string journey_text = "journeys: {j: {needs: [a]}}, ";

std::string in_component(const std::string& start, const std::string& end = "") {
  return "{cutpoint: 1, " + journey_text +
         "components: {b: {kind: service}, c: {kind: service}, d: {kind: service}, a: {" + start +
         "%" + end + "}}}";
}

}  // namespace

TEST_CASE("every key of the document is compared") {
  const std::string small = "journeys: {j: {needs: [a]}}, components: {a: {kind: vm}}";
  check_keys<Draft>(
      "{cutpoint: 1, %}",
      {
          {"cutpoint", {}},  // there is one version, which every document states
          {"name", {"shop", "store", small}},
          {"description", {"sells", "rents", small}},
          {"owner", {"us", "them", small}},
          {"labels", {"{tier: gold}", "{tier: tin}", small}},
          {"include", {}},  // what the files say is compared, tried below
          {"observed", {"{file: one.csv, window: 726h}", "{file: two.csv, window: 726h}", small}},
          {"kinds", {"{pump: {like: vm}}", "{pump: {like: service}}", small}},
          {"defaults", {"{vm: {mtbf: 3d}}", "{vm: {mtbf: 4d}}", small}},
          {"journeys", {}},    // a document needs one: tried below
          {"components", {}},  // the same
          {"links",
           {"[{between: [a, b]}]", "[{between: [a, b], mtbf: 3d}]",
            "journeys: {j: {needs: [a]}}, components: {a: {kind: vm}, b: {kind: vm}}"}},
          {"common_causes",
           {"{c: {members: [a], mtbf: 1y}}", "{c: {members: [a], mtbf: 2y}}", small}},
          {"accept", {"[{rule: CP101, reason: cheap}]", "[{rule: CP101, reason: dear}]", small}},
      });
  const auto including = [&small](const std::string& file) {
    return "{cutpoint: 1, include: [" + file + "], " + small + "}";
  };
  check_visible("owner", including("part.yaml"), including("other.yaml"));
  const std::string one = "{cutpoint: 1, journeys: {j: {needs: [a]}}, components: {a: {kind: vm}}}";
  const std::string two =
      "{cutpoint: 1, journeys: {j: {needs: [a]}, k: {needs: [b, a]}}, "
      "components: {a: {kind: vm}, b: {kind: cache}}}";
  for (const char* section : {"journeys", "components"}) {
    check_visible(section, one, two);
    check_visible(section, two, one);
  }
}

TEST_CASE("every key of a component is compared") {
  check_keys<DraftComponent>(
      in_component(""),
      with_figures(
          "kind: service",
          {
              {"kind", {"vm", "host", "", true}},
              {"plane", {"control", "data", "kind: service"}},
              {"description", {"answers", "asks", "kind: service"}},
              {"owner", {"us", "them", "kind: service"}},
              {"runbook", {"wiki", "web", "kind: service"}},
              {"labels", {"{tier: gold}", "{tier: tin}", "kind: service"}},
              {"runs_on", {"b", "c", "kind: service"}},
              {"placement", {"spread", "anywhere", "kind: service, runs_on: b"}},
              {"replicas", {"2", "3", "kind: service"}},
              {"at_least", {"2", "3", "kind: service, replicas: 4"}},
              {"quorum", {"majority", "", "kind: service, replicas: 5"}},
              {"restart", {"{time: 20s, cures: 50%}", "{time: 30s, cures: 50%}", "kind: service"}},
              {"failover", {"{time: 20s}", "{time: 30s}", "kind: service, replicas: 2"}},
              {"repair_crews", {"1", "2", "kind: service, replicas: 3"}},
              {"health_check", {"{interval: 10s}", "{interval: 20s}", "kind: service"}},
              {"maintenance",
               {"{every: 30d, lasts: 2h}", "{every: 30d, lasts: 8h}", "kind: service"}},
              {"depends_on", {"[b]", "[c]", "kind: service"}},
              {"dependencies", {"unknown", "known", "kind: service"}},
              {"connects", {"[b]", "[c]", "kind: service"}},
              {"backups", {"{every: 1d}", "{every: 2d}", "kind: database"}},
              {"replication",
               {"{mode: sync, to: [b]}", "{mode: async, to: [b]}", "kind: database"}},
              {"artifact", {"{registry: b}", "{registry: c}", "kind: model"}},
              {"objectives", {"{rpo: 1h}", "{rpo: 2h}", "kind: database"}},
              {"sla", {"{availability: 99%}", "{availability: 98%}", "kind: external"}},
              {"cost", {"5 USD/month", "6 USD/month", "kind: service"}},
              {"accept",
               {"[{rule: CP101, reason: cheap}]", "[{rule: CP101, reason: dear}]",
                "kind: service"}},
          }));
}

TEST_CASE("every key of a journey is compared") {
  check_keys<DraftJourney>(
      "{cutpoint: 1, components: {a: {kind: database}, b: {kind: vm}}, journeys: {j: {%}}}",
      {
          {"description", {"buys", "sells", "needs: [a]"}},
          {"owner", {"us", "them", "needs: [a]"}},
          {"labels", {"{tier: gold}", "{tier: tin}", "needs: [a]"}},
          {"needs", {"[a]", "[a, b]", "", true}},
          {"slo", {"{availability: 99%}", "{availability: 98%}", "needs: [a]"}},
          {"sla", {"{availability: 99%}", "{availability: 98%}", "needs: [a]"}},
          {"objectives", {"{rto: 1h}", "{rto: 2h}", "needs: [a]"}},
          {"revenue", {"{per_hour: 5 USD}", "{per_hour: 4 USD}", "needs: [a]"}},
          {"outage_cost", {"5 USD/hour", "6 USD/hour", "needs: [a]"}},
          {"accept",
           {"[{rule: CP101, reason: cheap}]", "[{rule: CP101, reason: dear}]", "needs: [a]"}},
      });
}

TEST_CASE("every key of links, common causes, kinds and defaults is compared") {
  const std::string two = "components: {a: {kind: switch}, b: {kind: switch}, d: {kind: switch}}, ";
  TriedKeys links =
      with_figures("between: [a, b]", {
                                          {"name", {"fibre", "copper", "between: [a, b]"}},
                                          {"directed", {"true", "false", "between: [a, b]"}},
                                      });
  links.emplace("between", TriedKey{});  // what a link is known by, tried below
  links.emplace("to", TriedKey{});       // under `connects`, tried below
  check_keys<DraftLink>("{cutpoint: 1, " + journey_text + two + "links: [{%}]}", links);
  const std::string start = "{cutpoint: 1, " + journey_text + two + "links: [";
  check_visible("links", start + "{between: [a, b]}]}", start + "{between: [a, d]}]}");
  const auto connected = [](const std::string& links_from_a) {
    return "{cutpoint: 1, " + journey_text +
           "components: {b: {kind: vm}, c: {kind: vm}, a: {kind: vm, connects: [" + links_from_a +
           "]}}}";
  };
  check_visible("connects", connected("{to: b, mtbf: 9d, mttr: 1h}"),
                connected("{to: c, mtbf: 9d, mttr: 1h}"));
  // A link that says nothing but how its repairs are spread is more than a name.
  check_visible("connects", connected("b"), connected("{to: b, repair: {distribution: fixed}}"));
  check_keys<DraftCommonCause>(
      "{cutpoint: 1, " + journey_text + two + "common_causes: {c: {%}}}",
      with_figures("members: [a]",
                   {
                       {"description", {"flood", "fire", "members: [a], mtbf: 1y"}},
                       {"members", {"[a]", "[a, b]", "mtbf: 1y", true}},
                       {"beta", {"10%", "20%", "members: [a, b]", true}},
                   },
                   true));
  check_keys<DraftKind>(
      "{cutpoint: 1, " + journey_text + "components: {a: {kind: pump}}, kinds: {pump: {%}}}",
      with_figures("like: vm", {
                                   {"like", {"vm", "service"}},
                                   {"shape", {"box3d", "cloud"}},
                                   {"description", {"pumps", "drains"}},
                               }));
  check_keys<DraftDefaults>(
      "{cutpoint: 1, " + journey_text +
          "components: {a: {kind: service}}, defaults: {service: {%}}}",
      with_figures("", {{"restart", {"{time: 20s, cures: 50%}", "{time: 30s, cures: 50%}"}}}));
}

TEST_CASE("every key of a requirement is compared") {
  const auto needing = [](const std::string& entry) {
    return "{cutpoint: 1, journeys: {j: {needs: [a, b, c, d" + (entry.empty() ? "" : ", " + entry) +
           "]}}, components: {a: {kind: vm, depends_on: [" + entry +
           "]}, b: {kind: vm, labels: {tier: x}}, c: {kind: vm, labels: {tier: x}}, d: {kind: "
           "vm}}, "
           "links: [{between: [b, c]}, {between: [c, d]}]}";
  };
  struct TriedEntry {
    std::string without, with, changed;
  };
  const std::map<std::string, TriedEntry, std::less<>> entries = {
      {"component", {"", "{component: b}", "{component: c}"}},
      {"any_of", {"", "{any_of: [b, c]}", "{any_of: [b, d]}"}},
      {"all_of", {"", "{all_of: [b, c]}", "{all_of: [b, d]}"}},
      {"at_least",
       {"{any_of: [b, c, d]}", "{at_least: 2, of: [b, c, d]}", "{at_least: 3, of: [b, c, d]}"}},
      {"quorum",
       {"{at_least: 1, of: [b, c, d]}", "{quorum: majority, of: [b, c, d]}",
        "{at_least: 2, of: [b, c, d]}"}},
      {"of", {"", "{at_least: 2, of: [b, c]}", "{at_least: 2, of: {label: {tier: x}}}"}},
      {"connected", {"", "{connected: [b, c]}", "{connected: [b, c, d]}"}},
      {"soft", {"b", "{component: b, soft: true}", "{component: b, soft: false}"}},
      {"fallback", {"b", "{component: b, fallback: 95%}", "{component: b, fallback: 90%}"}},
      {"failover",
       {"{any_of: [b, c]}", "{any_of: [b, c], failover: {time: 20s}}",
        "{any_of: [b, c], failover: {time: 30s}}"}},
      {"inferred",
       {"b", "{component: b, inferred: environment DB}", "{component: b, inferred: a label}"}},
      {"needed", {"b", "{component: b, needed: true}", ""}},
  };
  for (const std::string_view key : requirement_key_names()) {
    INFO("key `" << key << "` of a requirement");
    const auto found = entries.find(key);
    REQUIRE(found != entries.end());
    const TriedEntry& tried = found->second;
    // What stands in `depends_on` is told there, with what of it differs.
    const auto check = [&](const std::string& before, const std::string& after) {
      check_visible("depends_on", needing(before), needing(after));
    };
    check(tried.without, tried.with);
    check(tried.with, tried.without);
    check(tried.with, tried.changed);
  }
}

TEST_CASE("every key of figures, restarts, failovers and checks is compared") {
  check_keys<DraftFigures::Observed>(
      in_component("kind: service, observed: {", "}"),
      {
          {"operating", {}},  // stands with failures or not at all, tried below
          {"failures", {}},
          {"repairs", {"[2h]", "[3h]", "operating: 720h, failures: 1"}},
          {"file", {}},
          {"instances", {"2", "3", "file: one.csv, window: 726h"}},
          {"from", {}},
          {"to", {}},
          {"window", {}},
      });
  const auto observed = [](const std::string& how) {
    return in_component("kind: service, observed: {" + how + "}");
  };
  const auto filled = [](std::string text) { return text.replace(text.find('%'), 1, ""); };
  const auto pair = [&](const char* key, const std::string& one, const std::string& other) {
    check_visible(key, filled(observed(one)), filled(observed(other)));
  };
  pair("operating", "operating: 720h, failures: 1", "operating: 730h, failures: 1");
  pair("failures", "operating: 720h, failures: 1", "operating: 720h, failures: 2");
  pair("file", "file: one.csv, window: 726h", "file: two.csv, window: 726h");
  pair("window", "file: one.csv, window: 726h", "file: one.csv, window: 727h");
  const std::string from = "file: one.csv, from: 2026-03-01T00:00:00Z, to: 2026-04-01T00:00:00Z";
  pair("from", from, "file: one.csv, from: 2026-03-02T00:00:00Z, to: 2026-04-01T00:00:00Z");
  pair("to", from, "file: one.csv, from: 2026-03-01T00:00:00Z, to: 2026-04-02T00:00:00Z");
  check_keys<Restart>(in_component("kind: service, restart: {", "}"),
                      {
                          {"policy", {"on-failure", "always", "time: 20s, cures: 50%"}},
                          {"time", {"20s", "30s", "cures: 50%", true}},
                          {"cures", {"50%", "60%", "time: 20s", true}},
                      });
  check_keys<RepairTimes>(in_component("kind: service, mtbf: 9d, mttr: 1h, repair: {", "}"),
                          {
                              {"distribution", {"fixed", "exponential"}},
                              {"shape", {"2", "3", "distribution: weibull", true}},
                          });
  check_keys<Failover>(in_component("kind: service, replicas: 2, failover: {", "}"),
                       {
                           {"mode", {"active-active", "active-passive"}},
                           {"standby", {"hot", "warm"}},
                           {"automatic", {"false", "true"}},
                           {"detection", {"5s", "6s"}},
                           {"time", {"5s", "6s"}},
                           {"success", {"90%", "80%"}},
                           {"failback", {"true", "false"}},
                           {"manual", {"1h", "2h", "success: 90%"}},
                           {"standby_failures", {"10%", "20%", "standby: warm"}},
                           {"strategy", {}},  // of a group of sites, tried below
                           {"scale", {}},     // the same
                           {"by", {"[b]", "[c]"}},
                       });
  const auto sites = [](const std::string& how) {
    return "{cutpoint: 1, components: {a: {kind: region}, b: {kind: region}}, "
           "journeys: {j: {needs: [{any_of: [a, b], failover: {" +
           how + "}}]}}}";
  };
  const std::string pilot = "time: 1m, strategy: pilot-light";
  check_visible("strategy", sites("time: 1m"), sites(pilot));
  check_visible("strategy", sites(pilot), sites("time: 1m, strategy: warm-standby"));
  check_visible("scale", sites(pilot), sites(pilot + ", scale: 50%"));
  check_visible("scale", sites(pilot + ", scale: 50%"), sites(pilot + ", scale: 60%"));
  check_visible("scale", sites(pilot + ", scale: 60%"), sites(pilot));
  check_keys<HealthCheck>(in_component("kind: service, health_check: {", "}"),
                          {
                              {"probe", {"http", "port"}},
                              {"interval", {"10s", "20s"}},
                              {"timeout", {"5s", "6s"}},
                              {"retries", {"3", "4"}},
                              {"start_period", {"30s", "40s"}},
                              {"detects", {"90%", "80%"}},
                              {"by", {"[b]", "[c]"}},
                          });
  check_keys<Maintenance>(in_component("kind: service, replicas: 2, maintenance: {", "}"),
                          {
                              {"every", {"30d", "40d", "lasts: 1h", true}},
                              {"start", {"1d", "2d", "every: 30d, lasts: 1h"}},
                              {"lasts", {"2h", "8h", "every: 30d", true}},
                              {"rolling", {"false", "true", "every: 30d, lasts: 1h"}},
                          });
}

TEST_CASE("every key of data, promises, money and acceptances is compared") {
  check_keys<Backup>(in_component("kind: database, backups: {", "}"),
                     {
                         {"every", {"1d", "2d"}},
                         {"restore", {"1h", "2h"}},
                         {"to", {"b", "c"}},
                         {"medium", {"tape", "disk"}},
                         {"offsite", {"true", "false"}},
                     });
  check_keys<Replication>(in_component("kind: database, replication: {", "}"),
                          {
                              {"mode", {"async", "sync", "to: [b]"}},
                              {"lag", {"5s", "6s", "mode: async, to: [b]"}},
                              {"to", {"[b]", "[c]"}},
                          });
  check_keys<Artifact>(in_component("kind: model, artifact: {", "}"),
                       {
                           {"version", {"v1", "v2", "registry: b"}},
                           {"registry", {"b", "c", "copies: [d]"}},
                           {"copies", {"[b]", "[c]", "registry: d"}},
                           {"versioned", {"true", "false", "registry: b"}},
                           {"fetch", {"5m", "6m", "registry: b"}},
                       });
  check_keys<Objectives>(in_component("kind: database, objectives: {", "}"),
                         {{"rto", {"1h", "2h"}}, {"rpo", {"1h", "2h"}}});
  const std::string level =
      "{cutpoint: 1, components: {a: {kind: service}, b: {kind: vm}}, journeys: {j: {needs: [a], "
      "sla: {";
  const std::string promised = "availability: 99%";
  check_keys<ServiceLevel>(
      level + "%}}}}",
      {
          {"availability", {"99%", "98%", "", true}},
          {"period", {"month", "quarter", promised}},
          {"planned", {"counted", "excluded", promised}},
          {"exclude", {"[a]", "[b]", promised}},
          {"fee", {"5 USD/month", "6 USD/month", promised}},
          {"credits", {"[{below: 98%, credit: 10%}]", "[{below: 98%, credit: 20%}]", promised}},
      });
  check_keys<CreditTier>(level + "availability: 0.99, credits: [{%}]}}}}",
                         {
                             {"below", {"98%", "97%", "credit: 10%", true}},
                             {"credit", {"10%", "20%", "below: 98%", true}},
                         });
  check_keys<Revenue>(
      "{cutpoint: 1, components: {a: {kind: service}}, journeys: {j: {needs: [a], revenue: {%}}}}",
      {
          {"per_request", {"1 USD", "2 USD", "requests_per_hour: 5", true}},
          {"requests_per_hour", {"5", "6", "per_request: 1 USD", true}},
          {"per_hour", {"5 USD", "6 USD", "", true}},
      });
  check_keys<Acceptance>(
      "{cutpoint: 1, " + journey_text + "components: {a: {kind: service}}, accept: [{%}]}",
      {
          {"rule", {"CP101", "CP102", "reason: cheap", true}},
          {"reason", {"cheap", "dear", "rule: CP101", true}},
          {"owner", {"us", "them", "rule: CP101, reason: cheap"}},
          {"until", {"2030-01-01", "2031-01-01", "rule: CP101, reason: cheap"}},
          {"components", {"[a]", "[]", "rule: CP101, reason: cheap"}},
      });
}

}  // namespace cutpoint::testing::every_key_test
