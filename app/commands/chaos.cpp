#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/report_output.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/output_options.hpp"
#include "renderer/chaos/chaos_rendering.hpp"

namespace cutpoint {

namespace {

constexpr AnalysisOptionGroup chaos_analysis_group{AnalysisOptionGroup::budget};

/// A DNS-1123 label, as Kubernetes wants the name of a namespace.
bool is_namespace(const std::string& name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !name.empty() && name.size() <= 63 && plain(name.front()) && plain(name.back()) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return plain(c) || c == '-'; });
}

/// "checkout=https://…"; false with a printed reason.
bool read_probes(const Arguments& arguments, ChaosReport& report, Console& console) {
  std::vector<std::string_view> names;
  for (const Journey& journey : report.model.journeys) names.push_back(journey.name);
  bool good = true;
  for (const std::string& text : arguments.values("probe")) {
    const std::size_t equal = text.find('=');
    const std::string journey = text.substr(0, equal);
    const std::string url = equal == std::string::npos ? "" : text.substr(equal + 1);
    if (std::find(names.begin(), names.end(), journey) == names.end()) {
      const auto near = nearest_name(journey, names);
      fail(console, fmt::format("--probe: there is no journey `{}`{}", journey,
                                near ? fmt::format("; did you mean `{}`?", *near) : ""));
      good = false;
    } else if (url.rfind("http://", 0) != 0 && url.rfind("https://", 0) != 0) {
      fail(console, fmt::format("--probe: write it as {}=https://…, not `{}`", journey, text));
      good = false;
    } else {
      report.probes[journey] = url;
    }
  }
  return good;
}

bool read_options(const Arguments& arguments, ChaosReport& report, Console& console) {
  report.kubernetes_namespace = arguments.value("namespace");
  if (!is_namespace(report.kubernetes_namespace)) {
    fail(console, fmt::format("--namespace: `{}` is no name of a namespace: lower-case letters, "
                              "digits and dashes, at most 63",
                              report.kubernetes_namespace));
    return false;
  }
  const auto length = parse_duration(arguments.value("duration"));
  const bool sensible = length.value && length.value->in_seconds() >= 1.0 &&
                        length.value->in_seconds() <= Duration::day;
  if (!sensible) {
    fail(console,
         fmt::format("--duration: {}", length.value ? "from 1s to 1d" : length.error.message));
    return false;
  }
  report.length = *length.value;
  return read_probes(arguments, report, console);
}

/// One file, or one an experiment where the path is a folder.
Exit write_plan(const Rendered& plan, const FormatDescription& format, const std::string& path,
                Console& console) {
  for (const std::string& note : plan ? plan->notes : plan.error.notes) tell(console, note);
  if (!plan) return fail(console, plan.error.message);
  std::error_code error;
  const bool folder =
      !path.empty() && (path.back() == '/' || std::filesystem::is_directory(path, error));
  if (!folder || plan->files.empty()) return write_report(path, format, plan->content, console);
  std::filesystem::create_directories(path, error);
  if (error) return fail(console, fmt::format("cannot make {}: {}", path, error.message()));
  for (const RenderedFile& file : plan->files) {
    const std::string name = (std::filesystem::path(path) / file.name).string();
    if (write_output(name, file.content, console) != Exit::success) return Exit::failure;
  }
  tell(console, fmt::format("wrote {} experiments into {}", plan->files.size(), path));
  return Exit::success;
}

Exit compare(const Arguments& arguments, const ChaosReport& report, Console& console) {
  const std::string path = arguments.value("results");
  const auto text = console.files.read(path);
  if (!text) return fail(console, fmt::format("cannot read {}: {}", path, text.error.message));
  SourceFiles sources;
  Diagnostics diagnostics;
  const ChaosResults results = read_chaos_results(path, *text, sources, diagnostics);
  const auto judged = judge_chaos(report.model, report.plan, results, diagnostics);
  print_diagnostics(diagnostics, sources, console);
  if (diagnostics.has_errors()) return Exit::failure;
  const ChaosVerdictReport verdicts{report.model, judged};
  if (write_report(arguments, chaos_verdict_formats(), verdicts, console) != Exit::success) {
    return Exit::failure;
  }
  const bool refuted = std::any_of(judged.begin(), judged.end(), [](const JudgedExperiment& row) {
    return row.verdict == ChaosVerdict::refuted;
  });
  return refuted ? Exit::findings : Exit::success;
}

Exit run_chaos(const Arguments& arguments, Console& console) {
  const auto loaded = load_system(arguments.values("FILE"), console);
  if (!loaded) return Exit::failure;
  if (!loaded->model().form.shows_needs) {
    return fail(console, "a fault tree has events, not parts that an experiment could fail");
  }
  auto options = chaos_analysis_group.read(arguments, console);
  if (!options) return Exit::failure;
  options->today.reset();
  options->max_order = 1;
  options->combinations = false;
  const Analysis analysis = analyze(*loaded, *options, console);
  const ChaosPlan plan = plan_chaos(loaded->model(), loaded->function(), analysis);
  ChaosReport report{loaded->model(), loaded->function(), plan, loaded->name(), {}, {}, {}};
  if (!read_options(arguments, report, console)) return Exit::failure;
  const std::string name = arguments.value("format");
  if (arguments.given("results")) {
    if (find_format(chaos_verdict_formats(), name) != nullptr) {
      return compare(arguments, report, console);
    }
    return fail(console, fmt::format("results are compared as {}",
                                     fmt::join(format_names(chaos_verdict_formats()), " or ")));
  }
  const auto* format = find_format(chaos_formats(), name);
  return write_plan(format->render(report), *format, arguments.value("output"), console);
}

}  // namespace

const Command& chaos_command() {
  static const Command command{
      "chaos",
      "Plan experiments that test what the model predicts, and judge their results",
      {{"FILE", "architecture files; later ones overlay earlier ones", true, true}},
      {format_option(chaos_formats(), "a plan to read, or manifests for Litmus or Chaos Mesh",
                     "markdown"),
       {"-o,--output", "PATH",
        "where to write [standard output]; for manifests a folder takes one file an experiment"},
       {"--namespace", "NAME", "manifests: the namespace that the pods run in", {}, "default"},
       {"--probe",
        "JOURNEY=URL",
        "manifests: what to ask to see whether a journey is up; may be repeated",
        {},
        {},
        true},
       {"--duration", "DURATION", "manifests: how long each fault lasts", {}, "60s"},
       {"--results", "FILE",
        "compare what happened with what was predicted; exit with 1 where the model is refuted"},
       budget_option()},
      "cutpoint chaos samples/multi-az.yaml --format chaos-mesh --namespace shop -o chaos/",
      run_chaos};
  return command;
}

}  // namespace cutpoint
