#include <cmath>

#include <fmt/format.h>

#include "app/number_option.hpp"
#include "app/pipeline.hpp"
#include "cutpoint/simulation.hpp"

namespace cutpoint {

namespace {

std::optional<SimulationOptions> simulation_options(const Arguments& arguments, Console& console) {
  constexpr std::uint32_t most_years = 5'000'000;
  const auto years = number_of<std::uint32_t>(arguments, "years", 1, most_years, console);
  const auto seed = number_of<std::uint64_t>(arguments, "seed", 0, UINT64_MAX, console);
  const auto threads = thread_count(arguments, console);
  const auto confidence = parse_probability(arguments.value("confidence"));
  const bool sure =
      confidence.value && confidence.value->value() >= 0.5 && confidence.value->value() <= 0.9999;
  if (!sure) {
    fail(console, fmt::format("--confidence takes a share from 50% to 99.99%, not `{}`",
                              arguments.value("confidence")));
  }
  if (!years || !seed || !threads || !sure) return std::nullopt;
  SimulationOptions options;
  options.years = *years;
  options.seed = *seed;
  options.threads = *threads;
  options.confidence = confidence.value->value();
  return options;
}

/// A line that is written over again and again while the simulation runs, then removed.
class ProgressLine {
 public:
  explicit ProgressLine(Console& console) : console_(console) {}
  void show(double done) {
    const int percent = static_cast<int>(std::floor(100.0 * done));
    if (percent == shown_) return;
    shown_ = percent;
    console_.err << fmt::format("\rsimulating {:3d} %", percent) << std::flush;
  }
  void remove() {
    if (shown_ >= 0) console_.err << "\r\x1b[K" << std::flush;
  }

 private:
  Console& console_;
  int shown_ = -1;
};

Exit run(const Arguments& arguments, Console& console) {
  auto options = simulation_options(arguments, console);
  if (!options) return Exit::failure;
  const auto loaded = load_model(arguments.values("FILE"), console);
  if (!loaded) return Exit::failure;
  if (loaded->model->is_fault_tree) {
    return fail(console,
                "a fault tree states probabilities, not failures and repairs: there is "
                "nothing to play through time; `cutpoint analyze` computes it exactly");
  }
  ProgressLine progress(console);
  if (console.progress) options->progress = [&progress](double done) { progress.show(done); };
  std::string error;
  const auto simulation = simulate(*loaded->model, *loaded->function, *options, error);
  progress.remove();
  if (!simulation) return fail(console, error);
  const RenderOptions render_options{console.colour_out, console.width, loaded->file_name};
  console.out << (arguments.value("format") == "json"
                      ? render_simulation_json(*loaded->model, *simulation, render_options)
                      : render_simulation_text(*loaded->model, *simulation, render_options));
  return Exit::success;
}

}  // namespace

const Command& simulate_command() {
  static const Command command{
      "simulate",
      "Play thousands of years: how bad a year or month can be, how often a promise is missed",
      {{"FILE", "architecture files; later ones overlay earlier ones", true, true}},
      {{"--years", "N", "how many years to simulate", {}, "1000"},
       {"--seed", "S", "the same seed gives the same figures, on any number of threads", {}, "1"},
       {"--threads", "T", "how many threads to use [one for each core]"},
       {"--confidence", "SHARE", "how sure the intervals are", {}, "95%"},
       {"-f,--format", "FORMAT", "how to print", {"text", "json"}, "text"}},
      "cutpoint simulate samples/multi-az.yaml --years 10000 --seed 7",
      run};
  return command;
}

}  // namespace cutpoint
