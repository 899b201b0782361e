#include "renderer/html_report/program_data.hpp"

#include <map>
#include <string>
#include <utility>

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

/// What many chains have in common: states, where these lead, and of which terms their rates are.
Json shape_data(const ParametricChain& chain) {
  Json shape = {{"terms", Json::array()}, {"rows", Json::array()}, {"patterns", chain.patterns}};
  for (const ParametricChain::Term& term : chain.terms) {
    // A sum is told by its sign.
    shape["terms"].push_back(term.term);
    shape["terms"].push_back(term.is_sum ? -1 - static_cast<std::int64_t>(term.other)
                                         : static_cast<std::int64_t>(term.other));
  }
  for (const auto& transitions : chain.transitions) {
    Json row = Json::array();
    for (const auto& [to, per_hour] : transitions) {
      row.push_back(to);
      row.push_back(per_hour);
    }
    shape["rows"].push_back(std::move(row));
  }
  return shape;
}

/// Constant values alone; others with their part, below zero of its repair.
Json factor_data(const ParametricChain::Factor& factor) {
  if (factor.kind == ParametricChain::Factor::Kind::constant) return factor.value;
  const auto part = static_cast<std::int64_t>(factor.of);
  return {factor.value, factor.kind == ParametricChain::Factor::Kind::failures ? part : -1 - part};
}

void add_chains(const Program& program, Json& json) {
  Json shapes = Json::array(), chains = Json::array();
  std::map<std::string, std::size_t> known;
  for (const Program::Chain& chain : program.chains) {
    Json shape = shape_data(chain.chain);
    const auto [at, is_new] = known.try_emplace(shape.dump(), shapes.size());
    if (is_new) shapes.push_back(std::move(shape));
    Json row = {{"shape", at->second}, {"factors", Json::array()}, {"told", Json::array()}};
    for (const auto& factor : chain.chain.factors) row["factors"].push_back(factor_data(factor));
    for (const auto& told : chain.told) {
      row["told"].push_back({told.variable, told.bit, told.context});
    }
    chains.push_back(std::move(row));
  }
  json["shapes"] = std::move(shapes);
  json["chains"] = std::move(chains);
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
  add_chains(*program, json);
  Json& fixed = json["fixed"] = Json::array();
  for (const ComponentId id : program->not_settable) fixed.push_back(id.value());
  return json;
}

}  // namespace cutpoint
