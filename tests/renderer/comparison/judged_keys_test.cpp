// For every key of the format somebody decided what a looser value is: seen in the results, judged
// by itself, or only told. A key without an answer here fails.
#include <map>
#include <string>

#include "analyzer/comparison/judgement.hpp"
#include "model/format/codec/codec.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::judged_keys_test {

namespace {

enum class Answer {
  results,  ///< what it does to availability, points, losses and so on
  itself,   ///< no figure shows that it is looser
  told,     ///< nobody relies on it, or somebody decided it with a reason
  within,   ///< a mapping with a table of its own
};
using Answers = std::map<std::string_view, Answer>;

Answers with_figures(Answers answers) {
  for (const char* key : {"mtbf", "mttr", "repair", "availability", "observed", "profile"}) {
    answers.emplace(key, Answer::results);
  }
  return answers;
}

/// `under`: the keys that hold such a mapping; empty for objects.
template <class Object>
void check(const Answers& answers, const std::vector<std::string_view>& under = {}) {
  INFO(KeyTable<Object>::title());
  std::size_t known = 0;
  for (const KeyRow<Object>& row : KeyTable<Object>::rows()) {
    INFO("key " << row.name);
    const auto found = answers.find(row.name);
    REQUIRE(found != answers.end());
    ++known;
    if (under.empty() && found->second != Answer::within) {
      CHECK(weakens_by_itself(row.name, "") == (found->second == Answer::itself));
    }
    for (const std::string_view holder : under) {
      CHECK(weakens_by_itself(holder, row.name) == (found->second == Answer::itself));
    }
  }
  CHECK(known == answers.size());
}

}  // namespace

TEST_CASE("for every key of an object it is decided what is looser") {
  using enum Answer;
  check<Draft>({{"cutpoint", told},
                {"name", told},
                {"description", told},
                {"owner", told},
                {"labels", results},
                {"include", told},
                {"kinds", results},
                {"defaults", results},
                {"observed", results},
                {"journeys", results},
                {"components", results},
                {"links", results},
                {"common_causes", results},
                {"accept", within}});
  check<DraftComponent>(
      with_figures({{"kind", results},        {"plane", told},           {"description", told},
                    {"owner", told},          {"runbook", told},         {"labels", results},
                    {"runs_on", results},     {"placement", results},    {"replicas", results},
                    {"at_least", results},    {"quorum", itself},        {"restart", results},
                    {"failover", results},    {"repair_crews", results}, {"health_check", within},
                    {"maintenance", results}, {"depends_on", results},   {"dependencies", itself},
                    {"connects", results},    {"backups", itself},       {"replication", within},
                    {"artifact", within},     {"objectives", within},    {"sla", within},
                    {"cost", told},           {"accept", within}}));
  check<DraftJourney>({{"description", told},
                       {"owner", told},
                       {"labels", told},
                       {"needs", results},
                       {"slo", within},
                       {"sla", within},
                       {"objectives", within},
                       {"revenue", told},
                       {"outage_cost", told},
                       {"accept", within}});
  check<DraftLink>(
      with_figures({{"name", told}, {"between", results}, {"to", results}, {"directed", results}}));
  check<DraftCommonCause>(
      with_figures({{"description", told}, {"members", results}, {"beta", results}}));
  check<DraftKind>(with_figures({{"like", results}, {"shape", told}, {"description", told}}));
  check<DraftDefaults>(with_figures({{"restart", results}}));
}

TEST_CASE("for every key of a mapping it is decided what is looser") {
  using enum Answer;
  check<Restart>({{"policy", results}, {"time", results}, {"cures", results}}, {"restart"});
  check<RepairTimes>({{"distribution", results}, {"shape", results}}, {"repair"});
  check<Failover>({{"mode", results},
                   {"standby", results},
                   {"automatic", results},
                   {"detection", results},
                   {"time", results},
                   {"success", results},
                   {"manual", results},
                   {"standby_failures", results},
                   {"strategy", results},
                   {"scale", results},
                   {"failback", results},
                   {"by", results}},
                  {"failover"});
  check<HealthCheck>({{"probe", itself},
                      {"interval", itself},
                      {"timeout", itself},
                      {"retries", itself},
                      {"start_period", itself},
                      {"detects", itself},
                      {"by", itself}},
                     {"health_check"});
  check<Maintenance>(
      {{"every", results}, {"start", results}, {"lasts", results}, {"rolling", results}},
      {"maintenance"});
  check<Backup>({{"every", itself},
                 {"restore", itself},
                 {"to", results},
                 {"medium", results},
                 {"offsite", itself}},
                {"backups"});
  check<Replication>({{"mode", itself}, {"lag", itself}, {"to", itself}}, {"replication"});
  check<Artifact>({{"version", told},
                   {"registry", itself},
                   {"copies", itself},
                   {"versioned", itself},
                   {"fetch", itself}},
                  {"artifact"});
  check<Objectives>({{"rto", itself}, {"rpo", itself}}, {"objectives"});
  check<ServiceLevel>({{"availability", itself},
                       {"period", itself},
                       {"planned", itself},
                       {"exclude", itself},
                       {"fee", told},
                       {"credits", itself}},
                      {"sla"});
  for (const std::string_view key : {"availability", "period", "planned", "exclude"}) {
    CHECK(weakens_by_itself("slo", key));
  }
  check<CreditTier>({{"below", itself}, {"credit", itself}}, {"sla"});
  check<Revenue>({{"per_request", told}, {"requests_per_hour", told}, {"per_hour", told}},
                 {"revenue"});
  check<Acceptance>({{"rule", told},
                     {"reason", told},
                     {"owner", told},
                     {"until", itself},
                     {"components", itself}},
                    {"accept"});
  check<DraftFigures::Observed>({{"operating", results},
                                 {"failures", results},
                                 {"repairs", results},
                                 {"file", results},
                                 {"from", results},
                                 {"to", results},
                                 {"window", results},
                                 {"instances", results}},
                                {"observed"});
}

}  // namespace cutpoint::testing::judged_keys_test
