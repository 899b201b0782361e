#include "app/console/console.hpp"

#include <charconv>
#include <chrono>
#include <ctime>

#include <fmt/format.h>

#include "analyzer/compile/compile.hpp"
#include "analyzer/compile/compile_fault_tree.hpp"
#include "analyzer/observation/observed_figures.hpp"
#include "app/console/progress_line.hpp"
#include "cutpoint/importing.hpp"

namespace cutpoint {

namespace {

/// Hands out what was read once already: standard input cannot be read twice.
class RememberedFile : public FileAccess {
 public:
  RememberedFile(FileAccess& files, const std::string& path) : files_(files), path_(path) {
    content_ = files.read(path, reason_);
  }
  std::optional<std::string> read(const std::string& path, std::string& error) override {
    if (path != path_) return files_.read(path, error);
    error = reason_;
    return content_;
  }
  bool is_inside(const std::string& path, const std::string& root) override {
    return files_.is_inside(path, root);
  }
  /// Markup, whatever the file is called: no YAML document starts with a tag.
  [[nodiscard]] bool is_xml() const {
    if (!content_) return path_.ends_with(".xml");
    std::string_view text = *content_;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? path_.ends_with(".xml") : text[first] == '<';
  }

 private:
  FileAccess& files_;
  std::string path_;
  std::string reason_;
  std::optional<std::string> content_;
};

void load_fault_tree(const std::vector<std::string>& paths, FileAccess& files, double mission_hours,
                     LoadedModel& loaded) {
  const auto tree =
      read_fault_tree({paths, mission_hours}, files, loaded.sources, loaded.diagnostics);
  if (!tree) return;
  CompiledFaultTree compiled = compile(*tree);
  loaded.model = std::move(compiled.model);
  loaded.function = std::move(compiled.function);
}

void load_architecture(const std::vector<std::string>& paths, FileAccess& files,
                       LoadedModel& loaded, Draft* kept) {
  Draft draft = read_architecture(paths, files, loaded.sources, loaded.diagnostics);
  IncidentFiles incidents(draft, files, loaded.sources, loaded.diagnostics);
  take_observed_figures(draft, incidents, loaded.diagnostics);
  complete_model(draft, loaded.model, loaded.function, loaded.diagnostics);
  if (kept != nullptr) *kept = std::move(draft);
}

}  // namespace

std::unique_ptr<LoadedModel> load_model(const std::vector<std::string>& paths, Console& console,
                                        double mission_hours, Draft* draft) {
  const auto start = std::chrono::steady_clock::now();
  auto loaded = std::make_unique<LoadedModel>();
  loaded->file_name = paths.empty() ? "" : paths.front();
  RememberedFile files(console.files, loaded->file_name);
  if (files.is_xml()) {
    load_fault_tree(paths, files, mission_hours, *loaded);
  } else {
    load_architecture(paths, files, *loaded, draft);
  }
  print_diagnostics(loaded->diagnostics, loaded->sources, console);
  if (loaded->diagnostics.has_errors() || !loaded->function) return nullptr;
  if (console.verbose) {
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    console.err << fmt::format(
        "read {}: {} components, {} journeys, {} events, {} nodes; {:.2f} s\n",
        fmt::join(paths, ", "), loaded->model->components.size(), loaded->model->journeys.size(),
        loaded->function->events.size(), loaded->function->nodes.size(), taken.count());
  }
  return loaded;
}

void complete_model(const Draft& draft, std::optional<Model>& model,
                    std::optional<StructureFunction>& function, Diagnostics& diagnostics) {
  // Built even where the reader found errors, so that all findings come at once.
  model = build_model(draft, diagnostics);
  const bool journeys_unread = draft.marks.has("journeys", KeyMark::unread);
  if (draft.complete && draft.journeys.empty() && !journeys_unread) {
    SourceSpan start;
    if (!draft.files.empty()) start = {draft.files.back(), 1, 1, 1};
    diagnostics
        .error("no-journeys", draft.name ? draft.name->span : start,
               "the document has no journeys, so there is nothing to analyse")
        .help = "say what must work, such as `journeys: {checkout: {needs: [load-balancer]}}`";
  }
  if (model && !diagnostics.has_errors()) function = compile(*model, diagnostics);
}

Analysis analyze(const LoadedModel& loaded, const AnalysisOptions& options, Console& console) {
  const auto start = std::chrono::steady_clock::now();
  ProgressLine progress(console, "analysing:");
  AnalysisOptions observed = options;
  observed.progress = [&progress](const std::string& stage) { progress.show(stage); };
  Analysis analysis = analyze(*loaded.model, *loaded.function, observed);
  progress.remove();
  if (!console.verbose) return analysis;
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  console.err << fmt::format("analysed {} journeys; {:.2f} s\n", analysis.journeys.size(),
                             taken.count());
  return analysis;
}

void print_diagnostics(Diagnostics& diagnostics, const SourceFiles& sources, Console& console) {
  if (diagnostics.all().empty() || (console.quiet && !diagnostics.has_errors())) return;
  diagnostics.sort_by_place();
  const std::string text = render_diagnostics(diagnostics, sources, console.colour_err);
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

std::optional<double> mission_hours(const Arguments& arguments, Console& console) {
  const auto duration = parse_duration(arguments.value("mission-time"));
  if (duration.value && !duration.value->is_never()) return duration.value->in_hours();
  fail(console, fmt::format("--mission-time: {}",
                            duration.value ? "the time must end" : duration.error.message));
  return std::nullopt;
}

}  // namespace cutpoint
