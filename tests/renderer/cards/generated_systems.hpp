/// Systems of any size, as documents.
#pragma once

#include <cstddef>
#include <string>

#include <fmt/format.h>

namespace cutpoint::testing {

/// Services on hosts in zones of a region, in chains.
inline std::string zones(std::size_t services) {
  std::string text = "journeys: {use: {needs: [s0]}}\ncomponents:\n  region: {kind: region}\n";
  const std::size_t hosts = services / 24 + 1;
  for (int zone = 0; zone < 3; ++zone) {
    text += fmt::format("  zone-{}: {{kind: zone, runs_on: region}}\n", zone);
  }
  for (std::size_t host = 0; host < hosts; ++host) {
    text += fmt::format("  host-{}: {{kind: host, runs_on: zone-{}}}\n", host, host % 3);
  }
  for (std::size_t i = 0; i < services; ++i) {
    text += fmt::format("  s{}: {{kind: service, runs_on: host-{}, depends_on: [", i, i % hosts);
    if (i + 20 < services) text += fmt::format("s{}, s{}", i + 1 + i % 7, i + 20);
    text += "]}\n";
  }
  return text;
}

/// Services in a chain.
inline std::string flat(std::size_t services) {
  std::string text = "journeys: {use: {needs: [s0]}}\ncomponents:\n";
  for (std::size_t i = 0; i < services; ++i) {
    text += fmt::format("  s{}: {{kind: service, depends_on: [{}]}}\n", i,
                        i + 1 < services ? fmt::format("s{}", i + 1) : "");
  }
  return text;
}

}  // namespace cutpoint::testing
