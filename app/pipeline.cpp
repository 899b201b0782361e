#include "app/pipeline.hpp"

#include <charconv>
#include <chrono>
#include <ctime>

#include <fmt/format.h>

namespace cutpoint {

std::unique_ptr<LoadedModel> load_model(const std::vector<std::string>& paths, Console& console) {
  auto loaded = std::make_unique<LoadedModel>();
  loaded->file_name = paths.empty() ? "" : paths.front();
  const Draft draft = read_architecture(paths, console.files, loaded->sources, loaded->diagnostics);
  complete_model(draft, loaded->model, loaded->function, loaded->diagnostics);
  print_diagnostics(loaded->diagnostics, loaded->sources, console);
  if (loaded->diagnostics.has_errors() || !loaded->function) return nullptr;
  return loaded;
}

void complete_model(const Draft& draft, std::optional<Model>& model,
                    std::optional<StructureFunction>& function, Diagnostics& diagnostics) {
  if (diagnostics.has_errors()) return;
  model = build_model(draft, diagnostics);
  if (model && model->journeys.empty()) {
    SourceSpan start;
    if (!draft.files.empty()) start = {draft.files.back(), 1, 1, 1};
    diagnostics
        .error("no-journeys", draft.name ? draft.name->span : start,
               "the document has no journeys, so there is nothing to analyse")
        .help = "say what must work, such as `journeys: {checkout: {needs: [load-balancer]}}`";
  }
  if (model && !diagnostics.has_errors()) function = compile(*model, diagnostics);
}

void print_diagnostics(Diagnostics& diagnostics, const SourceFiles& sources, Console& console) {
  if (diagnostics.all().empty()) return;
  diagnostics.sort_by_place();
  console.err << render_diagnostics(diagnostics, sources, console.colour_err);
}

Exit fail(Console& console, const std::string& message) {
  console.err << "cutpoint: " << message << '\n';
  return Exit::failure;
}

namespace {

Date today() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  return {parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday};
}

}  // namespace

std::vector<OptionSpec> analysis_option_specs() {
  return {
      {"--max-order", "N", "count and list minimal cut sets up to this order, or `all`", {}, "2"},
      {"--today", "DATE",
       "the day on which accepted risks are judged, YYYY-MM-DD [the present day]"},
  };
}

std::optional<AnalysisOptions> analysis_options(const Arguments& arguments, Console& console) {
  AnalysisOptions options;
  const std::string order = arguments.value("max-order");
  if (!arguments.given("max-order")) {
    // Commands without the option look no further than single points.
    options.max_order = 1;
    options.combinations = false;
  } else if (order == "all") {
    options.max_order.reset();
  } else {
    std::uint32_t number = 0;
    const auto parsed = std::from_chars(order.data(), order.data() + order.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != order.data() + order.size() || number < 1) {
      fail(console, fmt::format("--max-order takes a number from 1 on, or `all`, not `{}`", order));
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

std::vector<std::string> renderer_names(RendererKind kind) {
  std::vector<std::string> names;
  for (const Renderer* renderer : renderers()) {
    if (renderer->kind == kind) names.emplace_back(renderer->name);
  }
  return names;
}

}  // namespace cutpoint
