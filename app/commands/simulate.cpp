#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/progress_line.hpp"
#include "app/console/report_output.hpp"
#include "app/documents/run_parts.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/number_options.hpp"
#include "app/options/output_options.hpp"
#include "app/options/shard_option.hpp"
#include "cutpoint/simulation.hpp"

namespace cutpoint {

namespace {

/// The relative error to stop at; 0 where none was asked for.
std::optional<double> precision_of(const Arguments& arguments, Console& console) {
  if (!arguments.given("precision")) return 0.0;
  if (arguments.typed("years") || arguments.flag("rare")) {
    fail(console, "--precision says when to stop: it stands alone, without --years and --rare");
    return std::nullopt;
  }
  const auto share = parse_probability(arguments.value("precision"));
  constexpr double finest = 0.001, coarsest = 0.5;
  if (!share.value || share.value->value() < finest || share.value->value() > coarsest) {
    fail(console, fmt::format("--precision takes a share from 0.1% to 50%, not `{}`",
                              arguments.value("precision")));
    return std::nullopt;
  }
  return share.value->value();
}

std::optional<SimulationOptions> simulation_options(const Arguments& arguments, Console& console) {
  const auto years = years_of(arguments, console);
  const auto seed = seed_of(arguments, console);
  const auto threads = thread_count(arguments, console);
  const auto confidence = parse_probability(arguments.value("confidence"));
  const bool sure =
      confidence.value && confidence.value->value() >= 0.5 && confidence.value->value() <= 0.9999;
  if (!sure) {
    fail(console, fmt::format("--confidence takes a share from 50% to 99.99%, not `{}`",
                              arguments.value("confidence")));
  }
  const auto precision = precision_of(arguments, console);
  if (!years || !seed || !threads || !sure || !precision) return std::nullopt;
  SimulationOptions options;
  if (*precision > 0.0) options.precision = *precision;
  options.years = *years;
  options.seed = *seed;
  options.threads = *threads;
  options.confidence = confidence.value->value();
  return options;
}

/// Shards and their putting together are of a fixed number of years or cycles.
bool fits_shards(const Arguments& arguments, Console& console) {
  const bool is_shard = arguments.given("shard"), merges = arguments.flag("merge");
  if (!is_shard && !merges) return true;
  if (arguments.given("precision")) {
    fail(console,
         "--precision does not go with --shard and --merge: they are of as many years as --years "
         "says");
    return false;
  }
  if (is_shard) {
    return writes_a_part_alone(arguments, {"merge", "format", "confidence"}, console);
  }
  return takes_from_parts(arguments, {"years", "cycles", "seed"}, console);
}

std::optional<RareOptions> rare_options(const Arguments& arguments, const SimulationOptions& common,
                                        Console& console) {
  constexpr std::uint32_t fewest = 1000, most = 100'000'000;
  const auto cycles = number_of<std::uint32_t>(arguments, "cycles", fewest, most, console);
  if (!cycles) return std::nullopt;
  return RareOptions{*cycles, common.seed, common.threads, common.confidence, common.progress};
}

Exit write_simulation(const Arguments& arguments, const System& loaded,
                      const Simulation& simulation, Console& console) {
  const SimulationReport report{loaded.model(), simulation,
                                render_options(arguments.value("output"), loaded.name(), console)};
  return write_report(arguments, simulation_formats(), report, console);
}

Exit write_simulation(const Arguments& arguments, const System& loaded,
                      const RareSimulation& simulation, Console& console) {
  const RareReport report{loaded.model(), simulation,
                          render_options(arguments.value("output"), loaded.name(), console)};
  return write_report(arguments, rare_formats(), report, console);
}

template <class Value>
Exit write_result(const Arguments& arguments, const System& loaded, const Result<Value>& result,
                  Console& console) {
  if (!result) return fail(console, result.error.text());
  return write_simulation(arguments, loaded, *result, console);
}

template <class Part>
Exit write_part(const Arguments& arguments, Result<Part> part, Console& console) {
  if (!part) return fail(console, part.error.text());
  const WrittenPart<Part> written{std::move(*part), arguments.values("FILE")};
  return write_output(arguments.value("output"), part_text(written), console);
}

/// The run that parts make up, as if one machine had played it.
template <class Part>
Exit run_merge(const Arguments& arguments, double confidence, Console& console) {
  const auto found = parts_among<Part>(arguments.values("FILE"), console);
  if (!found) return Exit::failure;
  const auto loaded = load_system(found->documents, console);
  if (!loaded) return Exit::failure;
  return write_result(arguments, *loaded, merge_parts(*loaded, found->parts, confidence), console);
}

Exit run_shard(const Arguments& arguments, const SimulationOptions& options, const System& loaded,
               ProgressLine& progress, Console& console) {
  const auto shard = shard_of(arguments, console);
  if (!shard) return Exit::failure;
  if (!arguments.flag("rare")) {
    auto part = simulate_part(loaded, options, *shard);
    progress.remove();
    return write_part(arguments, std::move(part), console);
  }
  const auto rare = rare_options(arguments, options, console);
  if (!rare) return Exit::failure;
  auto part = simulate_rare_part(loaded, *rare, *shard);
  progress.remove();
  return write_part(arguments, std::move(part), console);
}

Exit run_whole(const Arguments& arguments, const SimulationOptions& options, const System& loaded,
               ProgressLine& progress, Console& console) {
  if (!arguments.flag("rare")) {
    const auto simulation = simulate(loaded, options);
    progress.remove();
    return write_result(arguments, loaded, simulation, console);
  }
  const auto rare = rare_options(arguments, options, console);
  if (!rare) return Exit::failure;
  const auto simulation = simulate_rare(loaded, *rare);
  progress.remove();
  return write_result(arguments, loaded, simulation, console);
}

Exit run_simulate(const Arguments& arguments, Console& console) {
  auto options = simulation_options(arguments, console);
  if (!options || !fits_shards(arguments, console)) return Exit::failure;
  if (arguments.flag("merge")) {
    return arguments.flag("rare")
               ? run_merge<RareSimulationPart>(arguments, options->confidence, console)
               : run_merge<SimulationPart>(arguments, options->confidence, console);
  }
  const auto loaded = load_system(arguments.values("FILE"), console);
  if (!loaded) return Exit::failure;
  ProgressLine progress(console, "simulating");
  options->progress = [&progress](double done) { progress.show(done); };
  return arguments.given("shard") ? run_shard(arguments, *options, *loaded, progress, console)
                                  : run_whole(arguments, *options, *loaded, progress, console);
}

}  // namespace

const Command& simulate_command() {
  static const Command command{
      "simulate",
      "Play thousands of years: how bad a year or month can be, how often a promise is missed",
      {{"FILE", "architecture files; later ones overlay earlier ones", true, true}},
      {years_option("how many years to simulate"),
       {"--precision", "SHARE",
        "instead of --years: stop when every unavailability is known to this share of it"},
       seed_option("the same seed gives the same figures, on any number of threads"),
       threads_option("how many threads to use [one for each core]"),
       {"--confidence", "SHARE", "how sure the intervals are", {}, "95%"},
       {"--rare", "", "importance sampling for outages too rare to wait for; no distributions"},
       {"--cycles", "N", "with --rare: how many cycles to play", {}, "200000"},
       {"--shard", "K/N", "play the K-th of N parts alone and write it for --merge"},
       {"--merge", "", "put the parts together that --shard has written: what one run gives"},
       budget_option(),
       format_option(simulation_formats()),
       output_option()},
      "cutpoint simulate samples/multi-az.yaml --years 10000 --seed 7",
      run_simulate};
  return command;
}

}  // namespace cutpoint
