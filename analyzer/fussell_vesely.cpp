#include "analyzer/fussell_vesely.hpp"

#include <algorithm>
#include <optional>

#include "analyzer/bdd_walk.hpp"
#include "analyzer/minimal_cut_sets.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t largest_diagram = 20'000;
constexpr std::size_t largest_family = 50'000;
constexpr std::size_t most_events = 2'000;
constexpr std::size_t union_nodes = 2'000'000;
/// One pass over a family for each of its variables: a stated limit on the whole.
constexpr std::size_t most_work = 20'000'000;

/// Unions of the sets of one family, as diagrams of their own.
class CutSetUnions {
 public:
  CutSetUnions(const CutSetFamilies& families, const NodeProbabilities& probabilities,
               Zdd::Ref family)
      : zdd_(families.zdd()), probabilities_(probabilities), family_(family) {
    collect_nodes();
  }

  [[nodiscard]] const std::vector<Zdd::Variable>& variables() const { return variables_; }
  [[nodiscard]] std::size_t work() const { return nodes_.size() * variables_.size(); }

  /// The probability of the union of the sets with one variable. Absent where the budget was spent.
  std::optional<double> probability_with(Zdd::Variable variable) {
    Bdd bdd(variables_.size(), union_nodes);
    std::vector<Bdd::Ref> all(nodes_.size() + 2, Bdd::zero);
    std::vector<Bdd::Ref> with(nodes_.size() + 2, Bdd::zero);
    all[Zdd::only_empty] = Bdd::one;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const Zdd::Node& node = zdd_.node(nodes_[i]);
      const std::size_t low = place_of(node.low);
      const std::size_t high = place_of(node.high);
      const Bdd::Ref literal = bdd.variable(level_of(node.variable));
      all[i + 2] = bdd.either(all[low], bdd.both(literal, all[high]));
      with[i + 2] = node.variable == variable
                        ? bdd.both(literal, all[high])
                        : bdd.either(with[low], bdd.both(literal, with[high]));
      if (all[i + 2] == Bdd::exhausted || with[i + 2] == Bdd::exhausted) return std::nullopt;
    }
    return probability(bdd, with.back());
  }

 private:
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

  [[nodiscard]] double probability(const Bdd& bdd, Bdd::Ref top) const {
    BddWalk<double> values(bdd, 0.0, 1.0);
    return values.of(top, [&](Bdd::Ref at, double low, double high) {
      const double q = probabilities_.of_variable(variables_[bdd.variable_of(at)]);
      return (1.0 - q) * low + q * high;
    });
  }

  const Zdd& zdd_;
  const NodeProbabilities& probabilities_;
  Zdd::Ref family_;
  std::vector<Zdd::Ref> nodes_;           ///< ascending: children first
  std::vector<Zdd::Variable> variables_;  ///< ascending
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
