#include "renderer/analysis/json/uncertainty_json.hpp"

#include "renderer/analysis/json/uncertain_figures.hpp"

namespace cutpoint {

namespace {

OrderedJson json_spread(const UncertainProbability& spread) {
  return {{"mean", spread.mean},
          {"p5", spread.percentile_5},
          {"p50", spread.median},
          {"p95", spread.percentile_95}};
}

OrderedJson json_known(const std::optional<double>& share) {
  return share ? OrderedJson(*share) : OrderedJson();
}

}  // namespace

OrderedJson json_uncertainty_run(const UncertaintyRun& run) {
  return {{"samples", run.samples}, {"seed", run.seed}, {"figures", run.figures}};
}

OrderedJson json_uncertainty(const RenderInput& input, const JourneyUncertainty& uncertainty) {
  OrderedJson json = {{"unavailability", json_spread(uncertainty.unavailability)},
                      {"full_service_unavailability", json_spread(uncertainty.full_unavailability)},
                      {"slo_met", json_known(uncertainty.slo_met)},
                      {"sla_met", json_known(uncertainty.sla_met)}};
  OrderedJson& shares = json["shares"] = OrderedJson::array();
  for (const UncertaintyShare& share : uncertainty.shares) {
    const UncertainFigure& figure = input.function.uncertain.figures[share.figure];
    OrderedJson row = {{"figure", figure.name},
                       {"of", subjects_of(input.model, input.function, share)},
                       {"share", share.share}};
    row["file"] =
        figure.span.known() ? OrderedJson(input.sources.name(figure.span.file)) : OrderedJson();
    row["line"] = figure.span.known() ? OrderedJson(figure.span.line) : OrderedJson();
    shares.push_back(std::move(row));
  }
  return json;
}

}  // namespace cutpoint
