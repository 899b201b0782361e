#include "analyzer/analysis/cut_sets/sizes.hpp"

#include <algorithm>
#include <limits>

namespace cutpoint {

namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

}  // namespace

std::uint64_t saturated_sum(std::uint64_t a, std::uint64_t b) {
  return a > most - b ? most : a + b;
}

std::uint64_t saturated_product(std::uint64_t a, std::uint64_t b) {
  return a != 0 && b > most / a ? most : a * b;
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
  const double q = diagram.unavailability(meaning.event);
  return {{0, 0.0, 0.0}, {1, q, q}};
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
