#include "analyzer/observation/observe.hpp"

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/report_output.hpp"
#include "app/documents/written_document.hpp"
#include "app/options/number_options.hpp"
#include "app/options/output_options.hpp"
#include "model/format/records/incidents.hpp"

namespace cutpoint {

namespace {

/// The options of the command; false, all reasons printed, where one of them makes no sense.
class OptionReader {
 public:
  OptionReader(const Arguments& arguments, Console& console)
      : arguments_(arguments), console_(console) {}

  std::optional<ObservationOptions> read() {
    ObservationOptions options;
    options.from = value<Instant>("from", parse_instant);
    options.to = value<Instant>("to", parse_instant);
    options.window = value<Duration>("window", parse_duration);
    options.operating = value<Duration>("operating", parse_duration);
    for (const auto* duration : {&options.window, &options.operating}) {
      if (*duration && ((*duration)->is_never() || (*duration)->in_seconds() <= 0.0)) {
        refuse("--window and --operating take a finite time above zero");
      }
    }
    options.count_planned = arguments_.flag("planned");
    if (const auto share = value<Probability>("confidence", parse_probability)) {
      if (share->value() < 0.5 || share->value() > 0.9999) {
        refuse("--confidence takes a share from 50% to 99.99%");
      }
      options.confidence = share->value();
    }
    const auto seed = seed_of(arguments_, console_);
    if (!seed) good_ = false;
    if (!good_) return std::nullopt;
    options.seed = *seed;
    return options;
  }

 private:
  template <class T>
  std::optional<T> value(const std::string& option, Result<T> (*parse)(std::string_view)) {
    if (!arguments_.given(option)) return std::nullopt;
    const Result<T> parsed = parse(arguments_.value(option));
    if (!parsed.value) {
      refuse(fmt::format("--{}: {}", option, parsed.error.text()));
    }
    return parsed.value;
  }

  void refuse(const std::string& message) {
    fail(console_, message);
    good_ = false;
  }

  const Arguments& arguments_;
  Console& console_;
  bool good_ = true;
};

/// Records of all instances at once, and instances that were never up, need to know the pool.
bool can_be_laid_over(const Observation& observation, Console& console) {
  for (const ObservedComponent& row : observation.components) {
    const std::size_t mark = row.name.rfind('#');
    if (mark == std::string::npos) continue;
    const bool is_every_one = row.name.substr(mark) == "#*";
    if (!is_every_one && !row.never_up()) continue;
    fail(console, fmt::format("`{}` {}, which takes the number of instances of `{}`: name the "
                              "file in the document, `observed: {{file: {}, window: …}}`",
                              row.name, is_every_one ? "is all instances at once" : "was never up",
                              row.name.substr(0, mark), observation.file_name));
    return false;
  }
  return true;
}

Exit run_observe(const Arguments& arguments, Console& console) {
  const auto options = OptionReader(arguments, console).read();
  if (!options) return Exit::failure;
  const std::string path = arguments.value("FILE");
  auto bytes = console.files.read(path);
  if (!bytes) return fail(console, fmt::format("cannot read {}: {}", path, bytes.error.message));
  SourceFiles sources;
  Diagnostics diagnostics;
  const std::vector<Incident> incidents =
      read_incidents(path, std::move(*bytes), sources, diagnostics);
  std::optional<Observation> observation;
  if (!diagnostics.has_errors()) observation = observe(incidents, *options, diagnostics);
  print_diagnostics(diagnostics, sources, console);
  if (!observation) return Exit::failure;
  observation->file_name = path;
  if (arguments.given("output")) {
    if (!can_be_laid_over(*observation, console)) return Exit::failure;
    return write_document(arguments.value("output"), observed_architecture(*observation), console);
  }
  const ObservationReport report{*observation, render_options("", path, console)};
  return write_report(arguments, observation_formats(), report, console);
}

}  // namespace

const Command& observe_command() {
  static const Command command{
      "observe",
      "Measure MTBF, MTTR and availability from records of incidents",
      {{"FILE", "a CSV file with the columns component, start, end, cause, planned"}},
      {{"--window", "TIME", "how much calendar time the records cover, such as 726h"},
       {"--from", "INSTANT", "when the records begin, such as 2026-03-01T00:00:00Z"},
       {"--to", "INSTANT", "when they end; what goes on is counted up to here"},
       {"--operating", "TIME", "time in operation, instead of the window less the downtime"},
       {"--planned", "", "count planned incidents as failures too"},
       {"--confidence", "SHARE", "how sure the intervals are", {}, "95%"},
       seed_option("of the resamples that intervals of repairs come from"),
       format_option(observation_formats()),
       output_option("write the figures as an architecture file to lay over yours, instead of "
                     "printing them")},
      "cutpoint observe samples/incidents.csv --from 2026-03-01T00:00:00Z --window 726h",
      run_observe};
  return command;
}

}  // namespace cutpoint
