/// Which services stand open to users, and which are open only to look inside.
#pragma once

#include <cstddef>
#include <vector>

#include "importer/compose/dependencies.hpp"
#include "importer/evidence/entries.hpp"

namespace cutpoint::compose {

/// An open service that a front end stands before, whose calls the files do not show.
struct PerhapsCalled {
  std::size_t front = 0;
  std::size_t back = 0;
};

struct OpenServices {
  std::vector<EntryCandidate> candidates;  ///< by service
  std::vector<PerhapsCalled> perhaps;      ///< empty where several front ends may be meant
};

[[nodiscard]] OpenServices find_open_services(const std::vector<Service>& services,
                                              const Dependencies& dependencies);

}  // namespace cutpoint::compose
