// What a system answered, by the tables of formats.
#include "cutpoint/rendering.hpp"

#include <fmt/format.h>

#include "cutpoint/version.hpp"
#include "renderer/advice/advising.hpp"
#include "renderer/comparison/comparing.hpp"
#include "renderer/findings/finding_formats.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

RenderOptions named_after(const System& system, RenderOptions options) {
  if (options.file_name.empty()) options.file_name = system.name();
  return options;
}

Rendered no_such_format(std::string_view format, const std::vector<std::string>& known) {
  return Failure(
      fmt::format("there is no format `{}` of this: {}", format, fmt::join(known, ", ")));
}

template <class Input>
Rendered in_format(Formats<Input> formats, std::string_view format, const Input& input) {
  const Format<Input>* found = find_format(formats, format);
  return found != nullptr ? found->render(input) : no_such_format(format, format_names(formats));
}

}  // namespace

std::vector<FormatDescription> analysis_format_list() {
  std::vector<FormatDescription> list;
  for (const auto* row : analysis_formats()) list.push_back(*row);
  for (const auto* row : picture_formats()) list.push_back(*row);
  return list;
}

Rendered render(const System& system, const Analysis& analysis, std::string_view format,
                const RenderOptions& options) {
  const RenderInput input{system.model(),   system.function(),    analysis,
                          system.sources(), system.diagnostics(), named_after(system, options)};
  if (const auto* picture = find_format(picture_formats(), format)) {
    if (!system.model().form.shows_needs) {
      return Failure(
          "fault trees are not drawn: a picture shows what needs what, and gates are no "
          "components");
    }
    return picture->render(input);
  }
  if (const auto* report = find_format(analysis_formats(), format)) return report->render(input);
  std::vector<std::string> known;
  for (const FormatDescription& row : analysis_format_list()) known.emplace_back(row.name);
  return no_such_format(format, known);
}

Rendered render(const System& system, const Consequence& consequence, std::string_view format,
                const RenderOptions& options) {
  return in_format<WhatIfReport>(
      what_if_formats(), format,
      {system.model(), system.function(), consequence, named_after(system, options)});
}

Rendered render(const System& system, const Simulation& simulation, std::string_view format,
                const RenderOptions& options) {
  return in_format<SimulationReport>(simulation_formats(), format,
                                     {system.model(), simulation, named_after(system, options)});
}

Rendered render(const System& system, const RareSimulation& simulation, std::string_view format,
                const RenderOptions& options) {
  return in_format<RareReport>(rare_formats(), format,
                               {system.model(), simulation, named_after(system, options)});
}

Rendered render(const System& system, const Sensitivity& sensitivity, std::string_view format,
                const RenderOptions& options) {
  SensitivityReport report{system.model(), sensitivity, {}, 10, named_after(system, options), true};
  for (const JourneySensitivity& journey : sensitivity.journeys) {
    report.journeys.push_back(journey.journey);
  }
  return in_format<SensitivityReport>(sensitivity_formats(), format, report);
}

Rendered render(const System& system, const Advice& advice, const Sensitivity& sensitivity,
                std::string_view format, const RenderOptions& options) {
  return in_format<AdviceReport>(
      advice_formats(), format,
      {system.model(), advice, sensitivity, 10, {}, named_after(system, options)});
}

Rendered render(const System& before, const System& after, const Comparison& comparison,
                std::string_view format, const RenderOptions& options) {
  return in_format<ComparisonReport>(comparison_formats(), format,
                                     {comparison, before.name(), after.name(), options.colour});
}

Rendered render(const System& system, const std::vector<Finding>& findings, std::string_view format,
                const RenderOptions& options) {
  const std::vector<std::string> documents{named_after(system, options).file_name};
  return in_format<FindingReport>(
      finding_formats(), format,
      {findings, system.sources(), documents, Severity::warning, version(), options.colour});
}

}  // namespace cutpoint
