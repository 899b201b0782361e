#include "tests/analyzer/failover/balance_equations.hpp"

#include <numeric>

#include <Eigen/Dense>
#include <Eigen/SparseLU>

namespace cutpoint::testing {

namespace {

using Real = long double;
using Column = Eigen::Matrix<Real, Eigen::Dynamic, 1>;

/// A state that is entered again and again: one that all others lead to.
std::size_t recurrent_state(std::size_t states, const std::vector<ChainMove>& moves) {
  std::vector<std::vector<std::size_t>> into(states);
  for (const ChainMove& move : moves) into[move.to].push_back(move.from);
  std::size_t candidate = 0;
  for (;;) {
    std::vector<bool> leads(states, false);
    std::vector<std::size_t> open{candidate};
    leads[candidate] = true;
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      for (const std::size_t from : into[at]) {
        if (leads[from]) continue;
        leads[from] = true;
        open.push_back(from);
      }
    }
    std::size_t lost = 0;
    while (lost < states && leads[lost]) ++lost;
    if (lost == states) return candidate;
    candidate = lost;
  }
}

Column solved(const Eigen::SparseMatrix<Real>& matrix, const Column& right,
              Decomposition decomposition) {
  if (decomposition == Decomposition::dense) {
    return Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>(matrix).fullPivLu().solve(right);
  }
  Eigen::SparseLU<Eigen::SparseMatrix<Real>> lu;
  lu.compute(matrix);
  if (lu.info() != Eigen::Success) return {};
  Column solution = lu.solve(right);
  solution += lu.solve(right - matrix * solution);  // one step of refinement
  return solution;
}

}  // namespace

std::vector<long double> long_run_probabilities(std::size_t states,
                                                const std::vector<ChainMove>& moves,
                                                Decomposition decomposition) {
  if (states == 1) return {1};
  // Unknown is how often each state is left, for one leaving of a state that is surely entered
  // again: of like size however far the rates are apart.
  std::vector<Real> leaving(states, 0);
  for (const ChainMove& move : moves) leaving[move.from] += move.rate;
  const std::size_t given = recurrent_state(states, moves);
  const auto row = [given](std::size_t state) {
    return static_cast<int>(state < given ? state : state - 1);
  };
  std::vector<Eigen::Triplet<Real>> entries;
  const auto size = static_cast<Eigen::Index>(states - 1);
  Column right = Column::Zero(size);
  for (std::size_t s = 0; s < states; ++s) {
    if (s != given) entries.emplace_back(row(s), row(s), 1);
  }
  for (const ChainMove& move : moves) {
    if (move.to == given) continue;
    const Real share = move.rate / leaving[move.from];
    if (move.from == given) {
      right[row(move.to)] += share;
    } else {
      entries.emplace_back(row(move.to), row(move.from), -share);
    }
  }
  Eigen::SparseMatrix<Real> matrix(size, size);
  matrix.setFromTriplets(entries.begin(), entries.end());
  matrix.makeCompressed();
  const Column solution = solved(matrix, right, decomposition);
  if (solution.size() != size) return {};
  std::vector<Real> probabilities(states);
  for (std::size_t s = 0; s < states; ++s) {
    probabilities[s] = (s == given ? 1 : solution[row(s)]) / leaving[s];
  }
  const Real sum = std::accumulate(probabilities.begin(), probabilities.end(), Real{0});
  for (Real& p : probabilities) p /= sum;
  return probabilities;
}

}  // namespace cutpoint::testing
