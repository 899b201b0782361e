#include "analyzer/analysis/cut_sets/fussell_vesely.hpp"

#include <algorithm>
#include <optional>

#include "analyzer/analysis/cut_sets/sums.hpp"
#include "analyzer/analysis/cut_sets/unions.hpp"

namespace cutpoint {

namespace {

/// Bounds are widened by what rounding may have taken off them, relatively.
constexpr double bound_widening = 1e-9;

/// From the top into its modules: the union of the top's sets that hold an event of a module is
/// that of its sets that hold the module, times the share of the module's sets that hold the event.
class FussellVesely {
 public:
  FussellVesely(const DecisionDiagram& diagram, const NodeProbabilities& probabilities,
                const CutSetFamilies& families, const FussellVeselyLimits& limits,
                EngineMeter& meter)
      : diagram_(diagram),
        probabilities_(probabilities),
        families_(families),
        limits_(limits),
        meter_(meter),
        shares_(diagram.function().events.size()) {}

  bool run(DecisionDiagram::Ref top, Zdd::Ref family) {
    struct Part {
      DecisionDiagram::Ref function;
      Zdd::Ref family;
      double share;
    };
    std::vector<Part> open{{top, family, 1.0}};
    std::size_t work = 0;
    while (!open.empty()) {
      const Part part = open.back();
      open.pop_back();
      if (probabilities_[part.function] <= 0.0) return false;
      CutSetUnions unions(families_, probabilities_, part.family, limits_.union_nodes, &meter_);
      work += unions.work();
      if (work > limits_.work) return false;
      for (const Zdd::Variable variable : unions.variables()) {
        const auto with = unions.probability_with(variable);
        if (!with) return false;
        const double own = part.share * *with / probabilities_[part.function];
        const DecisionDiagram::VariableMeaning& meaning = diagram_.variables()[variable];
        if (meaning.count != DecisionDiagram::no_module) {
          const DecisionDiagram::Count& count = diagram_.count(meaning.count);
          if (!may_share(count)) return false;
          share_count(count, own / probabilities_.of_variable(variable));
        } else if (meaning.module == DecisionDiagram::no_module) {
          shares_[meaning.event] = own;
        } else {
          open.push_back(
              {diagram_.module_function(meaning.module), families_.of_module(meaning.module), own});
        }
      }
    }
    return true;
  }

  /// Sets with a member have occurred where it has, and all but one of as many as it takes besides.
  void share_count(const DecisionDiagram::Count& count, double factor) {
    const double q = diagram_.unavailability(diagram_.any_member(count).front());
    const AlikeParts others{q, diagram_.members_of(count) - 1};
    const double enough = FailureCount(count.threshold - 1, {others}).at_least();
    for (const std::uint32_t lot : count.lots) {
      for (const EventId event : diagram_.alike(lot).events) shares_[event] = factor * q * enough;
    }
  }

  /// Of several counts of the same members the sets are not independent, and where a member is
  /// several events, another one of them may have failed it.
  [[nodiscard]] bool may_share(const DecisionDiagram::Count& count) const {
    return diagram_.any_member(count).size() == 1 && !diagram_.overlaps(count);
  }

  [[nodiscard]] double share(EventId event) const { return shares_[event]; }

 private:
  const DecisionDiagram& diagram_;
  const NodeProbabilities& probabilities_;
  const CutSetFamilies& families_;
  FussellVeselyLimits limits_;
  EngineMeter& meter_;
  IdVector<EventId, double> shares_;
};

}  // namespace

std::pair<double, double> fussell_vesely_bounds(const Importance& row, double q, double q_top,
                                                std::optional<double> sum) {
  // Q₀, and what is left of it: 1 − Q + q·B loses no digits where Q is small.
  const double works_if_perfect = 1.0 - q_top + q * row.birnbaum;
  double lower = works_if_perfect > 0.0 ? row.criticality / works_if_perfect : row.criticality;
  double upper = row.diagnostic;
  if (sum) upper = std::min(upper, *sum / q_top);
  upper = std::clamp(upper * (1.0 + bound_widening), 0.0, 1.0);
  lower = std::clamp(lower * (1.0 - bound_widening), 0.0, upper);
  return {lower, upper};
}

void add_fussell_vesely(const DecisionDiagram& diagram, const NodeProbabilities& probabilities,
                        DecisionDiagram::Ref top, const WholeFamily& all,
                        std::vector<Importance>& importance, const FussellVeselyLimits& limits,
                        EngineMeter& meter) {
  // The members of a count have one share.
  const std::size_t counted = diagram.work() - diagram.size();
  if (all.families != nullptr && top < limits.diagram &&
      importance.size() <= limits.events + counted && all.families->zdd().size() <= limits.family) {
    FussellVesely shares(diagram, probabilities, *all.families, limits, meter);
    if (shares.run(top, all.family)) {
      for (Importance& row : importance) {
        row.fussell_vesely = shares.share(row.event);
        row.fussell_vesely_bounds = {*row.fussell_vesely, *row.fussell_vesely};
      }
      return;
    }
  }
  // More work would not help where counts are of the same members.
  const auto& counts = diagram.counts();
  const auto overlaps = [&](const DecisionDiagram::Count& count) {
    return diagram.overlaps(count);
  };
  if (std::none_of(counts.begin(), counts.end(), overlaps)) meter.cut();
  std::optional<IdVector<EventId, double>> sums;
  if (all.families != nullptr) sums = sums_by_event(*all.families, all.family);
  for (Importance& row : importance) {
    const double q = diagram.unavailability(row.event);
    row.fussell_vesely_bounds = fussell_vesely_bounds(
        row, q, probabilities[top], sums ? std::optional((*sums)[row.event]) : std::nullopt);
  }
}

}  // namespace cutpoint
