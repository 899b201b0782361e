/// Names of what is in a graph of cgraph's.
#pragma once

#include "renderer/languages/graphviz.hpp"

namespace cutpoint {

/// With which graphs are opened: the same picture gives the same bytes. Graphviz must be there.
[[nodiscard]] Agdisc_t* disciplines();

}  // namespace cutpoint
