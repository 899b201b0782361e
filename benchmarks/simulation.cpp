// Ten thousand years of the multi-AZ sample.
// scripts/benchmark runs it; docs/performance.md holds the results.
#include "cutpoint/simulation.hpp"

#include <fstream>
#include <sstream>

#include <benchmark/benchmark.h>

#include "analyzer/compile/compile.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"

namespace cutpoint {
namespace {

struct Read {
  Model model;
  StructureFunction function;
  explicit Read(const std::string& text) {
    SourceFiles sources;
    Diagnostics diagnostics;
    const Draft draft = read_architecture_text("sample.yaml", text, sources, diagnostics);
    model = std::move(build_model(draft, diagnostics).value());
    function = compile(model, diagnostics).value();
  }
};

void ten_thousand_years_of_three_zones(benchmark::State& state) {
  std::ifstream file(CUTPOINT_SOURCE_DIR "/samples/multi-az.yaml");
  std::stringstream text;
  text << file.rdbuf();
  const Read read(text.str());
  SimulationOptions options;
  options.years = 10'000;
  options.seed = 7;
  options.threads = static_cast<unsigned>(state.range(0));
  std::uint64_t failures = 0;
  for (auto _ : state) {
    failures += simulate(read.model, read.function, options)->failures;
  }
  state.counters["failures/s"] =
      benchmark::Counter(static_cast<double>(failures), benchmark::Counter::kIsRate);
}
BENCHMARK(ten_thousand_years_of_three_zones)
    ->Arg(1)
    ->Arg(0)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace cutpoint
