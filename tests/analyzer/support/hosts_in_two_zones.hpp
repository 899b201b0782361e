// Unlike hosts by turns in two zones, for pools to stand on.
#pragma once

#include <string>

#include <fmt/format.h>

namespace cutpoint::testing {

/// Entries of `components`: east, west, h0, h1, …
inline std::string hosts_in_two_zones(int hosts) {
  std::string text =
      "  east: {kind: zone, mtbf: 400d, mttr: 8h}\n  west: {kind: zone, mtbf: 900d, mttr: 8h}\n";
  for (int host = 0; host < hosts; ++host) {
    text += fmt::format("  h{}: {{kind: host, runs_on: {}, mtbf: {}d, mttr: 4h}}\n", host,
                        host % 2 == 0 ? "east" : "west", 50 + 31 * host);
  }
  return text;
}

}  // namespace cutpoint::testing
