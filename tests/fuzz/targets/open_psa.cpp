// Fault trees: what is exported of one is the same tree.
#include <cmath>

#include "cutpoint/system.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

namespace {

AnalysisOptions quick_options() {
  AnalysisOptions options;
  options.budget.steps = 300'000;
  options.bdd_nodes = 200'000;
  return options;
}

}  // namespace

void fuzz_open_psa(const std::string& input) {
  const Files files = {{"tree.xml", input}};
  run_in_formats(files, {"analyze", "tree.xml", "--budget", "300ms"}, {"text", "json", "csv"});
  const Ran exported = run_over(files, {"export", "openpsa", "tree.xml"});
  if (exported.exit != 0) return;
  require_xml(exported.out);
  MemoryAccess first(MemoryAccess::Texts{{"tree.xml", input}});
  MemoryAccess second(MemoryAccess::Texts{{"tree.xml", exported.out}});
  const System before = load({"tree.xml"}, first), after = load({"tree.xml"}, second);
  if (!before) return;
  require(static_cast<bool>(after), "what is exported can be read", exported.out);
  const Analysis one = analyze(before, quick_options()), other = analyze(after, quick_options());
  require(one.journeys.size() == other.journeys.size(), "every top is exported", exported.out);
  for (std::size_t i = 0; i < one.journeys.size(); ++i) {
    const AvailabilityResult& a = one.journeys[JourneyId(i)].up;
    const AvailabilityResult& b = other.journeys[JourneyId(i)].up;
    if (a.method != Method::exact || b.method != Method::exact) continue;
    require(std::abs(a.upper_unavailability - b.upper_unavailability) <=
                1e-9 * (a.upper_unavailability + b.upper_unavailability),
            "an exported tree is as likely", exported.out);
  }
}

}  // namespace cutpoint::fuzzing
