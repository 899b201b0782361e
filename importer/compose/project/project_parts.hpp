/// A Compose project as one value.
#pragma once

#include <string>
#include <vector>

#include "importer/compose/project/value.hpp"

namespace cutpoint::compose {

/// A service whose profiles are off.
struct SwitchedOff {
  std::string name;
  SourceSpan span;
};

struct Project {
  std::string name;
  std::string folder;  ///< of the first file; what it names is relative to it
  std::string root;    ///< nothing outside of it is read
  Value services;      ///< a mapping of normalised services: profiles, environment files applied
  Value volumes;       ///< the named volumes, as declared
  Value networks;      ///< the networks, as declared
  Value configs;       ///< what services may mount, as declared
  Value models;        ///< as declared
  std::vector<FileId> files;
  std::vector<SwitchedOff> switched_off;
};

}  // namespace cutpoint::compose
