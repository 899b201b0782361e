#include "analyzer/failover/chain/rate_terms.hpp"

#include <array>

#include "analyzer/failover/chain/serving.hpp"

namespace cutpoint {

namespace {

double all_starts(const Behaviour::Part& part) {
  double all = 0.0;
  for (const RepairPhase& phase : part.repair) all += phase.start;
  return all;
}

/// Of who fails, with the start of who takes over.
FailoverGroup::MemberSwitch switch_of(const RateTerms::Factor& factor, const Behaviour& behaviour) {
  const Behaviour::Group& group = behaviour.groups[factor.of];
  if (factor.phase == 0) {
    return {group.success, group.switch_hours, group.manual_hours, group.return_hours, 0.0};
  }
  const std::size_t pair = factor.phase - 1U, count = group.members.size();
  return switch_between(group.members[pair / count].moves, group.members[pair % count].moves);
}

}  // namespace

double RateTerms::value_of(const Factor& factor, const Behaviour& behaviour) {
  switch (factor.kind) {
    case Factor::Kind::part_rate:
      return behaviour.parts[factor.of].rate;
    case Factor::Kind::starts:
      return behaviour.parts[factor.of].repair[factor.phase].start;
    case Factor::Kind::starts_at_all:
      return all_starts(behaviour.parts[factor.of]);
    case Factor::Kind::starts_among:
      return behaviour.parts[factor.of].repair[factor.phase].start /
             all_starts(behaviour.parts[factor.of]);
    case Factor::Kind::phase_rate:
      return behaviour.parts[factor.of].repair[factor.phase].per_hour;
    case Factor::Kind::standby_rate:
      return behaviour.groups[factor.of].standby_rate;
    case Factor::Kind::success:
      return switch_of(factor, behaviour).success;
    case Factor::Kind::failure:
      return 1.0 - switch_of(factor, behaviour).success;
    case Factor::Kind::switch_rate:
      return 1.0 / switch_of(factor, behaviour).switch_hours;
    case Factor::Kind::manual_rate:
      return 1.0 / switch_of(factor, behaviour).manual_hours;
    case Factor::Kind::return_rate:
      return 1.0 / switch_of(factor, behaviour).return_hours;
    case Factor::Kind::count:
      return factor.of;
    case Factor::Kind::one_of:
      return 1.0 / factor.of;
  }
  return 1.0;
}

RateTerms::RateTerms() : terms_(3), factors_(3), last_(kept) {
  const std::array<std::uint32_t, 3> none{nothing, 0, 0};
  (void)terms_.number_of(none.data());
}

RateTerms::Term RateTerms::times(Term term, const Factor& factor) {
  // States ask for the same few again and again.
  const std::size_t at = std::size_t{term} * 31U + static_cast<std::size_t>(factor.kind) * 17U +
                         std::size_t{factor.of} * 7U + factor.phase;
  Product& last = last_[at % kept];
  if (last.product != one && last.term == term && last.factor == factor) return last.product;
  last = {term, factor, new_product(term, factor)};
  return last.product;
}

RateTerms::Term RateTerms::new_product(Term term, const Factor& factor) {
  const std::array<std::uint32_t, 3> record{static_cast<std::uint32_t>(factor.kind), factor.of,
                                            factor.phase};
  const std::array<std::uint32_t, 3> made{product, term, factors_.number_of(record.data())};
  return terms_.number_of(made.data());
}

RateTerms::Term RateTerms::plus(Term a, Term b) {
  const std::array<std::uint32_t, 3> made{sum, a, b};
  return terms_.number_of(made.data());
}

RateTerms::Made RateTerms::made(Term term) const {
  const std::uint32_t* record = terms_[term];
  return {record[0] == sum, record[1], record[2]};
}

RateTerms::Factor RateTerms::factor(std::size_t number) const {
  const std::uint32_t* record = factors_[number];
  return {static_cast<Factor::Kind>(record[0]), record[1], record[2]};
}

std::vector<double> RateTerms::values(const Behaviour& behaviour) const {
  std::vector<double> factors;
  for (std::size_t i = 0; i < factors_.size(); ++i) {
    factors.push_back(value_of(factor(i), behaviour));
  }
  std::vector<double> values(terms_.size(), 1.0);
  for (std::size_t i = 1; i < values.size(); ++i) {
    const std::uint32_t* term = terms_[i];
    values[i] =
        term[0] == product ? values[term[1]] * factors[term[2]] : values[term[1]] + values[term[2]];
  }
  return values;
}

}  // namespace cutpoint
