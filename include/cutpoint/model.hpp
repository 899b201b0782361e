/// The resolved architecture: names are ids, figures are numbers. Immutable, in file order;
/// replicas are still one component here.
///
/// Units: figures in hours and `Duration`, probabilities in [0, 1]. Ids are positions in the tables
/// of the same model. Reading is constant in time but for what says otherwise.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cutpoint/boxed.hpp"
#include "cutpoint/details.hpp"
#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/id.hpp"
#include "cutpoint/kind.hpp"
#include "cutpoint/operations.hpp"

namespace cutpoint {

struct FaultTree;
struct ModelParts;

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

/// For people; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(FigureSource source);

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
  friend bool operator==(const FigureSpread&, const FigureSpread&) = default;
};

/// Where an availability is uncertain, the times beside it change no unavailability.
struct FigureSpreads {
  FigureSpread mtbf;
  FigureSpread mttr;  ///< without restarts
  FigureSpread availability;
  friend bool operator==(const FigureSpreads&, const FigureSpreads&) = default;
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
  friend bool operator==(const Figures&, const Figures&) = default;
};

/// A resolved requirement tree; nesting is limited by the reader.
struct Requirement {
  enum class Form { component, at_least, connected };

  Form form = Form::component;
  SourceSpan span;
  ComponentId component;             ///< form component
  std::uint32_t at_least = 0;        ///< form at_least: how many members must be met
  bool majority = false;             ///< `at_least` is what `quorum: majority` makes of them
  std::vector<Requirement> members;  ///< form at_least; any_of is 1 of n, all_of n of n
  std::vector<ComponentId> ends;     ///< form connected
  bool soft = false;
  std::optional<Probability> fallback;  ///< met anyway with this probability
  Boxed<Failover> failover;
  Boxed<std::string> inferred;  ///< what an importer concluded this edge from
  friend bool operator==(const Requirement&, const Requirement&) = default;
};

/// A component, or a pool of `replicas` alike ones.
struct Component {
  std::string name;
  KindId kind;
  SourceSpan span;
  std::vector<ComponentId> hosts;  ///< instance i of n runs on hosts[i mod m], unless it moves
  /// Absent where it was not said: an instance then falls with a pool that hosts it, not with one
  /// instance of that.
  std::optional<Seating> placement;
  std::vector<Requirement> needs;
  std::uint32_t replicas = 1;
  std::uint32_t at_least = 1;
  bool majority = false;  ///< `at_least` is what `quorum: majority` makes of `replicas`
  bool dependencies_known = true;
  Boxed<Figures> figures;           ///< absent: cannot fail by itself
  Boxed<ComponentDetails> details;  ///< absent where nothing is written
  /// The component's own row of the catalogue where that promises 100 %: such a one has no figures.
  const CatalogueProfile* perfect_profile = nullptr;
  [[nodiscard]] bool is_pool() const { return replicas > 1; }
  /// Instances stay on the instances of a pool that hosts them, and fail with these.
  [[nodiscard]] bool is_pinned() const {
    return placement == Seating::spread || placement == Seating::one_to_one;
  }
  /// Which instance of a pool that hosts it makes a difference.
  [[nodiscard]] bool takes_seats() const { return is_pinned() || placement == Seating::exclusive; }
  /// Instances move to whatever of the hosts works.
  [[nodiscard]] bool moves() const {
    return placement == Seating::anywhere || placement == Seating::exclusive;
  }
  /// Those of the hosts that some instance can run on: none runs on the third of three hosts where
  /// there are two instances that stay.
  [[nodiscard]] std::span<const ComponentId> used_hosts() const {
    const std::size_t most = moves() || placement == Seating::one_to_one ? hosts.size() : replicas;
    return std::span(hosts).first(std::min(most, hosts.size()));
  }
  friend bool operator==(const Component&, const Component&) = default;
};

/// How many of `count` are more than half of them.
[[nodiscard]] constexpr std::uint32_t majority_of(std::uint32_t count) {
  return count / 2 + 1;
}

/// A journey: what must work for it. The top event of a fault tree.
struct Journey : JourneyDetails {
  std::string name;
  SourceSpan span;
  std::vector<Requirement> needs;
  friend bool operator==(const Journey&, const Journey&) = default;
};

/// A network link between two components.
struct Link {
  std::string name;  ///< as written, or "a -- b", "a -> b"
  SourceSpan span;
  ComponentId from;
  ComponentId to;
  bool directed = false;
  Boxed<Figures> figures;  ///< as those of a component of kind `link`; absent: cannot fail
  friend bool operator==(const Link&, const Link&) = default;
};

/// Either figures of its own, or a share `beta` of its members' failures.
struct CommonCause {
  std::string name;
  SourceSpan span;
  std::string description;
  std::vector<ComponentId> members;
  Boxed<Figures> figures;
  std::optional<Probability> beta;
  friend bool operator==(const CommonCause&, const CommonCause&) = default;
};

/// What a model was made from: what can be asked of it, and what its parts are called. Decided
/// once, where a model is built.
struct ModelForm {
  /// Components say what they need, so that there are paths, pictures, redundancy and what falls
  /// with what. Otherwise what joins them is in the structure function only.
  bool shows_needs = true;
  /// Failures and repairs take their time, so that there are availabilities and downtime, figures
  /// to change and years to play. Otherwise there are probabilities.
  bool has_figures = true;
  std::string_view part = "component";  ///< one of `components`
  std::string_view parts = "components";
  std::string_view top = "journey";  ///< one of `journeys`
  std::string_view tops = "journeys";
  friend bool operator==(const ModelForm&, const ModelForm&) = default;
};

/// Of documents in the format.
inline constexpr ModelForm architecture_form{};
/// Of fault trees: components are basic events and journeys top events.
inline constexpr ModelForm fault_tree_form{false,          false,       "basic event",
                                           "basic events", "top event", "top events"};

/// Only build_model makes one (that is not empty), and nothing changes it, so that these hold: ids
/// are in range, names are unique within their table, counts are consistent, hosts form no circle.
/// Copies share what they hold; a copy costs no more than a pointer does, and may be read by any
/// number of threads.
class CUTPOINT_API Model {
  struct Held;
  std::shared_ptr<const Held> held_;

 public:
  Model();  ///< of nothing
  Model(const Model&) = default;
  Model(Model&&) noexcept = default;
  /// Refers to what `other` holds from now on.
  Model& operator=(Model other) noexcept;
  ~Model() = default;

  const std::string& name;
  const std::string& description;
  const std::string& owner;
  const WrittenLabels& labels;
  const ModelForm& form;
  const IdVector<KindId, Kind>& kinds;
  const IdVector<ComponentId, Component>& components;
  const IdVector<JourneyId, Journey>& journeys;
  const IdVector<LinkId, Link>& links;
  const IdVector<CommonCauseId, CommonCause>& common_causes;
  const std::vector<Acceptance>& accept;

  /// Invalid where there is none of that name. Constant on average.
  [[nodiscard]] ComponentId find_component(std::string_view wanted) const;
  [[nodiscard]] const Kind& kind_of(ComponentId id) const { return kinds[components[id].kind]; }
  /// The same with another number of instances of one component, of which so many must work. Copies
  /// the model.
  [[nodiscard]] Model with_replicas(ComponentId id, std::uint32_t replicas,
                                    std::uint32_t at_least) const;
  /// The same with other figures of these components, which have some.
  [[nodiscard]] Model with_figures(const std::vector<ComponentId>& ids,
                                   const std::function<void(Figures&)>& change) const;
  /// Whether all that they say is the same, places in the files included.
  friend CUTPOINT_API bool operator==(const Model& one, const Model& other);

 private:
  friend std::optional<Model> build_model(const Draft& draft, Diagnostics& diagnostics);
  friend Model build_model(const FaultTree& tree);
  explicit Model(ModelParts parts);
  explicit Model(std::shared_ptr<const Held> held);
};

}  // namespace cutpoint
