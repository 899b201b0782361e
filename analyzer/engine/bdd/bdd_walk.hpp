/// Visits the functions below a reference, children first.
#pragma once

#include <vector>

#include "analyzer/engine/bdd/bdd.hpp"

namespace cutpoint {

/// Remembers what each function became, constants included. References keep their sign: a function
/// and its negation are two.
template <class Value>
class BddWalk {
 public:
  BddWalk(const Bdd& bdd, Value zero, Value one)
      : bdd_(bdd), values_(2 * bdd.capacity()), known_(2 * bdd.capacity(), false) {
    values_[Bdd::zero] = std::move(zero);
    values_[Bdd::one] = std::move(one);
    known_[Bdd::zero] = known_[Bdd::one] = true;
  }

  /// `join(function, value of its low branch, value of its high branch)`, once for each function.
  template <class Join>
  Value of(Bdd::Ref top, const Join& join) {
    std::vector<Bdd::Ref> stack{top};
    while (!stack.empty()) {
      const Bdd::Ref at = stack.back();
      const Bdd::Ref low = bdd_.low(at);
      const Bdd::Ref high = bdd_.high(at);
      if (!known_[at] && known_[low] && known_[high]) {
        values_[at] = join(at, values_[low], values_[high]);
        known_[at] = true;
      }
      if (known_[at]) {
        stack.pop_back();
      } else {
        if (!known_[high]) stack.push_back(high);
        if (!known_[low]) stack.push_back(low);
      }
    }
    return values_[top];
  }

 private:
  const Bdd& bdd_;
  std::vector<Value> values_;
  std::vector<bool> known_;
};

}  // namespace cutpoint
