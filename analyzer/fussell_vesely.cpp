#include "analyzer/fussell_vesely.hpp"

#include "analyzer/minimal_cut_sets.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t largest_diagram = 20'000;
constexpr std::size_t largest_family = 50'000;
constexpr std::size_t most_events = 2'000;
constexpr std::size_t union_nodes = 2'000'000;

/// The union of the sets of a family that hold one variable, as a diagram of its own.
class CutSetUnion {
 public:
  CutSetUnion(const Diagram& diagram, const Zdd& zdd, Zdd::Ref family)
      : diagram_(diagram), zdd_(zdd), family_(family) {}

  /// Absent where the budget was spent.
  std::optional<double> probability_with(Zdd::Variable variable) {
    Bdd bdd(union_nodes);
    std::vector<Bdd::Ref> all(family_ + std::size_t{1}, Bdd::zero);
    std::vector<Bdd::Ref> with(family_ + std::size_t{1}, Bdd::zero);
    if (family_ >= Zdd::only_empty) all[Zdd::only_empty] = Bdd::one;
    for (Zdd::Ref at = 2; at <= family_; ++at) {
      const Zdd::Node& node = zdd_.node(at);
      const Bdd::Ref literal = bdd.variable(node.variable);
      all[at] = bdd.either(all[node.low], bdd.both(literal, all[node.high]));
      with[at] = node.variable == variable
                     ? bdd.both(literal, all[node.high])
                     : bdd.either(with[node.low], bdd.both(literal, with[node.high]));
      if (all[at] == Bdd::exhausted || with[at] == Bdd::exhausted) return std::nullopt;
    }
    return probability(bdd, with[family_]);
  }

 private:
  [[nodiscard]] double probability(const Bdd& bdd, Bdd::Ref top) const {
    std::vector<double> values{0.0, 1.0};
    for (Bdd::Ref ref = 2; ref <= top; ++ref) {
      const Bdd::Node& node = bdd.node(ref);
      const double q = diagram_.unavailability(node.variable);
      values.push_back((1.0 - q) * values[node.low] + q * values[node.high]);
    }
    return values[top];
  }

  const Diagram& diagram_;
  const Zdd& zdd_;
  Zdd::Ref family_;
};

}  // namespace

void add_fussell_vesely(const Diagram& diagram, Bdd::Ref top, double top_probability,
                        std::vector<Importance>& importance) {
  if (top >= largest_diagram || importance.size() > most_events || top_probability <= 0.0) return;
  Zdd zdd(largest_family);
  const Zdd::Ref family = minimal_cut_sets(diagram.bdd(), top, std::nullopt, zdd);
  if (family == Zdd::exhausted) return;
  // One pass over the family per event: a stated limit on the whole.
  constexpr std::size_t most_work = 20'000'000;
  if (family * importance.size() > most_work) return;
  std::vector<Zdd::Variable> variable_of;
  CutSetUnion cut_sets(diagram, zdd, family);
  const auto& events = diagram.events();
  for (Zdd::Variable v = 0; v < events.size(); ++v) {
    if (events[v].index() >= variable_of.size()) variable_of.resize(events[v].index() + 1, 0);
    variable_of[events[v].index()] = v;
  }
  for (Importance& row : importance) {
    const auto probability = cut_sets.probability_with(variable_of[row.event.index()]);
    if (probability) row.fussell_vesely = *probability / top_probability;
  }
}

}  // namespace cutpoint
