// The JSON output, read back.
#include <algorithm>
#include <regex>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "renderer/analysis/recovery_table.hpp"
#include "renderer/analysis/redundancy_table.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "tests/renderer/statements/said.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing {

/// JSON gives figures; what they are in words is looked up in the values that gave them.
SaidOfAll parsed_json(const RenderInput& input, const std::string& text) {
  SaidOfAll said;
  const auto json = nlohmann::json::parse(text);
  for (std::size_t i = 0; i < json["journeys"].size(); ++i) {
    const auto& row = json["journeys"][i];
    const std::string name = row["name"];
    AvailabilityResult up;
    up.method = row["method"] == "bounded" ? Method::bounded : Method::exact;
    up.availability = Availability::from_unavailability(row["unavailability"]);
    up.lower_unavailability = row["bounds"][0];
    up.upper_unavailability = row["bounds"][1];
    std::vector<Availability> beside;
    for (const std::string kind : {"slo", "sla"}) {
      if (row[kind].is_null()) continue;
      const auto& promise = row[kind];
      PromiseStatement statement;
      statement.target = Availability::from_availability(promise["availability"]);
      // 1 - 0.999 is not 0.001 to the last digit.
      statement.target =
          *parse_availability(to_human_text(statement.target)
                                  .substr(0, to_human_text(statement.target).find(' ')) +
                              "%")
               .value;
      beside.push_back(statement.target);
      for (const auto verdict :
           {TargetVerdict::met, TargetVerdict::missed, TargetVerdict::undecided}) {
        if (name_of(verdict) == promise["verdict"].get<std::string>()) statement.verdict = verdict;
      }
      if (!promise["gap_seconds_per_year"].is_null()) {
        statement.gap = Duration::seconds(promise["gap_seconds_per_year"]);
      }
      statement.at_worse_end =
          promise["counted_unavailability"][0] < promise["counted_unavailability"][1];
      said.promises.insert(joined({name, kind == "slo" ? "SLO" : "SLA", mark_of(statement.verdict),
                                   promise_words(statement)}));
    }
    said.journeys.insert(joined({name, availability_text(up, beside), row["method"]}));
    for (const auto& caveat : row["caveats"]) said.caveats.insert(joined({name, caveat["text"]}));
    if (!row["planned_downtime_seconds_per_year"].is_null()) {
      const Duration planned = Duration::seconds(row["planned_downtime_seconds_per_year"]);
      if (planned > Duration()) said.planned.insert(joined({name, planned_words(planned)}));
    }
    if (row.contains("uncertainty")) {
      const auto& uncertainty = row["uncertainty"];
      const auto end = [&](const char* percentile) {
        return Availability::from_unavailability(uncertainty["unavailability"][percentile]);
      };
      UncertainRange range{end("p95"), end("p5"), json["uncertainty"]["samples"], {}};
      if (!uncertainty["slo_met"].is_null()) range.slo_met = uncertainty["slo_met"].get<double>();
      if (range.worst < range.best) said.uncertain.insert(joined({name, uncertain_words(range)}));
    }
    for (const auto& point : row["single_points_of_failure"]) {
      said.points.insert(joined(
          {name, point["component"].get<std::string>() + (point["assumed"].get<bool>() ? " *" : ""),
           point["class"], to_human_text(Duration::seconds(point["downtime_seconds_per_year"]))}));
    }
    for (const auto& cause : row["hidden_common_causes"]) {
      said.defeated.insert(joined({cause["component"], cause["redundancy"]}));
    }
  }
  const auto judged = [](const nlohmann::json& seconds, const nlohmann::json& met,
                         std::string_view if_never) {
    std::optional<Duration> time;
    if (seconds.is_string()) time = Duration::never();
    if (seconds.is_number()) time = Duration::seconds(seconds);
    std::optional<bool> kept;
    if (!met.is_null()) kept = met.get<bool>();
    return judged_time(time, kept, if_never).text;
  };
  for (const auto& data : json["recovery"]) {
    for (const auto& scope : data["scopes"]) {
      said.data.insert(joined({data["component"], scope["scope"],
                               judged(scope["rpo_seconds"], scope["rpo_met"], "everything"),
                               judged(scope["rto_seconds"], scope["rto_met"], "never")}));
    }
  }
  for (const auto& site : json["disaster_recovery"]) {
    said.sites.insert(
        joined({site["primary"], judged(site["rpo_seconds"], site["rpo_met"], "everything"),
                judged(site["rto_seconds"], site["rto_met"], "never")}));
  }
  REQUIRE(json["redundancy_in_time"].size() == input.analysis.groups.size());
  const ResultTable groups = redundancy_table(input);
  for (std::size_t i = 0; i < groups.rows.size(); ++i) {
    const auto& group = json["redundancy_in_time"][i];
    CHECK(group["group"] == input.analysis.groups[i].name);
    const auto& doubt = group["approximation"];
    said.groups.insert(
        joined({groups.rows[i].cells.front().text,
                to_human_text(Duration::seconds(group["downtime_seconds_per_year"])),
                doubt.is_null() ? "" : fmt::format("estimated: {}", doubt.get<std::string>())}));
  }
  if (!json["next"].is_null()) said.next.insert(json["next"]["text"]);
  std::vector<Assumption> assumptions;
  for (const auto& row : json["model"]["assumptions"]) {
    Assumption assumption;
    const auto& links = input.model.links;
    assumption.component = input.model.find_component(row["component"].get<std::string>());
    for (std::size_t i = 0; i < links.size(); ++i) {
      if (links[LinkId(i)].name == row["component"].get<std::string>()) assumption.link = LinkId(i);
    }
    for (const auto what : {Assumption::What::figures, Assumption::What::mtbf,
                            Assumption::What::repair_time, Assumption::What::only_repair_time}) {
      if (assumption_words(what) == row["what"].get<std::string>()) assumption.what = what;
    }
    assumptions.push_back(assumption);
  }
  said.assumed.insert(assumptions_text(input, assumptions, assumptions.size()));
  std::vector<Unused> unused;
  const auto& serving = json["unreachable_serving_copies"];
  for (const std::string name : json["unreachable"]) {
    unused.push_back({input.model.find_component(name),
                      std::find(serving.begin(), serving.end(), name) != serving.end()});
  }
  if (!unused.empty()) said.unused.insert(unused_text(input, unused, unused.size()));
  return said;
}

}  // namespace cutpoint::testing
