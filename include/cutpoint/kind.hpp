/// Kinds of component: the built-in table with shape and default figures, and declared kinds.
///
/// Tables are static and never change; what they are asked is linear in them. A `Kind` owns its
/// texts, a `CatalogueProfile` refers to static ones.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cutpoint/duration.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/id.hpp"

namespace cutpoint {

using KindId = Id<struct KindTag>;

/// How a kind is drawn. The names are those of the format's `shape` key.
enum class Shape {
  box,
  rounded,
  component,
  cylinder,
  folder,
  ellipse,
  hexagon,
  octagon,
  diamond,
  house,
  cloud,
  person,
  note,
  tab,
  parallelogram,
  box3d,
  trapezium,
  invtrapezium,
  invhouse,
  bevelled,
  arrow
};

/// As the format spells it; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(Shape shape);
/// Null where there is none of that name; static.
[[nodiscard]] CUTPOINT_API const Shape* find_shape(std::string_view name);
/// In the order of the values of `Shape`.
[[nodiscard]] CUTPOINT_API std::span<const std::string_view> shape_names();

/// The small sign beside the name in pictures: one for each built-in kind.
enum class Glyph {
  none,
  screen,
  signpost,
  globe,
  fan_out,
  gate,
  nested_squares,
  server,
  cube,
  heptagon,
  gear,
  lambda,
  drum,
  gauge,
  compartments,
  bucket,
  disk,
  triangle_of_nodes,
  joined_ends,
  opposed_arrows,
  crossroads,
  bolt,
  cabinet,
  building,
  map_pin,
  cloud,
  neurons,
  play,
  archive,
  grid,
  axes,
  chip,
  way_out,
  key,
  rosette,
  chevrons,
  bust,
  bricks,
  battery,
  ballot,
  stack
};

/// What is lost with a component of a kind, where nothing else brings it back.
enum class KeptData {
  nothing,   ///< traffic, places and people
  unstated,  ///< machines and processes: the document may say that they keep something
  cached,    ///< what fills itself again
  transit,   ///< what is on its way, as in queues
  storage,   ///< what others put there: disks, buckets
  derived,   ///< data of its own that can be made again from elsewhere: vector and feature stores
  records,   ///< the only record of something: what a journey's RPO is about
};

/// Whether somebody has to bring back what is lost.
[[nodiscard]] constexpr bool is_stored(KeptData kept) {
  return kept == KeptData::storage || kept == KeptData::derived || kept == KeptData::records;
}

/// Whether it is the kind's own data, rather than what others put there or can ask for again.
[[nodiscard]] constexpr bool is_own_data(KeptData kept) {
  return kept == KeptData::transit || kept == KeptData::derived || kept == KeptData::records;
}

/// Data of its own, or what others put on it or send through it.
[[nodiscard]] constexpr bool is_data(KeptData kept) {
  return is_stored(kept) || is_own_data(kept);
}

/// One row of the kind table. A default of mtbf `never` means: does not fail by itself.
struct Kind {
  std::string name;
  std::string description;
  Shape shape = Shape::box;
  Glyph glyph = Glyph::none;  ///< a declared kind has that of the one it is like
  Duration mtbf;
  Duration mttr;
  std::string
      source;  ///< where the default figures come from, with "assumed" where nobody measured
  bool is_place = false;  ///< zones, racks, hosts: drawn as a frame around what runs there
  /// The built-in kind that a declared one is like in the end, itself for a built-in one; empty for
  /// a kind that is like none.
  std::string base;
  KeptData kept = KeptData::unstated;  ///< a declared kind keeps what the one it is like keeps
  /// Started and stopped as a process, in a container or pod: what a restart brings back.
  bool is_process = false;
  friend bool operator==(const Kind&, const Kind&) = default;
};

/// In the order in which they are documented.
[[nodiscard]] CUTPOINT_API std::span<const Kind> built_in_kinds();
/// Null where there is none of that name; static.
[[nodiscard]] CUTPOINT_API const Kind* find_built_in_kind(std::string_view name);

/// A figure with a name in the catalogue: `profile: aws.rds.multi-az`.
struct CatalogueProfile {
  std::string_view name;
  std::string_view kind;  ///< what it is a figure of, a built-in kind
  std::string_view description;
  double unavailability;      ///< 1 - availability
  Duration mtbf;              ///< never where only an availability is published
  std::string_view evidence;  ///< sla, measured or assumed
  std::string_view source;
  std::string_view date;  ///< year, or ISO date
};

/// In the order in which they are listed.
[[nodiscard]] CUTPOINT_API std::span<const CatalogueProfile> catalogue_profiles();
/// Null where there is none of that name; static.
[[nodiscard]] CUTPOINT_API const CatalogueProfile* find_profile(std::string_view name);

}  // namespace cutpoint
