/// What is done with each kind of object, as data: read, or left out with a word.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "importer/kubernetes/objects/objects.hpp"

namespace cutpoint::kubernetes {

enum class KindUse {
  workload,   ///< becomes a component
  naming,     ///< gives names, routes or addresses
  setting,    ///< tells programs something
  placement,  ///< says where instances may be, or how many there are
  quiet,      ///< says nothing of who needs whom, nor of where
};

struct ReadKind {
  std::string_view kind;
  KindUse use;
};

/// Of the Kubernetes API and its common neighbours; custom resources have a table of their own.
[[nodiscard]] std::span<const ReadKind> read_kinds();

/// Of a kind that gives names, routes or addresses to what runs.
[[nodiscard]] bool gives_names(const Object& object);

/// Tells of every object that is not taken into the model: by kind, each kind once.
void tell_left_out(const Objects& objects, Conclusions& conclusions, Diagnostics& diagnostics);

}  // namespace cutpoint::kubernetes
