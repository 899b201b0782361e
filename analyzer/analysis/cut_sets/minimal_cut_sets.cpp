#include "analyzer/analysis/cut_sets/minimal_cut_sets.hpp"

#include <algorithm>
#include <limits>

namespace cutpoint {

namespace {

constexpr std::uint32_t unlimited = std::numeric_limits<std::uint32_t>::max();
constexpr Zdd::Ref unknown_family = Zdd::exhausted - 1;

}  // namespace

CutSetFamilies::CutSetFamilies(const DecisionDiagram& diagram,
                               std::optional<std::uint32_t> max_order, std::size_t node_budget,
                               EngineMeter* meter)
    : diagram_(diagram),
      max_order_(max_order.value_or(unlimited)),
      meter_(meter),
      zdd_(node_budget, meter),
      holds_untouched_(diagram.size(), false),
      module_families_(diagram.module_count(), unknown_family) {
  holds_untouched_[DecisionDiagram::one] = true;
  for (DecisionDiagram::Ref ref = DecisionDiagram::one + 1; ref < diagram.size(); ++ref) {
    holds_untouched_[ref] = holds_untouched_[diagram.node(ref).low];
  }
}

Zdd::Ref CutSetFamilies::of(DecisionDiagram::Ref function) {
  if (function == DecisionDiagram::exhausted || diagram_.has_hosts()) return Zdd::exhausted;
  const Zdd::Ref family = extract(function);
  // The modules in the family, then those in their families.
  std::vector<Zdd::Ref> open{family};
  std::vector<bool> seen;
  while (!open.empty()) {
    const Zdd::Ref at = open.back();
    open.pop_back();
    if (at == Zdd::exhausted) return Zdd::exhausted;
    if (seen.size() < zdd_.size()) seen.resize(zdd_.size(), false);
    if (at <= Zdd::only_empty || seen[at]) continue;
    seen[at] = true;
    const Zdd::Node node = zdd_.node(at);
    open.push_back(node.low);
    open.push_back(node.high);
    const std::uint32_t module = diagram_.variables()[node.variable].module;
    if (module == DecisionDiagram::no_module || module_families_[module] != unknown_family)
      continue;
    module_families_[module] = extract(diagram_.module_function(module));
    open.push_back(module_families_[module]);
  }
  return family;
}

Zdd::Ref CutSetFamilies::extract(DecisionDiagram::Ref function) {
  Zdd::Ref result = Zdd::none;
  frames_.clear();
  if (find_or_push(function, max_order_, result)) return result;
  while (!frames_.empty()) {
    advance(result);
    if (zdd_.is_exhausted() || out_of_room_) return Zdd::exhausted;
  }
  return result;
}

Zdd::Ref& CutSetFamilies::known(DecisionDiagram::Ref function, std::uint32_t order) {
  const std::size_t row = order == unlimited ? 0 : order;
  if (known_.size() <= row) known_.resize(row + 1);
  if (known_[row].empty()) {
    const std::size_t bytes = diagram_.size() * sizeof(Zdd::Ref);
    out_of_room_ = out_of_room_ || (meter_ != nullptr && !meter_->has_room(bytes));
    known_[row] = MeteredVector<Zdd::Ref>(diagram_.size(), unknown_family, meter_);
  }
  return known_[row][function];
}

bool CutSetFamilies::find_or_push(DecisionDiagram::Ref function, std::uint32_t order,
                                  Zdd::Ref& result) {
  if (function == DecisionDiagram::zero) return result = Zdd::none, true;
  // Where nothing needs to fail, every other set holds more than is needed.
  if (holds_untouched_[function]) return result = Zdd::only_empty, true;
  if (order == 0) return result = Zdd::none, true;
  const Zdd::Ref family = known(function, order);
  if (family != unknown_family) return result = family, true;
  frames_.push_back({function, order, 0, Zdd::none});
  return false;
}

void CutSetFamilies::advance(Zdd::Ref& result) {
  Frame& frame = frames_.back();
  const DecisionDiagram::Node& node = diagram_.node(frame.function);
  const std::uint8_t stage = frame.stage++;
  if (stage == 0) {
    (void)find_or_push(node.low, frame.order, result);
    return;
  }
  if (stage == 1) {
    frame.low = result;
    const std::uint32_t count = diagram_.variables()[node.variable].count;
    const std::uint32_t least =
        count == DecisionDiagram::no_module ? 1 : diagram_.count(count).threshold;
    if (frame.order < least) return (void)(result = Zdd::none);
    const std::uint32_t rest = frame.order == unlimited ? unlimited : frame.order - least;
    (void)find_or_push(node.high, rest, result);
    return;
  }
  const Zdd::Ref high = zdd_.without(result, frame.low);
  result = zdd_.make(node.variable, frame.low, high);
  known(frame.function, frame.order) = result;
  frames_.pop_back();
}

}  // namespace cutpoint
