#include "renderer/html_report/program_data.hpp"

#include <nlohmann/json.hpp>

#include "cutpoint/availability_program.hpp"
#include "model/architecture/queries/requirement_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

using Json = nlohmann::ordered_json;
using Program = AvailabilityProgram;

Json numbers_or_none(const std::vector<std::uint32_t>& values) {
  Json out = Json::array();
  for (const std::uint32_t value : values) {
    out.push_back(value == Program::none ? -1 : static_cast<std::int64_t>(value));
  }
  return out;
}

Json part_data(const Model& model, const Program::Part& part) {
  Json row = Json::object();
  if (part.component.valid()) row["component"] = part.component.value();
  if (part.link.valid()) row["name"] = visible(model.links[part.link].name);
  if (part.common_cause.valid()) row["name"] = visible(model.common_causes[part.common_cause].name);
  row["mtbf"] = part.mtbf;
  row["repair"] = part.repair;
  row["q"] = part.unavailability;
  row["v"] = part.variables;
  // Those that fail together by beta are set together.
  for (const ComponentId id : part.alike) row["alike"].push_back(id.value());
  for (const Program::OwnRest& rest : part.rests) {
    row["rests"].push_back({rest.variable, rest.betas});
  }
  for (const Program::CommonShare& share : part.common) {
    row["common"].push_back({share.variable, share.beta});
  }
  return row;
}

Json need_data(const Model& model, const Program::Need& need) {
  const auto& needs =
      need.owner.valid() ? model.components[need.owner].needs : model.journeys[need.journey].needs;
  Json row = {{"text", visible(requirement_text(model, needs[need.position]))},
              {"soft", need.soft},
              {"v", need.is_hard}};
  if (need.owner.valid()) row["owner"] = need.owner.value();
  if (need.journey.valid()) row["journey"] = need.journey.value();
  return row;
}

}  // namespace

Json program_data(const RenderInput& input) {
  const Program* program = input.options.program;
  if (program == nullptr) return nullptr;
  // Three numbers a step, in one list.
  Json steps = Json::array();
  for (const Program::Step& step : program->steps) {
    steps.push_back(step.variable);
    steps.push_back(step.low);
    steps.push_back(step.high);
  }
  Json json = {{"steps", std::move(steps)},
               {"modules", numbers_or_none(program->module_of)},
               {"q", program->probabilities},
               {"down", program->down.raw()}};
  Json& parts = json["parts"] = Json::array();
  for (const Program::Part& part : program->parts) parts.push_back(part_data(input.model, part));
  Json& pools = json["pools"] = Json::array();
  for (const Program::Pool& pool : program->pools) {
    pools.push_back({{"component", pool.component.value()},
                     {"needed", pool.needed},
                     {"v", numbers_or_none(pool.fails_with)}});
  }
  Json& needs = json["needs"] = Json::array();
  for (const Program::Need& need : program->needs) needs.push_back(need_data(input.model, need));
  Json& fixed = json["fixed"] = Json::array();
  for (const ComponentId id : program->not_settable) fixed.push_back(id.value());
  return json;
}

}  // namespace cutpoint
