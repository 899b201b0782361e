#include "analyzer/analysis/cut_sets/sizes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace cutpoint {

namespace {

constexpr std::uint64_t saturated = std::numeric_limits<std::uint64_t>::max();

/// n over k, or the largest number.
std::uint64_t choices(std::uint64_t n, std::uint64_t k) {
  k = std::min(k, n - k);
  std::uint64_t result = 1;
  for (std::uint64_t i = 1; i <= k; ++i) {
    const std::uint64_t common = std::gcd(result, i);
    result = saturated_product(result / common, (n - k + i) / (i / common));
    if (result == saturated) break;
  }
  return result;
}

}  // namespace

std::uint64_t saturated_sum(std::uint64_t a, std::uint64_t b) {
  return a > saturated - b ? saturated : a + b;
}

double sum_of_sets(const DecisionDiagram& diagram, const DecisionDiagram::Count& count) {
  const double n = diagram.members_of(count), k = count.threshold;
  double of_member = 0.0;  // any of its events is a choice
  for (const EventId event : diagram.any_member(count)) of_member += diagram.unavailability(event);
  // By logarithms: the number of sets and the probability of one of them may be out of range.
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) +
                  k * std::log(of_member));
}

std::uint64_t saturated_product(std::uint64_t a, std::uint64_t b) {
  return a != 0 && b > saturated / a ? saturated : a * b;
}

SizesNeeded sizes_needed(const CutSetFamilies& families, Zdd::Ref family, std::size_t limit) {
  constexpr std::size_t not_known = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> largest(families.zdd().size(), not_known);
  largest[Zdd::none] = largest[Zdd::only_empty] = 0;
  SizesNeeded needed;
  std::vector<Zdd::Ref> stack{family};
  while (!stack.empty()) {
    const Zdd::Ref at = stack.back();
    if (largest[at] != not_known) {
      stack.pop_back();
      continue;
    }
    const Zdd::Node& node = families.zdd().node(at);
    const DecisionDiagram::VariableMeaning& meaning = families.diagram().variables()[node.variable];
    const bool is_module = meaning.module != DecisionDiagram::no_module;
    const Zdd::Ref module = is_module ? families.of_module(meaning.module) : Zdd::none;
    const std::size_t before = stack.size();
    for (const Zdd::Ref ref : {node.low, node.high, module}) {
      if (largest[ref] == not_known) stack.push_back(ref);
    }
    if (stack.size() != before) continue;
    stack.pop_back();
    const std::size_t own = is_module ? largest[module]
                            : meaning.count != DecisionDiagram::no_module
                                ? families.diagram().count(meaning.count).threshold
                                : 1;
    largest[at] = std::max(largest[node.low], largest[node.high] + own);
    needed.rows += std::min(largest[at], limit) + 1;
  }
  needed.largest = largest[family];
  return needed;
}

CutSetSizes::CutSetSizes(const CutSetFamilies& families, Zdd::Ref family, std::size_t largest)
    : families_(families), largest_(largest), rows_(families.zdd().size()) {
  rows_[Zdd::only_empty] = {{1, 1.0, 1.0}};
  fill_below(family);
}

/// An event is one set of size 1.
CutSetSizes::Rows CutSetSizes::of_variable(Zdd::Variable variable) const {
  const DecisionDiagram& diagram = families_.diagram();
  const DecisionDiagram::VariableMeaning& meaning = diagram.variables()[variable];
  if (meaning.module != DecisionDiagram::no_module)
    return rows_[families_.of_module(meaning.module)];
  if (meaning.count != DecisionDiagram::no_module) return of_count(diagram, meaning.count);
  const double q = diagram.unavailability(meaning.event);
  return {{0, 0.0, 0.0}, {1, q, q}};
}

/// Each choice of as many members as it takes.
CutSetSizes::Rows CutSetSizes::of_count(const DecisionDiagram& diagram, std::uint32_t position) {
  const DecisionDiagram::Count& count = diagram.count(position);
  const std::span<const EventId> member = diagram.any_member(count);
  double likeliest = 0.0;
  for (const EventId event : member) {
    likeliest = std::max(likeliest, diagram.unavailability(event));
  }
  Rows rows(count.threshold + std::size_t{1});
  Row& row = rows.back();
  row.count = choices(diagram.members_of(count), count.threshold);
  for (std::uint32_t i = 0; member.size() > 1 && i < count.threshold; ++i) {
    row.count = saturated_product(row.count, member.size());
  }
  row.best = std::pow(likeliest, count.threshold);
  row.sum = sum_of_sets(diagram, count);
  return rows;
}

/// Children, and families of modules, before what uses them.
void CutSetSizes::fill_below(Zdd::Ref family) {
  std::vector<Zdd::Ref> stack{family};
  while (!stack.empty()) {
    const Zdd::Ref at = stack.back();
    if (at <= Zdd::only_empty || !rows_[at].empty()) {
      stack.pop_back();
      continue;
    }
    const Zdd::Node& node = families_.zdd().node(at);
    const std::uint32_t module = families_.diagram().variables()[node.variable].module;
    const std::size_t before = stack.size();
    const auto require = [&](Zdd::Ref ref) {
      if (ref > Zdd::only_empty && rows_[ref].empty()) stack.push_back(ref);
    };
    require(node.low);
    require(node.high);
    if (module != DecisionDiagram::no_module) require(families_.of_module(module));
    if (stack.size() != before) continue;
    stack.pop_back();
    fill(at, node);
  }
}

void CutSetSizes::fill(Zdd::Ref at, const Zdd::Node& node) {
  const Rows factor = of_variable(node.variable);
  const Rows& low = rows_[node.low];
  const Rows& high = rows_[node.high];
  std::size_t sizes = std::max(low.size(), high.size() + factor.size() - 1);
  sizes = std::min(sizes, std::max<std::size_t>(largest_ + 1, 1));
  Rows rows(std::max<std::size_t>(sizes, 1));
  for (std::size_t k = 0; k < low.size() && k < sizes; ++k) rows[k] = low[k];
  for (std::size_t i = 0; i < factor.size(); ++i) {
    if (factor[i].count == 0) continue;
    for (std::size_t j = 0; j < high.size() && i + j < sizes; ++j) {
      Row& row = rows[i + j];
      row.count = saturated_sum(row.count, saturated_product(factor[i].count, high[j].count));
      row.best = std::max(row.best, factor[i].best * high[j].best);
      row.sum += factor[i].sum * high[j].sum;
    }
  }
  rows_[at] = std::move(rows);
}

}  // namespace cutpoint
