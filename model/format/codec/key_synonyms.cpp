#include "model/format/codec/key_synonyms.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace cutpoint {

namespace {

struct KeySynonym {
  std::string_view word;  ///< in lower case, without joints
  std::string_view key;
};

// The first whose key is known where the word stands.
constexpr std::array key_synonym_rows = {
    KeySynonym{"host", "runs_on"},
    KeySynonym{"hosts", "runs_on"},
    KeySynonym{"hostedon", "runs_on"},
    KeySynonym{"node", "runs_on"},
    KeySynonym{"on", "runs_on"},
    KeySynonym{"runson", "runs_on"},
    KeySynonym{"placedon", "runs_on"},
    KeySynonym{"machine", "runs_on"},
    KeySynonym{"server", "runs_on"},
    KeySynonym{"zone", "runs_on"},
    KeySynonym{"zones", "runs_on"},
    KeySynonym{"region", "runs_on"},
    KeySynonym{"location", "runs_on"},
    KeySynonym{"needs", "depends_on"},
    KeySynonym{"need", "depends_on"},
    KeySynonym{"depends", "depends_on"},
    KeySynonym{"dependson", "depends_on"},
    KeySynonym{"dependency", "depends_on"},
    KeySynonym{"requires", "depends_on"},
    KeySynonym{"require", "depends_on"},
    KeySynonym{"uses", "depends_on"},
    KeySynonym{"calls", "depends_on"},
    KeySynonym{"depends", "needs"},
    KeySynonym{"dependson", "needs"},
    KeySynonym{"requires", "needs"},
    KeySynonym{"require", "needs"},
    KeySynonym{"uses", "needs"},
    KeySynonym{"components", "needs"},
    KeySynonym{"steps", "needs"},
    KeySynonym{"uptime", "availability"},
    KeySynonym{"avail", "availability"},
    KeySynonym{"availabilty", "availability"},
    KeySynonym{"nines", "availability"},
    KeySynonym{"target", "slo"},
    KeySynonym{"objective", "slo"},
    KeySynonym{"goal", "slo"},
    KeySynonym{"target", "availability"},
    KeySynonym{"objective", "availability"},
    KeySynonym{"goal", "availability"},
    KeySynonym{"availability", "slo"},
    KeySynonym{"uptime", "slo"},
    KeySynonym{"type", "kind"},
    KeySynonym{"class", "kind"},
    KeySynonym{"category", "kind"},
    KeySynonym{"count", "replicas"},
    KeySynonym{"instances", "replicas"},
    KeySynonym{"replica", "replicas"},
    KeySynonym{"scale", "replicas"},
    KeySynonym{"copies", "replicas"},
    KeySynonym{"size", "replicas"},
    KeySynonym{"min", "at_least"},
    KeySynonym{"minimum", "at_least"},
    KeySynonym{"minavailable", "at_least"},
    KeySynonym{"needed", "at_least"},
    KeySynonym{"spread", "placement"},
    KeySynonym{"affinity", "placement"},
    KeySynonym{"antiaffinity", "placement"},
    KeySynonym{"seating", "placement"},
    KeySynonym{"links", "connects"},
    KeySynonym{"connectsto", "connects"},
    KeySynonym{"connectedto", "connects"},
    KeySynonym{"network", "connects"},
    KeySynonym{"mttf", "mtbf"},
    KeySynonym{"meantimebetweenfailures", "mtbf"},
    KeySynonym{"failurerate", "mtbf"},
    KeySynonym{"failsevery", "mtbf"},
    KeySynonym{"mttrs", "mttr"},
    KeySynonym{"repairtime", "mttr"},
    KeySynonym{"recoverytime", "mttr"},
    KeySynonym{"meantimetorepair", "mttr"},
    KeySynonym{"meantimetorecovery", "mttr"},
    KeySynonym{"downtime", "mttr"},
    KeySynonym{"rto", "objectives"},
    KeySynonym{"rpo", "objectives"},
    KeySynonym{"backup", "backups"},
    KeySynonym{"restartpolicy", "restart"},
    KeySynonym{"healthcheck", "health_check"},
    KeySynonym{"probe", "health_check"},
    KeySynonym{"readinessprobe", "health_check"},
    KeySynonym{"livenessprobe", "health_check"},
    KeySynonym{"tags", "labels"},
    KeySynonym{"label", "labels"},
    KeySynonym{"notes", "description"},
    KeySynonym{"comment", "description"},
    KeySynonym{"team", "owner"},
    KeySynonym{"price", "cost"},
    KeySynonym{"costs", "cost"},
    KeySynonym{"window", "period"},
    KeySynonym{"interval", "period"},
    KeySynonym{"accepted", "accept"},
    KeySynonym{"risk", "accept"},
    KeySynonym{"risks", "accept"},
    KeySynonym{"ignore", "accept"},
    KeySynonym{"suppress", "accept"},
    KeySynonym{"version", "cutpoint"},
    KeySynonym{"title", "name"},
    KeySynonym{"system", "name"},
    KeySynonym{"services", "components"},
    KeySynonym{"nodes", "components"},
    KeySynonym{"parts", "components"},
    KeySynonym{"systems", "components"},
    KeySynonym{"slos", "journeys"},
    KeySynonym{"flows", "journeys"},
    KeySynonym{"users", "journeys"},
    KeySynonym{"userjourneys", "journeys"},
    KeySynonym{"scenarios", "journeys"},
    KeySynonym{"usecases", "journeys"},
    KeySynonym{"includes", "include"},
    KeySynonym{"import", "include"},
    KeySynonym{"imports", "include"},
    KeySynonym{"connections", "links"},
    KeySynonym{"edges", "links"},
    KeySynonym{"commoncause", "common_causes"},
    KeySynonym{"ccf", "common_causes"},
    KeySynonym{"optional", "soft"},
    KeySynonym{"name", "component"},
    KeySynonym{"anyof", "any_of"},
    KeySynonym{"oneof", "any_of"},
    KeySynonym{"either", "any_of"},
    KeySynonym{"or", "any_of"},
    KeySynonym{"allof", "all_of"},
    KeySynonym{"and", "all_of"},
};

struct KeyWord {
  std::string_view word;
  std::string_view where;
  std::string_view text;
};

constexpr std::string_view soft_word =
    "whether it can be done without is said by who needs it: `depends_on: [{component: cache, "
    "soft: true}]`";
constexpr std::string_view group_word =
    "it is an entry of what is needed: `depends_on: [{any_of: [a, b]}]`";
constexpr std::string_view journey_group_word =
    "it is an entry of what is needed: `needs: [{any_of: [a, b]}]`";

constexpr std::array key_word_rows = {
    KeyWord{"slo", "a component",
            "an SLO belongs to a journey: `journeys: {checkout: {needs: [web], slo: {availability: "
            "99.9%, period: 30d}}}`; what a provider promises for a component is its `sla`"},
    KeyWord{"revenue", "a component", "revenue belongs to a journey"},
    KeyWord{"soft", "a component", soft_word},
    KeyWord{"optional", "a component", soft_word},
    KeyWord{
        "fallback", "a component",
        "a fallback belongs to who needs it: `depends_on: [{component: cache, fallback: 95%}]`"},
    KeyWord{"any_of", "a component", group_word},
    KeyWord{"all_of", "a component", group_word},
    KeyWord{"connected", "a component", group_word},
    KeyWord{"any_of", "a journey", journey_group_word},
    KeyWord{"all_of", "a journey", journey_group_word},
    KeyWord{"connected", "a journey", journey_group_word},
    KeyWord{"name", "a component", "the name of a component is the key that it stands under"},
    KeyWord{"name", "a journey", "the name of a journey is the key that it stands under"},
    KeyWord{"mtbf", "a journey", "figures belong to components, of which a journey's follow"},
    KeyWord{"mttr", "a journey", "figures belong to components, of which a journey's follow"},
};

struct Example {
  std::string_view what;
  std::string_view text;
};

constexpr std::array example_rows = {
    Example{"`slo` and `sla`", "such as {availability: 99.9%, period: 30d}"},
    Example{"`objectives`", "such as {rto: 15m, rpo: 5m}"},
    Example{"`restart`", "such as {policy: unless-stopped, time: 20s, cures: 95%}"},
    Example{"`failover`", "such as {mode: active-passive, detection: 10s, time: 30s}"},
    Example{"`health_check`", "such as {probe: http, interval: 10s}"},
    Example{"`maintenance`", "such as {every: 30d, lasts: 2h}"},
    Example{"`backups`", "such as [{every: 24h, restore: 30m}]"},
    Example{"`replication`", "such as {mode: sync, to: db-standby}"},
    Example{"`revenue`", "such as {per_hour: 10 USD}"},
    Example{"`accept`",
            "such as [{rule: single-point-of-failure, reason: too dear, until: 2027-12-31}]"},
    Example{"`observed`", "such as {operating: 720h, failures: 3, repairs: [2h, 1h, 3h]}"},
    Example{"`repair`", "such as {distribution: log-normal, shape: 1.2}"},
    Example{"a component", "such as `web: {kind: service, depends_on: [db]}`"},
    Example{"a journey", "such as `checkout: {needs: [web]}`"},
    Example{"a kind", "such as `robot: {like: host, mtbf: 90d}`"},
    Example{"a default", "such as `vm: {mtbf: 180d, mttr: 2h}`"},
    Example{"a common cause", "such as `bad-image: {members: [web, api], mtbf: 1y, mttr: 2h}`"},
};

std::string folded_key(std::string_view word) {
  std::string folded;
  for (const char c : word) {
    if (c == '_' || c == '-' || c == ' ') continue;
    folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return folded;
}

}  // namespace

std::string_view key_meant_by(std::string_view word, const std::vector<std::string_view>& known) {
  constexpr std::size_t longest = 64;
  if (word.size() > longest) return {};
  const std::string wanted = folded_key(word);
  for (const KeySynonym& row : key_synonym_rows) {
    if (row.word != wanted) continue;
    const auto found = std::find(known.begin(), known.end(), row.key);
    if (found != known.end()) return *found;
  }
  return {};
}

std::string_view word_on_key(std::string_view word, std::string_view where) {
  const auto found =
      std::find_if(key_word_rows.begin(), key_word_rows.end(),
                   [&](const KeyWord& row) { return row.word == word && row.where == where; });
  return found == key_word_rows.end() ? std::string_view() : found->text;
}

std::string_view example_of(std::string_view what) {
  const auto found = std::find_if(example_rows.begin(), example_rows.end(),
                                  [what](const Example& row) { return row.what == what; });
  return found == example_rows.end() ? std::string_view() : found->text;
}

}  // namespace cutpoint
