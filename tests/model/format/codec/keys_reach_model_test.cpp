// Every row of the key tables reaches the model: for each key there is an example, which is built
// with the key and with `x-…` in its place, which is free; the model or what is found must differ.
// A new row without an example fails, and so does a key that the builder forgets.
#include <map>
#include <string>
#include <vector>

#include "cutpoint/model.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/codec/codec.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::keys_reach_model_test {

namespace {

struct Outcome {
  std::optional<Model> model;
  std::vector<std::string> findings;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome outcome_of(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft = read_architecture_text("test.yaml", text, sources, diagnostics);
  Outcome outcome;
  outcome.model = build_model(draft, diagnostics);
  for (const Diagnostic& found : diagnostics.all()) outcome.findings.push_back(found.message);
  return outcome;
}

/// By key; `@` stands before the key that is tried. `%` in `frame` stands for the example.
using Examples = std::map<std::string, std::string, std::less<>>;

std::string put_into(std::string frame, const std::string& example) {
  return frame.replace(frame.find('%'), 1, example);
}

template <class Object>
void check_keys(const std::string& frame, const Examples& examples) {
  for (const KeyRow<Object>& row : KeyTable<Object>::rows()) {
    INFO("key `" << row.name << "` of " << KeyTable<Object>::title());
    const auto found = examples.find(row.name);
    REQUIRE(found != examples.end());
    if (found->second.empty()) continue;  // read by others, see where it is listed
    const std::string text = put_into(frame, found->second);
    const std::size_t at = text.find('@');
    REQUIRE(text.compare(at + 1, row.name.size(), row.name) == 0);
    std::string with = text, without = text;
    with.replace(at, 1, "");
    // As long as the key, so that all places stay what they are.
    without.replace(at, 1 + row.name.size(), "x-" + std::string(row.name.substr(2)));
    INFO(with);
    CHECK_FALSE(outcome_of(with) == outcome_of(without));
  }
}

/// Figures go with every object that has them; `start` is what comes before them in a mapping.
Examples with_figures(const std::string& start, Examples examples) {
  examples.emplace("mtbf", "{" + start + "@mtbf: 3d}");
  examples.emplace("mttr", "{" + start + "mtbf: 3d, @mttr: 3h}");
  examples.emplace("repair", "{" + start + "mtbf: 3d, @repair: {distribution: fixed}}");
  examples.emplace("availability", "{" + start + "@availability: 97%}");
  examples.emplace("observed", "{" + start + "@observed: {operating: 720h, failures: 3}}");
  examples.emplace("profile", "{" + start + "@profile: aws.s3}");
  return examples;
}

const std::string journey = "journeys: {j: {needs: [a]}}, ";
const std::string component_frame =
    "{cutpoint: 1, " + journey + "components: {b: {kind: service}, a: %}}";

std::string in_component(const std::string& start) {
  return "{cutpoint: 1, " + journey + "components: {b: {kind: service}, a: {" + start + "%}}}";
}

}  // namespace

TEST_CASE("every key of the document reaches the model") {
  const std::string rest = journey + "components: {a: {kind: service}, b: {kind: service}}}";
  const std::string start = "{cutpoint: 1, ";
  check_keys<Draft>(
      "%",
      {
          {"cutpoint", "{@cutpoint: 1, " + rest},
          {"name", start + "@name: shop, " + rest},
          {"description", start + "@description: sells, " + rest},
          {"owner", start + "@owner: us, " + rest},
          {"labels", start + "@labels: {tier: gold}, " + rest},
          {"include", ""},   // the loader reads the files
          {"observed", ""},  // the analyzer measures the incidents and writes the draft's figures
          {"kinds", start + "@kinds: {pump: {like: vm}}, " + rest},
          {"defaults", start + "@defaults: {service: {mtbf: 3d}}, " + rest},
          {"journeys", start + "@journeys: {j: {needs: [a]}}, components: {a: {kind: service}}}"},
          {"components", start + journey + "@components: {a: {kind: service}}}"},
          {"links", start + "@links: [{between: [a, b]}], " + rest},
          {"common_causes", start + "@common_causes: {c: {members: [a], mtbf: 1y}}, " + rest},
          {"accept", start + "@accept: [{rule: CP101, reason: cheap}], " + rest},
      });
}

TEST_CASE("every key of a component reaches the model") {
  check_keys<DraftComponent>(
      component_frame,
      with_figures("kind: service, ",
                   {
                       {"kind", "{@kind: vm}"},
                       {"plane", "{kind: service, @plane: control}"},
                       {"description", "{kind: service, @description: answers}"},
                       {"owner", "{kind: service, @owner: us}"},
                       {"runbook", "{kind: service, @runbook: wiki}"},
                       {"labels", "{kind: service, @labels: {tier: gold}}"},
                       {"runs_on", "{kind: service, @runs_on: b}"},
                       {"placement", "{kind: service, runs_on: b, @placement: spread}"},
                       {"replicas", "{kind: service, @replicas: 2}"},
                       {"at_least", "{kind: service, replicas: 2, @at_least: 2}"},
                       {"quorum", "{kind: service, replicas: 3, @quorum: majority}"},
                       {"restart", "{kind: service, @restart: {time: 20s, cures: 50%}}"},
                       {"failover", "{kind: service, replicas: 2, @failover: {time: 20s}}"},
                       {"repair_crews", "{kind: service, replicas: 2, @repair_crews: 1}"},
                       {"health_check", "{kind: service, @health_check: {interval: 10s}}"},
                       {"maintenance", "{kind: service, @maintenance: {every: 30d, lasts: 1h}}"},
                       {"depends_on", "{kind: service, @depends_on: [b]}"},
                       {"dependencies", "{kind: service, @dependencies: unknown}"},
                       {"connects", "{kind: service, @connects: [b]}"},
                       {"backups", "{kind: database, @backups: {every: 1d}}"},
                       {"replication", "{kind: database, @replication: {mode: sync}}"},
                       {"artifact", "{kind: model, @artifact: {registry: b}}"},
                       {"objectives", "{kind: database, @objectives: {rpo: 1h}}"},
                       {"sla", "{kind: external, @sla: {availability: 99%}}"},
                       {"cost", "{kind: service, @cost: 5 USD/month}"},
                       {"accept", "{kind: service, @accept: [{rule: CP101, reason: cheap}]}"},
                   }));
}

TEST_CASE("every key of a journey reaches the model") {
  check_keys<DraftJourney>("{cutpoint: 1, components: {a: {kind: database}}, journeys: {j: %}}",
                           {
                               {"description", "{needs: [a], @description: buys}"},
                               {"owner", "{needs: [a], @owner: us}"},
                               {"labels", "{needs: [a], @labels: {tier: gold}}"},
                               {"needs", "{@needs: [a]}"},
                               {"slo", "{needs: [a], @slo: {availability: 99%}}"},
                               {"sla", "{needs: [a], @sla: {availability: 99%}}"},
                               {"objectives", "{needs: [a], @objectives: {rto: 1h}}"},
                               {"revenue", "{needs: [a], @revenue: {per_hour: 5 USD}}"},
                               {"outage_cost", "{needs: [a], @outage_cost: 5 USD/hour}"},
                               {"accept", "{needs: [a], @accept: [{rule: CP101, reason: cheap}]}"},
                           });
}

TEST_CASE("every key of links, common causes, kinds and defaults reaches the model") {
  const std::string two = "components: {a: {kind: switch}, b: {kind: switch}}, ";
  Examples links =
      with_figures("between: [a, b], ", {
                                            {"name", "{between: [a, b], @name: fibre}"},
                                            {"between", "{@between: [a, b]}"},
                                            {"directed", "{between: [a, b], @directed: true}"},
                                        });
  links.emplace("to", "");  // under `connects`, tried below
  check_keys<DraftLink>("{cutpoint: 1, " + journey + two + "links: [%]}", links);
  CHECK_FALSE(
      outcome_of("{cutpoint: 1, " + journey +
                 "components: {b: {kind: switch}, a: {kind: switch, connects: [{to: b}]}}}") ==
      outcome_of("{cutpoint: 1, " + journey +
                 "components: {b: {kind: switch}, a: {kind: switch, connects: [{x-: b}]}}}"));
  check_keys<DraftCommonCause>(
      "{cutpoint: 1, " + journey + two + "common_causes: {c: %}}",
      with_figures("members: [a], ",
                   {
                       {"description", "{members: [a], mtbf: 1y, @description: flood}"},
                       {"members", "{@members: [a], mtbf: 1y}"},
                       {"beta", "{members: [a], @beta: 10%}"},
                   }));
  check_keys<DraftKind>(
      "{cutpoint: 1, " + journey + "components: {a: {kind: pump}}, kinds: {pump: %}}",
      with_figures("", {
                           {"like", "{@like: vm}"},
                           {"shape", "{@shape: box3d}"},
                           {"description", "{@description: pumps}"},
                       }));
  check_keys<DraftDefaults>(
      "{cutpoint: 1, " + journey + "components: {a: {kind: service}}, defaults: {service: %}}",
      with_figures("", {{"restart", "{@restart: {time: 20s, cures: 50%}}"}}));
}

TEST_CASE("every key of figures, restarts, failovers and checks reaches the model") {
  check_keys<DraftFigures::Observed>(
      in_component("kind: service, observed: "),
      {
          {"operating", "{@operating: 720h, failures: 1}"},
          {"failures", "{operating: 720h, @failures: 1}"},
          {"repairs", "{operating: 720h, failures: 1, @repairs: [2h]}"},
          {"file", ""},  // the analyzer measures the incidents of these
          {"from", ""},
          {"to", ""},
          {"window", ""},
          {"instances", ""},
      });
  check_keys<Restart>(in_component("kind: service, restart: "),
                      {
                          {"policy", "{@policy: on-failure, time: 20s, cures: 50%}"},
                          {"time", "{@time: 20s, cures: 50%}"},
                          {"cures", "{time: 20s, @cures: 50%}"},
                      });
  check_keys<RepairTimes>(in_component("kind: service, repair: "),
                          {
                              {"distribution", "{@distribution: fixed}"},
                              {"shape", "{distribution: weibull, @shape: 2}"},
                          });
  check_keys<Failover>(in_component("kind: service, replicas: 2, failover: "),
                       {
                           {"mode", "{@mode: active-active}"},
                           {"standby", "{@standby: hot}"},
                           {"automatic", "{@automatic: false}"},
                           {"detection", "{@detection: 5s}"},
                           {"time", "{@time: 5s}"},
                           {"success", "{@success: 90%}"},
                           {"manual", "{success: 90%, @manual: 1h}"},
                           {"standby_failures", "{standby: warm, @standby_failures: 10%}"},
                           {"strategy", "{@strategy: pilot-light}"},
                           {"scale", "{@scale: 50%}"},
                           {"failback", "{standby: hot, @failback: true}"},
                           {"by", "{@by: [b]}"},
                       });
  check_keys<HealthCheck>(in_component("kind: service, health_check: "),
                          {
                              {"probe", "{@probe: http}"},
                              {"interval", "{@interval: 10s}"},
                              {"timeout", "{@timeout: 5s}"},
                              {"retries", "{@retries: 3}"},
                              {"start_period", "{@start_period: 30s}"},
                              {"detects", "{@detects: 90%}"},
                              {"by", "{@by: [b]}"},
                          });
  check_keys<Maintenance>(in_component("kind: service, replicas: 2, maintenance: "),
                          {
                              {"every", "{@every: 30d, lasts: 1h}"},
                              {"start", "{every: 30d, lasts: 1h, @start: 1d}"},
                              {"lasts", "{every: 30d, @lasts: 1h}"},
                              {"rolling", "{every: 30d, lasts: 1h, @rolling: false}"},
                          });
}

TEST_CASE("every key of data, promises, money and acceptances reaches the model") {
  check_keys<Backup>(in_component("kind: database, backups: "), {
                                                                    {"every", "{@every: 1d}"},
                                                                    {"restore", "{@restore: 1h}"},
                                                                    {"to", "{@to: b}"},
                                                                    {"medium", "{@medium: tape}"},
                                                                    {"offsite", "{@offsite: true}"},
                                                                });
  check_keys<Replication>(in_component("kind: database, replication: "),
                          {
                              {"mode", "{@mode: async}"},
                              {"lag", "{mode: async, @lag: 5s}"},
                              {"to", "{@to: [b]}"},
                          });
  check_keys<Artifact>(in_component("kind: model, artifact: "),
                       {
                           {"version", "{registry: b, @version: v1}"},
                           {"registry", "{@registry: b}"},
                           {"copies", "{@copies: [b]}"},
                           {"versioned", "{registry: b, @versioned: true}"},
                           {"fetch", "{registry: b, @fetch: 5m}"},
                       });
  check_keys<Objectives>(in_component("kind: database, objectives: "),
                         {{"rto", "{@rto: 1h}"}, {"rpo", "{@rpo: 1h}"}});
  const std::string level_frame =
      "{cutpoint: 1, components: {a: {kind: service}}, journeys: {j: {needs: [a], sla: ";
  check_keys<ServiceLevel>(
      level_frame + "%}}}",
      {
          {"availability", "{@availability: 99%}"},
          {"period", "{availability: 99%, @period: month}"},
          {"planned", "{availability: 99%, @planned: counted}"},
          {"exclude", "{availability: 99%, @exclude: [a]}"},
          {"fee", "{availability: 99%, @fee: 5 USD/month}"},
          {"credits", "{availability: 99%, @credits: [{below: 98%, credit: 10%}]}"},
      });
  check_keys<CreditTier>(level_frame + "{availability: 0.99, credits: [%]}}}}",
                         {
                             {"below", "{@below: 98%, credit: 10%}"},
                             {"credit", "{below: 98%, @credit: 10%}"},
                         });
  check_keys<Revenue>(
      "{cutpoint: 1, components: {a: {kind: service}}, journeys: {j: {needs: [a], revenue: %}}}",
      {
          {"per_request", "{@per_request: 1 USD, requests_per_hour: 5}"},
          {"requests_per_hour", "{per_request: 1 USD, @requests_per_hour: 5}"},
          {"per_hour", "{@per_hour: 5 USD}"},
      });
  check_keys<Acceptance>(
      "{cutpoint: 1, " + journey + "components: {a: {kind: service}}, accept: [%]}",
      {
          {"rule", "{@rule: CP101, reason: cheap}"},
          {"reason", "{rule: CP101, @reason: cheap}"},
          {"owner", "{rule: CP101, reason: cheap, @owner: us}"},
          {"until", "{rule: CP101, reason: cheap, @until: 2030-01-01}"},
          {"components", "{rule: CP101, reason: cheap, @components: [a]}"},
      });
}

}  // namespace cutpoint::testing::keys_reach_model_test
