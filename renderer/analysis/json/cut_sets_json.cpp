#include "renderer/analysis/json/cut_sets_json.hpp"

namespace cutpoint {

namespace {

OrderedJson event_names(const RenderInput& input, const std::vector<EventId>& events) {
  OrderedJson names = OrderedJson::array();
  for (const EventId event : events) names.push_back(input.function.events[event].name);
  return names;
}

OrderedJson defeated_redundancies(const RenderInput& input, const CutSet& set) {
  OrderedJson rows = OrderedJson::array();
  for (const DefeatedRedundancy& defeated : set.defeats) {
    const RedundancyGroup& group = input.function.groups[defeated.group];
    rows.push_back({{"redundancy", group.name},
                    {"needed", group.needed},
                    {"of", group.of},
                    {"by", event_names(input, defeated.by)}});
  }
  return rows;
}

OrderedJson cut_paths(const RenderInput& input, const JourneyAnalysis& journey, const CutSet& set) {
  OrderedJson rows = OrderedJson::array();
  for (const FailurePath& cut : set.cuts) {
    OrderedJson path = json_names(input.model, cut.steps);
    path.insert(path.begin(), input.model.journeys[journey.journey].name);
    rows.push_back({{"path", std::move(path)}, {"path_omitted", cut.omitted}});
  }
  return rows;
}

OrderedJson truncation_of(const CutSets& cut_sets) {
  if (!cut_sets.truncation) return {};
  const CutSetTruncation& truncation = *cut_sets.truncation;
  return {{"cutoff", truncation.cutoff ? OrderedJson(*truncation.cutoff) : OrderedJson()},
          {"all_above_cutoff", truncation.all_above_cutoff},
          {"left_out", truncation.left_out ? OrderedJson(*truncation.left_out) : OrderedJson()},
          {"kept_probability", {truncation.kept_lower, truncation.kept_upper}},
          {"error", {truncation.error_lower, truncation.error_upper}}};
}

}  // namespace

OrderedJson json_cut_sets(const RenderInput& input, const JourneyAnalysis& journey) {
  const CutSets& cut_sets = journey.cut_sets;
  OrderedJson json = {{"by_order", cut_sets.by_order},
                      {"complete", cut_sets.complete},
                      {"all_listed", cut_sets.all_listed},
                      {"counted_beyond_order_1", cut_sets.available}};
  json["truncation"] = truncation_of(cut_sets);
  OrderedJson& sets = json["sets"] = OrderedJson::array();
  for (const CutSet& set : cut_sets.sets) {
    OrderedJson row = {{"events", event_names(input, set.events)},
                       {"probability", set.probability}};
    row["defeats"] = set.explained ? defeated_redundancies(input, set) : OrderedJson();
    row["cuts"] = set.explained ? cut_paths(input, journey, set) : OrderedJson();
    sets.push_back(std::move(row));
  }
  return json;
}

OrderedJson json_prime_implicants(const RenderInput& input, const JourneyAnalysis& journey) {
  if (!journey.prime_implicants) return {};
  const PrimeImplicants& primes = *journey.prime_implicants;
  OrderedJson json = {{"available", primes.available},
                      {"by_order", primes.by_order},
                      {"all_listed", primes.all_listed}};
  OrderedJson& list = json["list"] = OrderedJson::array();
  for (const PrimeImplicant& prime : primes.list) {
    list.push_back({{"failed", event_names(input, prime.failed)},
                    {"working", event_names(input, prime.working)},
                    {"probability", prime.probability}});
  }
  return json;
}

}  // namespace cutpoint
