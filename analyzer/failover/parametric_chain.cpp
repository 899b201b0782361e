#include "analyzer/failover/parametric_chain.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "analyzer/failover/chain/behaviour.hpp"
#include "analyzer/failover/chain/group_states.hpp"
#include "model/base/math/sparse_elimination.hpp"

namespace cutpoint {

namespace {

/// Whose figures an event has.
std::tuple<EventKind, std::uint32_t, std::uint32_t, std::uint32_t> owner_of(
    const BasicEvent& event) {
  return {event.kind, event.component.value(), event.link.value(), event.common_cause.value()};
}

/// With a rate of its own for each owner, so that chains do not take those for alike that have the
/// same figures by chance.
StructureFunction with_owners_told_apart(StructureFunction function) {
  std::map<decltype(owner_of({})), std::size_t> known;
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    BasicEvent& event = function.events[EventId(i)];
    if (!is_part(event)) continue;
    const std::size_t number = known.try_emplace(owner_of(event), known.size()).first->second;
    event.process.rate = 1.0 + static_cast<double>(number);
  }
  return function;
}

/// Phases of a repair keep their shares of it.
ParametricChain::Factor factor_of(const RateTerms::Factor& factor, const Behaviour& behaviour,
                                  const StructureFunction& function) {
  const double value = RateTerms::value_of(factor, behaviour);
  const bool fails = factor.kind == RateTerms::Factor::Kind::part_rate;
  if (!fails && factor.kind != RateTerms::Factor::Kind::phase_rate) {
    return {ParametricChain::Factor::Kind::constant, ParametricChain::none, value};
  }
  const EventId event = behaviour.parts[factor.of].event;
  const double repair = function.events[event].process.mean_repair_hours;
  return {fails ? ParametricChain::Factor::Kind::failures : ParametricChain::Factor::Kind::repairs,
          event.value(), fails ? 1.0 : value * repair};
}

/// What is seen of the chain's states is in the order of the cluster.
bool sees_as(const Behaviour& behaviour, const GroupCluster& cluster) {
  const auto event_of = [&](std::uint32_t part) { return behaviour.parts[part].event; };
  return std::equal(behaviour.observed.begin(), behaviour.observed.end(), cluster.ground.begin(),
                    cluster.ground.end(),
                    [&](std::uint32_t part, EventId event) { return event_of(part) == event; }) &&
         behaviour.arbiters.size() == cluster.arbiters.size();
}

std::vector<double> values_of_terms(const ParametricChain& chain,
                                    const std::vector<double>& factors) {
  std::vector<double> values{1.0};
  values.reserve(chain.terms.size() + 1);
  for (const ParametricChain::Term& term : chain.terms) {
    const double value = values[term.term];
    values.push_back(term.is_sum ? value + values[term.other] : value * factors[term.other]);
  }
  return values;
}

}  // namespace

std::optional<ParametricChain> parametric_chain(const StructureFunction& function,
                                                const GroupCluster& cluster,
                                                std::size_t most_states) {
  NoChain why = NoChain::network;
  const auto behaviour = behaviour_of(with_owners_told_apart(function), cluster.groups,
                                      {cluster.ground, cluster.arbiters}, {}, why);
  if (!behaviour || !sees_as(*behaviour, cluster)) return std::nullopt;
  GroupStates states(*behaviour);
  if (!states.find_all(most_states)) return std::nullopt;
  ParametricChain chain;
  const RateTerms& terms = states.terms();
  for (std::size_t i = 0; i < terms.factors(); ++i) {
    chain.factors.push_back(factor_of(terms.factor(i), *behaviour, function));
  }
  for (std::size_t i = 1; i < terms.terms(); ++i) {
    const RateTerms::Made made = terms.made(static_cast<RateTerms::Term>(i));
    chain.terms.push_back({made.is_sum, made.a, made.b});
  }
  chain.transitions.resize(states.rows());
  for (std::size_t row = 0; row < states.rows(); ++row) {
    states.each_transition(row, [&](std::uint32_t to, RateTerms::Term term) {
      chain.transitions[row].push_back({to, term});
    });
    chain.patterns.push_back(states.pattern(row));
  }
  return chain;
}

std::optional<std::vector<double>> pattern_shares(const ParametricChain& chain,
                                                  const std::vector<double>& factors,
                                                  std::uint64_t most_work) {
  const std::vector<double> terms = values_of_terms(chain, factors);
  std::vector<std::vector<RateTo>> rows;
  for (const auto& transitions : chain.transitions) {
    auto& row = rows.emplace_back();
    for (const auto& [to, per_hour] : transitions) row.push_back({to, terms[per_hour]});
  }
  const auto shares = steady_state_by_elimination(std::move(rows), most_work);
  if (!shares) return std::nullopt;
  const std::uint32_t last = *std::max_element(chain.patterns.begin(), chain.patterns.end());
  std::vector<double> by_pattern(last + std::size_t{1}, 0.0);
  for (std::size_t state = 0; state < shares->size(); ++state) {
    by_pattern[chain.patterns[state]] += (*shares)[state];
  }
  return by_pattern;
}

double share_down(const std::vector<double>& by_pattern, std::uint32_t bit, std::uint32_t context) {
  double time = 0.0, down = 0.0;
  for (std::size_t pattern = 0; pattern < by_pattern.size(); ++pattern) {
    if ((pattern & (bit - 1U)) != context) continue;
    time += by_pattern[pattern];
    if ((pattern & bit) != 0) down += by_pattern[pattern];
  }
  return time > 0.0 ? down / time : 0.0;
}

}  // namespace cutpoint
