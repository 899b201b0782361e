/// What was written, unresolved: every name and number with its place. The reader of the format and
/// every importer produce a Draft, so that one builder validates all inputs.
///
/// Plain values that own what they hold; nothing in them has been checked against each other.
/// Copies are deep and linear in the document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/boxed.hpp"
#include "cutpoint/date_time.hpp"
#include "cutpoint/details.hpp"
#include "cutpoint/key_marks.hpp"
#include "cutpoint/operations.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

struct DraftRequirement;

/// Members of a group: written one by one, or selected by labels (all of which must match).
struct DraftMembers {
  SourceSpan span;
  RareList<DraftRequirement> entries;
  RareList<WrittenLabel> labels;
};

/// Plain names, or a selection by labels.
struct DraftNames {
  SourceSpan span;
  std::vector<WrittenName> names;
  RareList<WrittenLabel> labels;
  [[nodiscard]] bool empty() const { return names.empty() && labels.empty(); }
};

/// One entry of `needs` or `depends_on`.
struct DraftRequirement {
  enum class Form : std::uint8_t { component, any_of, all_of, at_least, connected };

  Form form = Form::component;
  bool unread = false;  ///< something in it is wrong and has been reported
  SourceSpan span;
  WrittenName component;                   ///< form component
  DraftMembers members;                    ///< forms any_of, all_of, at_least
  Boxed<Spanned<std::uint32_t>> at_least;  ///< form at_least
  Boxed<Spanned<Quorum>> quorum;           ///< form at_least, instead of a number
  RareList<WrittenName> ends;              ///< form connected: two or more names, all joined
  Boxed<Spanned<bool>> soft;
  Boxed<Spanned<Probability>> fallback;
  Boxed<Failover> failover;              ///< of the group that this entry makes
  Boxed<Spanned<std::string>> inferred;  ///< what an importer concluded this edge from
  Boxed<Spanned<bool>> needed;  ///< false: what an earlier file says of that component goes
};

/// The ways to state how often something fails and how long it stays down.
struct DraftFigures {
  struct Observed {
    SourceSpan span;
    KeyMarks marks;
    Given<Duration> operating;
    Given<std::uint32_t> failures;
    std::vector<Spanned<Duration>> repairs;
    Given<std::string> file;  ///< of incidents, beside the document
    Given<Instant> from;
    Given<Instant> to;
    Given<Duration> window;
    Given<std::uint32_t> instances;  ///< of a pool, that the records are of; absent: all of them
    /// Counts (and intervals, which are no keys) come from records: written is what names these.
    bool measured = false;
    std::optional<DurationRange> mtbf_interval;
    std::optional<DurationRange> mttr_interval;
  };
  Boxed<Spanned<DurationRange>> mtbf;
  Boxed<Spanned<DurationRange>> mttr;
  Boxed<RepairTimes> repair;
  Boxed<Spanned<AvailabilityRange>> availability;
  Boxed<Observed> observed;
  Boxed<Spanned<std::string>> profile;  ///< a row of the catalogue, such as aws.rds.multi-az
};

/// A network link, from the component it is written under or, at document level, between two.
struct DraftLink {
  SourceSpan span;
  KeyMarks marks;
  Given<std::string> name;
  std::vector<WrittenName> between;  ///< document level: exactly two
  WrittenName to;                    ///< under a component
  Given<bool> directed;
  DraftFigures figures;
};

/// One component, as written.
struct DraftComponent : ComponentDetails {
  WrittenName name;
  KeyMarks marks;
  Given<std::string> kind;
  DraftNames runs_on;
  Boxed<Spanned<Seating>> placement;
  std::vector<DraftRequirement> depends_on;
  /// False where the writer does not know what the component needs (`dependencies: unknown`).
  Boxed<Spanned<bool>> dependencies_known;
  Boxed<Spanned<std::uint32_t>> replicas;
  Boxed<Spanned<std::uint32_t>> at_least;
  Boxed<Spanned<Quorum>> quorum;
  RareList<DraftLink> connects;
  DraftFigures figures;
};

/// One journey, as written.
struct DraftJourney : JourneyDetails {
  WrittenName name;
  KeyMarks marks;
  std::vector<DraftRequirement> needs;
};

/// Failures that hit several components at once.
struct DraftCommonCause {
  WrittenName name;
  KeyMarks marks;
  Given<std::string> description;
  DraftNames members;
  DraftFigures figures;
  Given<Probability> beta;
};

/// A kind that the document declares itself.
struct DraftKind {
  WrittenName name;
  KeyMarks marks;
  Given<std::string> like;  ///< the built-in kind whose shape and figures it starts from
  Given<std::string> shape;
  Given<std::string> description;
  DraftFigures figures;
};

/// Figures for all components of a kind that state none.
struct DraftDefaults {
  WrittenName kind;
  KeyMarks marks;
  DraftFigures figures;
  Boxed<Restart> restart;
};

/// One architecture: all documents, later ones laid over earlier ones.
struct Draft {
  std::vector<FileId> files;  ///< in the order they were read
  /// False where a file could not be read as a whole: nobody knows what else it defines, so the
  /// rest is not checked.
  bool complete = true;
  KeyMarks marks;
  Given<std::uint32_t> version;
  Given<std::string> name;
  Given<std::string> description;
  Given<std::string> owner;
  WrittenLabels labels;
  std::vector<WrittenName> include;
  std::vector<DraftKind> kinds;
  std::vector<DraftDefaults> defaults;
  Boxed<DraftFigures::Observed> observed;  ///< an incident file for all components in it
  std::vector<DraftJourney> journeys;
  std::vector<DraftComponent> components;
  std::vector<DraftLink> links;
  std::vector<DraftCommonCause> common_causes;
  std::vector<Acceptance> accept;
};

}  // namespace cutpoint
