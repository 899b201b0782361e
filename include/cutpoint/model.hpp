/// The resolved architecture: names are ids, figures are numbers. Immutable, in file order;
/// replicas are still one component here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cutpoint/boxed.hpp"
#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/id.hpp"
#include "cutpoint/kind.hpp"
#include "cutpoint/operations.hpp"

namespace cutpoint {

using ComponentId = Id<struct ComponentTag>;
using JourneyId = Id<struct JourneyTag>;
using LinkId = Id<struct LinkTag>;
using CommonCauseId = Id<struct CommonCauseTag>;

/// Where a pair of figures came from. Everything from `document_defaults` down is a guess about
/// this component; only `kind_default` is marked *assumed*.
enum class FigureSource {
  stated,
  availability,
  observed,
  profile,
  document_defaults,
  kind_default
};

[[nodiscard]] std::string_view name_of(FigureSource source);

/// How far a figure is known. What was written in one place (a kind's `defaults`, an anchor) is one
/// figure: it is as wrong for everything that uses it.
struct FigureSpread {
  enum class Form {
    certain,
    range,     ///< log-normal; `low` and `high` are its 5th and 95th percentile
    failures,  ///< `count` failures in `hours` of operation
    repairs,   ///< `count` repairs that took `hours` in all
  };
  Form form = Form::certain;
  SourceSpan written;
  double low = 0;  ///< hours; of an availability the odds of being down, U / (1 - U)
  double high = 0;
  std::uint32_t count = 0;
  double hours = 0;
};

/// Where an availability is uncertain, the times beside it change no unavailability.
struct FigureSpreads {
  FigureSpread mtbf;
  FigureSpread mttr;  ///< without restarts
  FigureSpread availability;
};

/// A two-state failure process: mean up time, mean down time. MTBF is mean *up* time, as in
/// A = MTBF / (MTBF + MTTR).
struct Figures {
  Duration mtbf;
  Duration mttr;  ///< mean, restarts included
  double unavailability =
      0;  ///< MTTR / (MTBF + MTTR), kept as stated where an availability was given
  FigureSource source = FigureSource::stated;
  bool mtbf_assumed = false;  ///< the mean up time (or the availability) is the catalogue's guess
  bool mttr_assumed = false;  ///< the repair time is the catalogue's guess
  RepairSpread repair;
  const CatalogueProfile* profile = nullptr;  ///< the component's own row of the catalogue
  Boxed<DurationRange> mtbf_range;            ///< where a range was written, or measured
  Boxed<DurationRange> mttr_range;
  Boxed<FigureSpreads> spreads;  ///< absent where the unavailability is certain
  [[nodiscard]] bool assumed() const { return mtbf_assumed || mttr_assumed; }
};

/// A resolved requirement tree; nesting is limited by the reader.
struct Requirement {
  enum class Form { component, at_least, connected };

  Form form = Form::component;
  SourceSpan span;
  ComponentId component;             ///< form component
  std::uint32_t at_least = 0;        ///< form at_least: how many members must be met
  std::vector<Requirement> members;  ///< form at_least; any_of is 1 of n, all_of n of n
  std::vector<ComponentId> ends;     ///< form connected
  bool soft = false;
  std::optional<Probability> fallback;  ///< met anyway with this probability
  Boxed<Failover> failover;
  Boxed<std::string> inferred;  ///< what an importer concluded this edge from
};

/// What is known about a component beside structure and figures.
struct ComponentDetails {
  std::string description;
  std::string owner;
  std::string runbook;
  std::vector<std::pair<std::string, std::string>> labels;
  Boxed<Restart> restart;
  Boxed<Failover> failover;
  std::optional<std::uint32_t> repair_crews;
  Boxed<HealthCheck> health_check;
  std::vector<Maintenance> maintenance;
  std::vector<Backup> backups;
  Boxed<Replication> replication;
  Boxed<Artifact> artifact;
  Boxed<Objectives> objectives;
  Boxed<ServiceLevel> sla;
  Boxed<Money> cost;
  std::optional<Plane> plane;
  std::vector<Acceptance> accept;
  /// The component's own row of the catalogue where that promises 100 %: such a one has no figures.
  const CatalogueProfile* perfect_profile = nullptr;
};

struct Component {
  std::string name;
  KindId kind;
  SourceSpan span;
  std::vector<ComponentId> hosts;  ///< instance i of n runs on hosts[i mod m]
  std::vector<Requirement> needs;
  std::uint32_t replicas = 1;
  std::uint32_t at_least = 1;
  bool dependencies_known = true;
  Boxed<Figures> figures;  ///< absent: cannot fail by itself
  Boxed<ComponentDetails> details;
  [[nodiscard]] bool is_pool() const { return replicas > 1; }
};

struct Journey {
  std::string name;
  SourceSpan span;
  std::string description;
  std::string owner;
  std::vector<Requirement> needs;
  Boxed<ServiceLevel> slo;
  Boxed<ServiceLevel> sla;
  Boxed<Objectives> objectives;
  Boxed<Revenue> revenue;
  Boxed<Money> outage_cost;
  std::vector<Acceptance> accept;
};

struct Link {
  std::string name;  ///< as written, or "a -- b", "a -> b"
  SourceSpan span;
  ComponentId from;
  ComponentId to;
  bool directed = false;
  Boxed<Figures> figures;  ///< absent: cannot fail by itself
};

/// Either figures of its own, or a share `beta` of its members' failures.
struct CommonCause {
  std::string name;
  SourceSpan span;
  std::string description;
  std::vector<ComponentId> members;
  Boxed<Figures> figures;
  std::optional<Probability> beta;
};

/// A model as values. Only the builder makes one, so that these hold: ids are in range, names are
/// unique within their table, counts are consistent, hosts form no circle.
class Model {
 public:
  Model() = default;
  Model(Model&&) noexcept = default;
  Model& operator=(Model&&) noexcept = default;
  // Not copied: the name index points into the components.
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;
  ~Model() = default;

  std::string name;
  std::string description;
  /// Made from a fault tree: components are basic events and journeys top events, and what joins
  /// them is in the structure function only.
  bool is_fault_tree = false;
  IdVector<KindId, Kind> kinds;
  IdVector<ComponentId, Component> components;
  IdVector<JourneyId, Journey> journeys;
  IdVector<LinkId, Link> links;
  IdVector<CommonCauseId, CommonCause> common_causes;
  std::vector<Acceptance> accept;

  [[nodiscard]] ComponentId find_component(std::string_view wanted) const;
  [[nodiscard]] const Kind& kind_of(ComponentId id) const { return kinds[components[id].kind]; }
  /// Rebuilds the index that find_component uses; the builder calls it once.
  void index_names();

 private:
  std::unordered_map<std::string_view, ComponentId> by_name_;
};

/// Resolves a draft. Every finding is reported; a model is returned only where none is an error.
[[nodiscard]] std::optional<Model> build_model(const Draft& draft, Diagnostics& diagnostics);

}  // namespace cutpoint
