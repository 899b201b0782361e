#include <fmt/format.h>

#include "renderer/chaos/words.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

using State = Consequence::JourneyState::State;

std::string summary_row(const ChaosReport& report, const ChaosExperiment& experiment) {
  return fmt::format("| [{0}](#{0}) | {1} | {2} | {3} |\n", experiment.id,
                     markdown_text(chaos_title(report.model, experiment)),
                     markdown_text(predicted_journeys(report.model, experiment)),
                     experiment.predicted.fallen.size());
}

std::string experiment_section(const ChaosReport& report, const ChaosExperiment& experiment) {
  const Model& model = report.model;
  std::string out = fmt::format("### {}\n\n{}: {}.\n\n", experiment.id,
                                markdown_text(chaos_title(model, experiment)),
                                markdown_text(reason_text(model, experiment)));
  out += fmt::format("- Predicted: {}.\n- Falls with it: {}.\n",
                     markdown_text(predicted_journeys(model, experiment)),
                     markdown_text(predicted_blast_radius(model, experiment)));
  if (experiment.switch_within) {
    out += fmt::format("- Work moves to another member within {}: so long it may be disturbed.\n",
                       to_human_text(*experiment.switch_within));
  }
  if (experiment.back_within) {
    out += fmt::format("- Back by itself within {}.\n", to_human_text(*experiment.back_within));
  }
  if (experiment.action == ChaosAction::slow) {
    out +=
        "- Delay its answers beyond the timeout of whoever waits: for them it has failed. What "
        "hangs instead is refuted.\n";
  }
  bool outage = false;
  for (const auto& journey : experiment.predicted.journeys) {
    outage = outage || journey.state == State::down;
  }
  if (outage) out += "- An outage is predicted: run it where and when one may happen.\n";
  return out + '\n';
}

std::string results_template(const ChaosReport& report) {
  std::string out = "```yaml\ncutpoint-chaos-results: 1\nresults:\n";
  for (const ChaosExperiment& experiment : report.plan.experiments) {
    out += fmt::format("  {}:\n", experiment.id);
  }
  return out + "```\n";
}

Rendered render_chaos_markdown(const ChaosReport& report) {
  std::string out = fmt::format(
      "# Chaos plan: {}\n\nMade from `{}`. Each experiment says what the model predicts; a run "
      "confirms the model or refutes it.\n\n## Steady state\n\nBefore an experiment and after it, "
      "these hold:\n\n",
      markdown_text(report.model.name), report.file_name);
  for (const Journey& journey : report.model.journeys) {
    out += fmt::format("- {}\n", markdown_text(steady_state(journey)));
  }
  out +=
      "\n## Experiments\n\n| experiment | what is done | hypothesis | falls with it |\n"
      "|---|---|---|---:|\n";
  for (const ChaosExperiment& experiment : report.plan.experiments) {
    out += summary_row(report, experiment);
  }
  out += '\n';
  for (const ChaosExperiment& experiment : report.plan.experiments) {
    out += experiment_section(report, experiment);
  }
  if (!report.plan.left_out.empty()) {
    out += "## Left out\n\n";
    for (const std::string& line : omission_texts(report.model, report.plan)) {
      out += fmt::format("- {}\n", markdown_text(line));
    }
    out += '\n';
  }
  out +=
      "## Results\n\nFill in what happened, as `{journeys: {NAME: up, …}, fallen: [NAME], "
      "recovered_in: 40s, note: …}`, and leave empty what was not run; then `cutpoint chaos FILE "
      "--results results.yaml` says what is confirmed.\n\n";
  return out + results_template(report);
}

}  // namespace

const Format<ChaosReport>& markdown_chaos_format() {
  static const Format<ChaosReport> format{
      {"markdown", "a plan to read, with a form for its results"}, render_chaos_markdown};
  return format;
}

}  // namespace cutpoint
