#include "renderer/html_report/program_data.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analyzer/analysis/availability_program.hpp"
#include "analyzer/analysis/program_chains.hpp"
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

/// Components with figures that they share with others by `beta`.
std::vector<std::uint8_t> shares_failures(const Model& model) {
  std::vector<std::uint8_t> shares(model.components.size(), 0);
  for (const CommonCause& cause : model.common_causes) {
    if (!cause.beta) continue;
    for (const ComponentId id : cause.members) shares[id.value()] = 1;
  }
  return shares;
}

/// Components of chains in which more others stand than a page tells apart.
std::vector<std::uint8_t> stands_with_many(const StructureFunction& function) {
  std::vector<std::uint8_t> stands(function.component_events.size(), 0);
  for (const GroupCluster& cluster : function.clusters) {
    if (!has_many_contexts(cluster, ProgramChainLimits())) continue;
    const auto take = [&](const std::vector<EventId>& events) {
      for (const EventId event : events) {
        const ComponentId id = function.events[event].component;
        if (id.valid()) stands[id.value()] = 1;
      }
    };
    take(cluster.ground);
    for (const auto& own : cluster.inner) take(own);
  }
  return stands;
}

/// Why figures have no field, each reason once, and whose.
Json fixed_data(const RenderInput& input, const Program& program) {
  const auto shares = shares_failures(input.model), crowded = stands_with_many(input.function);
  Json with_beta = Json::array(), with_many = Json::array(), in_chains = Json::array();
  for (const ComponentId id : program.not_settable) {
    Json& reason = shares[id.value()] != 0    ? with_beta
                   : crowded[id.value()] != 0 ? with_many
                                              : in_chains;
    reason.push_back(id.value());
  }
  Json fixed = Json::array();
  const auto add = [&fixed](std::string why, Json whose) {
    if (!whose.empty()) fixed.push_back({{"why", std::move(why)}, {"of", std::move(whose)}});
  };
  const ProgramChainLimits limits;
  add(fmt::format("the Markov chain of a redundancy group that they are in is too large to be "
                  "solved anew in a page, which takes {} states",
                  limits.states),
      std::move(in_chains));
  add(fmt::format(
          "their redundancy group stands on many others, and a page tells {} cases apart of "
          "which of them are down",
          limits.contexts),
      std::move(with_many));
  add("they share failures (beta) with others, and the Markov chain of a redundancy group knows "
      "only their shares",
      std::move(with_beta));
  return fixed;
}

/// Nothing where every need has a field that could have one.
std::string needs_left_out(const Model& model) {
  std::size_t needs = 0;
  for (const Component& component : model.components) needs += component.needs.size();
  for (const Journey& journey : model.journeys) needs += journey.needs.size();
  const std::size_t most = AvailabilityProgramLimits().open_needs;
  if (needs <= most) return {};
  return fmt::format(
      "Of {} needs those that are soft alone can be changed here; a page takes up to {} in all. "
      "Hard ones are changed in the file, by `soft: true`.",
      needs, most);
}

/// Of names that have commas themselves.
std::string several(std::vector<std::string_view> names, std::size_t most) {
  const std::size_t all = names.size();
  names.resize(std::min(all, most));
  std::string text = visible(fmt::format("{}", fmt::join(names, "; ")));
  if (all > most) text += fmt::format(" and {} more", all - most);
  return text;
}

/// Estimates are fitted to all figures together: with other ones they are others.
std::vector<std::string_view> estimated_groups(const StructureFunction& function) {
  std::vector<std::string_view> names;
  for (const FailoverGroup& group : function.failover_groups) {
    if (group.doubt != GroupDoubt::none) names.emplace_back(group.name);
  }
  return names;
}

}  // namespace

std::string no_program_words(const RenderInput& input) {
  if (input.options.program != nullptr || !input.model.form.shows_needs) return {};
  constexpr std::size_t most_named = 3;
  const std::size_t components = input.model.components.size();
  if (components > AvailabilityProgramLimits().components) {
    return fmt::format("a system of {} components is too large for that in a page, which takes {}",
                       components, AvailabilityProgramLimits().components);
  }
  if (const auto names = estimated_groups(input.function); !names.empty()) {
    return fmt::format("the times of {} are estimated, and would be others with other figures",
                       several(names, most_named));
  }
  return "the decision diagram of this system is too large for that in a page";
}

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
  json["fixed"] = fixed_data(input, *program);
  if (std::string left_out = needs_left_out(input.model); !left_out.empty()) {
    json["needs_left_out"] = std::move(left_out);
  }
  return json;
}

}  // namespace cutpoint
