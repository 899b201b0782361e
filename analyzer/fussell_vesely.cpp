#include "analyzer/fussell_vesely.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "analyzer/bdd.hpp"
#include "analyzer/minimal_cut_sets.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t largest_diagram = 20'000;
constexpr std::size_t largest_family = 50'000;
constexpr std::size_t most_events = 2'000;
constexpr std::size_t union_nodes = 100'000;
/// One pass over a family for each of its variables: a stated limit on the whole.
constexpr std::size_t most_work = 2'000'000;

/// Unions of the sets of one family, in one diagram of their own.
class CutSetUnions {
 public:
  CutSetUnions(const CutSetFamilies& families, const NodeProbabilities& probabilities,
               Zdd::Ref family)
      : zdd_(families.zdd()), probabilities_(probabilities), family_(family) {
    collect_nodes();
    bdd_ = std::make_unique<Bdd>(variables_.size(), union_nodes);
    all_.assign(nodes_.size() + 2, Bdd::zero);
    all_[Zdd::only_empty] = Bdd::one;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const Zdd::Node& node = zdd_.node(nodes_[i]);
      all_[i + 2] = bdd_->either(all_[place_of(node.low)], with_variable(node));
    }
  }

  [[nodiscard]] const std::vector<Zdd::Variable>& variables() const { return variables_; }
  [[nodiscard]] std::size_t work() const { return nodes_.size() * variables_.size(); }

  /// The probability of the union of the sets with one variable. Absent where the budget was spent.
  std::optional<double> probability_with(Zdd::Variable variable) {
    with_.assign(nodes_.size() + 2, Bdd::zero);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const Zdd::Node& node = zdd_.node(nodes_[i]);
      if (node.variable > variable) continue;  // later variables only: no set holds this one
      if (node.variable == variable) {
        with_[i + 2] = with_variable(node);
        continue;
      }
      const Bdd::Ref high = with_[place_of(node.high)];
      const Bdd::Ref literal = bdd_->variable(level_of(node.variable));
      with_[i + 2] = bdd_->either(with_[place_of(node.low)], bdd_->both(literal, high));
    }
    if (bdd_->is_exhausted()) return std::nullopt;
    return probability(with_.back());
  }

 private:
  /// The union of a node's sets that hold its variable.
  [[nodiscard]] Bdd::Ref with_variable(const Zdd::Node& node) {
    return bdd_->both(bdd_->variable(level_of(node.variable)), all_[place_of(node.high)]);
  }

  void collect_nodes() {
    std::vector<bool> seen(family_ + std::size_t{1}, false);
    std::vector<Zdd::Ref> stack{family_};
    while (!stack.empty()) {
      const Zdd::Ref at = stack.back();
      stack.pop_back();
      if (at <= Zdd::only_empty || seen[at]) continue;
      seen[at] = true;
      nodes_.push_back(at);
      variables_.push_back(zdd_.node(at).variable);
      stack.push_back(zdd_.node(at).low);
      stack.push_back(zdd_.node(at).high);
    }
    std::sort(nodes_.begin(), nodes_.end());
    std::sort(variables_.begin(), variables_.end());
    variables_.erase(std::unique(variables_.begin(), variables_.end()), variables_.end());
  }

  [[nodiscard]] std::size_t place_of(Zdd::Ref ref) const {
    if (ref <= Zdd::only_empty) return ref;
    const auto at = std::lower_bound(nodes_.begin(), nodes_.end(), ref);
    return static_cast<std::size_t>(at - nodes_.begin()) + 2;
  }

  [[nodiscard]] Bdd::Variable level_of(Zdd::Variable variable) const {
    const auto at = std::lower_bound(variables_.begin(), variables_.end(), variable);
    return static_cast<Bdd::Variable>(at - variables_.begin());
  }

  /// Nothing is ever freed or reordered here, so that children come before parents; a union of sets
  /// of failures is coherent, so that no reference is negated.
  [[nodiscard]] double probability(Bdd::Ref top) {
    if (values_.empty()) values_.push_back(0.0);
    while (values_.size() < bdd_->capacity()) {
      const auto at = static_cast<Bdd::Ref>(values_.size() << 1U);
      const double q = probabilities_.of_variable(variables_[bdd_->variable_of(at)]);
      values_.push_back((1.0 - q) * value(bdd_->low(at)) + q * value(bdd_->high(at)));
    }
    return value(top);
  }
  [[nodiscard]] double value(Bdd::Ref ref) const {
    return (ref & 1U) != 0 ? 1.0 - values_[ref >> 1U] : values_[ref >> 1U];
  }

  const Zdd& zdd_;
  const NodeProbabilities& probabilities_;
  Zdd::Ref family_;
  std::vector<Zdd::Ref> nodes_;           ///< ascending: children first
  std::vector<Zdd::Variable> variables_;  ///< ascending
  std::unique_ptr<Bdd> bdd_;
  std::vector<Bdd::Ref> all_;  ///< by node: the union of all its sets
  std::vector<Bdd::Ref> with_;
  std::vector<double> values_;  ///< by node of the diagram
};

/// From the top into its modules: the union of the top's sets that hold an event of a module is
/// that of its sets that hold the module, times the share of the module's sets that hold the event.
class FussellVesely {
 public:
  FussellVesely(const Diagram& diagram, const NodeProbabilities& probabilities)
      : diagram_(diagram),
        probabilities_(probabilities),
        families_(diagram, std::nullopt, largest_family),
        shares_(diagram.function().events.size()) {}

  bool run(Diagram::Ref top) {
    std::vector<std::pair<Diagram::Ref, double>> open{{top, 1.0}};
    std::size_t work = 0;
    while (!open.empty()) {
      const auto [function, share] = open.back();
      open.pop_back();
      const Zdd::Ref family = families_.of(function);
      if (family == Zdd::exhausted || probabilities_[function] <= 0.0) return false;
      CutSetUnions unions(families_, probabilities_, family);
      work += unions.work();
      if (work > most_work) return false;
      for (const Zdd::Variable variable : unions.variables()) {
        const auto with = unions.probability_with(variable);
        if (!with) return false;
        const double own = share * *with / probabilities_[function];
        const Diagram::VariableMeaning& meaning = diagram_.variables()[variable];
        if (meaning.module == Diagram::no_module) {
          shares_[meaning.event] = own;
        } else {
          open.emplace_back(diagram_.module_function(meaning.module), own);
        }
      }
    }
    return true;
  }

  [[nodiscard]] double share(EventId event) const { return shares_[event]; }

 private:
  const Diagram& diagram_;
  const NodeProbabilities& probabilities_;
  CutSetFamilies families_;
  IdVector<EventId, double> shares_;
};

}  // namespace

void add_fussell_vesely(const Diagram& diagram, const NodeProbabilities& probabilities,
                        Diagram::Ref top, std::vector<Importance>& importance) {
  if (top >= largest_diagram || importance.size() > most_events) return;
  FussellVesely shares(diagram, probabilities);
  if (!shares.run(top)) return;
  for (Importance& row : importance) row.fussell_vesely = shares.share(row.event);
}

}  // namespace cutpoint
