#include "session/run_fingerprint.hpp"

#include <cstdint>

#include <fmt/format.h>

#include "cutpoint/version.hpp"
#include "model/base/fingerprint.hpp"

namespace cutpoint {

std::string fingerprint_of(const System& system) {
  Fingerprint fingerprint;
  fingerprint.add(version());
  const SourceFiles& sources = system.sources();
  for (std::uint32_t i = 0; i < sources.size(); ++i) fingerprint.add(sources.text(FileId(i)));
  for (const BasicEvent& event : system.function().events) {
    const FailureProcess& process = event.process;
    fingerprint.add(fmt::format("{} {:a} {:a} {:a}", event.name, process.unavailability,
                                process.rate, process.mean_repair_hours));
  }
  return fingerprint.text();
}

}  // namespace cutpoint
