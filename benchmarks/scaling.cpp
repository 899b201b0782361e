// Load, compile, single points of failure and cut vertices at 10^3 to 10^6 components.
// scripts/benchmark runs it; docs/performance.md holds the results.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "analyzer/analysis/cut_vertices.hpp"
#include "analyzer/analysis/single_points/single_points.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/structure/failure_wave.hpp"
#include "analyzer/structure/parents.hpp"
#include "cutpoint/structure_function.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"

namespace cutpoint {
namespace {

/// Services in layers: each needs one service of the next layer outright and one of two others, and
/// runs on one of a hundred hosts in three zones.
std::string layered_document(std::int64_t components) {
  const std::int64_t width = 100;
  std::string text = "cutpoint: 1\njourneys: {main: {needs: [s0]}}\ncomponents:\n";
  for (std::int64_t i = 0; i < components; ++i) {
    const std::int64_t next = (i / width + 1) * width;
    text += fmt::format("  s{}: {{kind: service, runs_on: h{}", i, i % width);
    if (next + width <= components) {
      text += fmt::format(", depends_on: [s{}, {{any_of: [s{}, s{}]}}]", next + i % width,
                          next + (i * 7 + 1) % width, next + (i * 13 + 2) % width);
    }
    text += "}\n";
  }
  for (std::int64_t h = 0; h < width; ++h) {
    text += fmt::format("  h{}: {{kind: host, runs_on: zone-{}}}\n", h, h % 3);
  }
  for (int z = 0; z < 3; ++z) text += fmt::format("  zone-{}: {{kind: zone}}\n", z);
  return text;
}

Draft draft_of(std::int64_t components) {
  SourceFiles sources;
  Diagnostics diagnostics;
  return read_architecture_text("layered.yaml", layered_document(components), sources, diagnostics);
}

Model model_of(std::int64_t components) {
  Diagnostics diagnostics;
  return std::move(*build_model(draft_of(components), diagnostics));
}

std::size_t number_of_single_points(const StructureFunction& function) {
  const Parents parents(function);
  FailureWave wave(function, parents);
  return single_points_of_failure(function, parents, function.journey_failed[JourneyId(0U)], wave)
      .size();
}

void load(benchmark::State& state) {
  const std::string text = layered_document(state.range(0));
  for (auto _ : state) {
    SourceFiles sources;
    Diagnostics diagnostics;
    const Draft draft = read_architecture_text("layered.yaml", text, sources, diagnostics);
    benchmark::DoNotOptimize(build_model(draft, diagnostics));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) *
                          static_cast<std::int64_t>(state.iterations()));
}

void compile_model(benchmark::State& state) {
  const Model model = model_of(state.range(0));
  for (auto _ : state) {
    Diagnostics diagnostics;
    benchmark::DoNotOptimize(compile(model, diagnostics));
  }
}

void single_points(benchmark::State& state) {
  const Model model = model_of(state.range(0));
  Diagnostics diagnostics;
  const StructureFunction function = *compile(model, diagnostics);
  for (auto _ : state) benchmark::DoNotOptimize(number_of_single_points(function));
}

/// A document that was read once, with one component changed each time: everything after reading is
/// done anew.
void single_points_after_a_change(benchmark::State& state) {
  Draft draft = draft_of(state.range(0));
  DraftComponent& changed = draft.components[draft.components.size() / 2];
  std::uint32_t instances = 1;
  for (auto _ : state) {
    instances = 3 - instances;
    changed.replicas = Spanned<std::uint32_t>{instances, {}};
    Diagnostics diagnostics;
    const auto model = build_model(draft, diagnostics);
    benchmark::DoNotOptimize(number_of_single_points(*compile(*model, diagnostics)));
  }
}

void cut_vertices(benchmark::State& state) {
  const Model model = model_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(analyse_cut_vertices(model));
}

BENCHMARK(load)->RangeMultiplier(10)->Range(1000, 100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(compile_model)
    ->RangeMultiplier(10)
    ->Range(1000, 1'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(single_points)
    ->RangeMultiplier(10)
    ->Range(1000, 1'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(single_points_after_a_change)
    ->RangeMultiplier(10)
    ->Range(1000, 100'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(cut_vertices)->RangeMultiplier(10)->Range(1000, 1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cutpoint

BENCHMARK_MAIN();
