/// A row of the table of custom resources.
#pragma once

#include <cstdint>
#include <string_view>

#include "importer/evidence/known_images.hpp"

namespace cutpoint::kubernetes {

/// How an operator keeps pods apart by itself.
enum class OwnSpread : std::uint8_t {
  none,     ///< not, or only by preference
  cnpg,     ///< `affinity.podAntiAffinityType: required`
  percona,  ///< `affinity.antiAffinityTopologyKey`, unless it is none
  rook,     ///< a host each, unless `allowMultiplePerNode`
};

/// One kind, or one part of a kind that runs several things.
struct CustomResource {
  std::string_view group;  ///< the API group
  std::string_view kind;
  std::string_view
      part;  ///< path to the part that this row is of, `*` for each of a list; empty: the whole
  std::string_view ending;  ///< of the component's name, behind that of the resource
  std::string_view component_kind;
  Role role;
  ClusterLife life;
  std::string_view count;          ///< path to the number of instances, from the part
  std::uint32_t otherwise = 1;     ///< where that is not written
  std::string_view services = "";  ///< names of its Services, `{}` is the resource's
  std::string_view pod = "";       ///< paths to what says where its pods may be, from the part: the
                              ///< first that says something counts
  OwnSpread spread = OwnSpread::none;
  bool is_soft = false;     ///< the whole goes on without this part
  bool uses_whole = false;  ///< it is no part of the rest, and needs it
};

}  // namespace cutpoint::kubernetes
