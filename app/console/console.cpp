#include "app/console/console.hpp"

#include <charconv>
#include <chrono>
#include <ctime>

#include <fmt/format.h>

#include "app/console/progress_line.hpp"

namespace cutpoint {

std::optional<System> load_system(const std::vector<std::string>& paths, Console& console,
                                  const LoadOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  System system = load(paths, console.files, options);
  print_diagnostics(system.diagnostics(), system.sources(), console);
  if (!system) return std::nullopt;
  if (console.verbose) {
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    console.err << fmt::format(
        "read {}: {} components, {} journeys, {} events, {} nodes; {:.2f} s\n",
        fmt::join(paths, ", "), system.model().components.size(), system.model().journeys.size(),
        system.function().events.size(), system.function().nodes.size(), taken.count());
  }
  return system;
}

Analysis analyze(const System& system, const AnalysisOptions& options, Console& console) {
  const auto start = std::chrono::steady_clock::now();
  ProgressLine progress(console, "analysing:");
  AnalysisOptions observed = options;
  observed.progress = [&progress](const std::string& stage) { progress.show(stage); };
  Analysis analysis = analyze(system, observed);
  progress.remove();
  if (!console.verbose) return analysis;
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  console.err << fmt::format("analysed {} journeys; {:.2f} s\n", analysis.journeys.size(),
                             taken.count());
  return analysis;
}

void print_diagnostics(const Diagnostics& diagnostics, const SourceFiles& sources,
                       Console& console) {
  if (diagnostics.all().empty() || (console.quiet && !diagnostics.has_errors())) return;
  Diagnostics sorted = diagnostics;
  sorted.sort_by_place();
  const std::string text = render_diagnostics(sorted, sources, console.colour_err);
  console.err << (console.ascii ? ascii_text(text) : text);
}

void print_notes(const Rendered& rendered, Console& console) {
  for (const std::string& note : rendered.notes) tell(console, "cutpoint: " + note);
}

void tell(Console& console, const std::string& news) {
  if (!console.quiet) console.err << news << '\n';
}

Exit fail(Console& console, const std::string& message) {
  console.err << "cutpoint: " << message << '\n';
  return Exit::failure;
}

namespace {

/// Each costs memory for its events and what explains it.
constexpr std::size_t most_listed_cut_sets = 10'000'000;

Date today() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  return {parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday};
}

}  // namespace

std::vector<OptionSpec> analysis_option_specs() {
  return {
      {"--max-order",
       "N",
       "count and list minimal cut sets up to this order, or `all`; `auto`: 2, and all where "
       "--cut-sets or --truncate is given",
       {},
       "auto"},
      {"--today", "DATE",
       "the day on which accepted risks are judged, YYYY-MM-DD [the present day]"},
      budget_option_spec(),
  };
}

OptionSpec budget_option_spec() {
  return {"--budget", "TIME,MEMORY",
          "how long the engine may work and what the process may hold, either or both, such as "
          "10s,4GiB; beyond it, guaranteed bounds [4GiB, and as many steps as take some half a "
          "minute]"};
}

bool read_budget_option(const Arguments& arguments, Console& console, AnalysisOptions& options) {
  if (!arguments.given("budget")) return true;
  const auto budget = parse_engine_budget(arguments.value("budget"));
  if (!budget.value) {
    fail(console, fmt::format("--budget: {}{}", budget.error.message,
                              budget.error.help.empty() ? "" : "; " + budget.error.help));
    return false;
  }
  options.budget = *budget.value;
  // Time and memory are the limits then, not what usually fits into them.
  options.bdd_nodes = EngineBudget::most_nodes;
  return true;
}

std::vector<OptionSpec> cut_set_option_specs() {
  return {
      {"--cut-sets", "K", "list the K most probable minimal cut sets, and say what they miss"},
      {"--truncate", "PROBABILITY",
       "list the minimal cut sets that are at least so probable (100 000 at most, or K), and say "
       "what they miss"},
  };
}

namespace {

/// False, with a printed reason, where --cut-sets or --truncate cannot be read.
bool read_cut_set_options(const Arguments& arguments, Console& console, AnalysisOptions& options) {
  constexpr std::size_t most_by_cutoff = 100'000;
  if (arguments.given("truncate")) {
    const std::string text = arguments.value("truncate");
    double cutoff = 0.0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), cutoff);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || !(cutoff > 0.0) ||
        !(cutoff <= 1.0)) {
      fail(console,
           fmt::format("--truncate takes a probability above 0, such as 1e-9, not `{}`", text));
      return false;
    }
    options.cutoff = cutoff;
    options.most_probable_first = true;
    options.listed_cut_sets = most_by_cutoff;
  }
  if (arguments.given("cut-sets")) {
    const std::string text = arguments.value("cut-sets");
    std::size_t count = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), count);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || count < 1 ||
        count > most_listed_cut_sets) {
      fail(console, fmt::format("--cut-sets takes a number from 1 to {}, not `{}`",
                                most_listed_cut_sets, text));
      return false;
    }
    options.listed_cut_sets = count;
    options.most_probable_first = true;
  }
  return true;
}

}  // namespace

std::optional<AnalysisOptions> analysis_options(const Arguments& arguments, Console& console) {
  auto options = analysis_options_but_budget(arguments, console);
  if (!options || !read_budget_option(arguments, console, *options)) return std::nullopt;
  return options;
}

std::optional<AnalysisOptions> analysis_options_but_budget(const Arguments& arguments,
                                                           Console& console) {
  AnalysisOptions options;
  if (!read_cut_set_options(arguments, console, options)) return std::nullopt;
  const std::string order = arguments.value("max-order");
  if (!arguments.given("max-order")) {
    // Commands without the option look no further than single points.
    options.max_order = 1;
    options.combinations = false;
  } else if (order == "all" || (order == "auto" && options.most_probable_first)) {
    options.max_order.reset();
  } else if (order != "auto") {
    std::uint32_t number = 0;
    const auto parsed = std::from_chars(order.data(), order.data() + order.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != order.data() + order.size() || number < 1) {
      fail(console,
           fmt::format("--max-order takes a number from 1 on, `all` or `auto`, not `{}`", order));
      return std::nullopt;
    }
    options.max_order = number;
  }
  options.today = today();
  if (arguments.given("today")) {
    const auto date = parse_date(arguments.value("today"));
    if (!date.value) {
      fail(console, fmt::format("--today: {}", date.error.message));
      return std::nullopt;
    }
    options.today = *date.value;
  }
  return options;
}

std::optional<LoadOptions> load_options(const Arguments& arguments, Console& console) {
  const auto duration = parse_duration(arguments.value("mission-time"));
  if (duration.value && !duration.value->is_never()) return LoadOptions{*duration.value, false};
  fail(console, fmt::format("--mission-time: {}",
                            duration.value ? "the time must end" : duration.error.message));
  return std::nullopt;
}

}  // namespace cutpoint
