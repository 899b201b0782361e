#include "app/language_server/hover.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "app/language_server/markdown_texts.hpp"
#include "app/language_server/yaml_context.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

std::string figures_line(const Component& part) {
  if (!part.figures) return "cannot fail by itself";
  const Figures& figures = *part.figures;
  const std::string_view assumed = figures.assumed() ? ", *assumed*" : "";
  return fmt::format("up {} on average, down {}: {} a year by itself ({}{})",
                     to_human_text(figures.mtbf), to_human_text(figures.mttr),
                     to_human_text(Duration::in_a_year(figures.unavailability)),
                     name_of(figures.source), assumed);
}

std::vector<EventId> events_of(const StructureFunction& function, ComponentId id) {
  std::vector<EventId> found;
  for (std::uint32_t i = 0; i < function.events.size(); ++i) {
    const BasicEvent& event = function.events[EventId(i)];
    if (event.kind == EventKind::component && event.component == id) found.emplace_back(i);
  }
  return found;
}

/// One line a journey that hangs on it.
std::string shares_of(const CheckedModel& checked, ComponentId id,
                      const std::vector<EventId>& events) {
  const Model& model = checked.document.compiled->model;
  std::string text;
  for (const JourneyAnalysis& journey : checked.document.analysis.journeys) {
    const auto own = std::find_if(journey.parts.begin(), journey.parts.end(),
                                  [id](const auto& part) { return part.component == id; });
    const double share = own == journey.parts.end() ? 0.0 : own->share;
    const auto point = std::find_if(
        journey.single_points.begin(), journey.single_points.end(), [&](const SinglePoint& each) {
          return std::find(events.begin(), events.end(), each.event) != events.end();
        });
    const bool is_point = point != journey.single_points.end();
    if (share <= 0 && !is_point) continue;
    text += fmt::format("- `{}`: {} of its downtime", model.journeys[journey.journey].name,
                        chance_text(share));
    if (is_point) {
      text += fmt::format("; single point of failure ({})", name_of(point->classification));
    }
    text += '\n';
  }
  return text;
}

std::string taken_down(const CheckedModel& checked, ComponentId id, std::vector<EventId> events) {
  const CompiledModel& compiled = *checked.document.compiled;
  const Consequence consequence = what_if(compiled.model, compiled.function, std::move(events));
  std::vector<ComponentId> fallen;
  for (const Consequence::Fallen& one : consequence.fallen) {
    if (one.component != id) fallen.push_back(one.component);
  }
  constexpr std::size_t most = 8;
  return fallen.empty() ? "takes nothing else down"
                        : "takes down " + names_text(compiled.model, fallen, most);
}

std::string component_text(const CheckedModel& checked, ComponentId id) {
  const CompiledModel& compiled = *checked.document.compiled;
  const Component& part = compiled.model.components[id];
  std::string text = fmt::format("**{}**: {}", markdown_text(part.name),
                                 markdown_text(compiled.model.kind_of(id).name));
  if (part.is_pool()) text += fmt::format(", {} of {} must work", part.at_least, part.replicas);
  text += fmt::format("\n\n{}\n\n", figures_line(part));
  const std::vector<EventId> events = events_of(compiled.function, id);
  text += shares_of(checked, id, events);
  return text + "\n" + markdown_text(taken_down(checked, id, events)) + "\n";
}

std::string journey_text(const CheckedModel& checked, std::uint32_t index) {
  const JourneyId id(index);
  const Model& model = checked.document.compiled->model;
  const JourneyAnalysis& journey = checked.document.analysis.journeys[id];
  std::string text =
      fmt::format("**{}**: {}\n\ndown {} a year\n\n", markdown_text(model.journeys[id].name),
                  journey_line(checked, id), to_human_text(journey.up.downtime_per_year()));
  constexpr std::size_t most = 5;
  for (std::size_t i = 0; i < std::min(most, journey.single_points.size()); ++i) {
    const SinglePoint& point = journey.single_points[i];
    const BasicEvent& event = checked.document.compiled->function.events[point.event];
    text += fmt::format("- {}: {} a year\n", markdown_text(event.name),
                        to_human_text(point.downtime_per_year));
  }
  return text;
}

std::string kind_text(const std::vector<Kind>& kinds, const std::string& name) {
  const auto kind =
      std::find_if(kinds.begin(), kinds.end(), [&](const Kind& each) { return each.name == name; });
  if (kind == kinds.end()) return {};
  return fmt::format("**{}**: {}\n\ndefault: up {} on average, down {} ({})\n",
                     markdown_text(kind->name), markdown_text(kind->description),
                     to_human_text(kind->mtbf), to_human_text(kind->mttr),
                     markdown_text(kind->source));
}

/// An empty hover would look as if the name meant nothing.
std::string unsolved_text(const NameUse& use) {
  return fmt::format("**{}**: has figures once the document has no errors\n",
                     markdown_text(use.name));
}

std::string use_text(const CheckedModel& checked, const NameUse& use) {
  if (use.of == NameUse::Of::kind) {
    std::vector<Kind> kinds(built_in_kinds().begin(), built_in_kinds().end());
    if (checked.document.compiled) {
      for (const Kind& kind : checked.document.compiled->model.kinds) kinds.push_back(kind);
    }
    return kind_text(kinds, use.name);
  }
  if (!checked.document.compiled) return unsolved_text(use);
  const Model& model = checked.document.compiled->model;
  if (use.of == NameUse::Of::journey) {
    for (std::uint32_t i = 0; i < model.journeys.size(); ++i) {
      if (model.journeys[JourneyId(i)].name == use.name) return journey_text(checked, i);
    }
    return {};
  }
  const ComponentId id = model.find_component(use.name);
  return id.valid() ? component_text(checked, id) : std::string();
}

/// Of the key or value under the pointer.
std::string format_text(std::string_view text, TextPlace place, const FormatWords& words) {
  const std::string_view line = line_of_text(text, place.line);
  std::size_t end = place.column - 1;
  while (end < line.size() && (std::isalnum(static_cast<unsigned char>(line[end])) != 0 ||
                               std::string_view("_-.").find(line[end]) != std::string_view::npos))
    ++end;
  const auto start = static_cast<std::size_t>(line.data() - text.data());
  const YamlContext context = yaml_context(text, start + end);
  if (context.is_comment) return {};
  if (context.key == "profile") {
    const CatalogueProfile* profile = find_profile(context.typed);
    if (profile == nullptr) return {};
    return fmt::format("**{}**: {}\n\n{} ({}, {})\n", profile->name,
                       markdown_text(profile->description), markdown_text(profile->source),
                       profile->evidence, profile->date);
  }
  if (context.key == "rule") {
    const Rule* rule = find_rule(context.typed);
    return rule == nullptr ? std::string()
                           : fmt::format("**{}** ({}): {}\n\n{}\n", rule->slug, rule->code,
                                         rule->summary, rule->why);
  }
  if (context.in_value) return {};
  std::vector<std::string> path = context.path;
  path.push_back(context.typed);
  const std::string summary = words.summary_of(path);
  return summary.empty() ? std::string() : fmt::format("`{}`: {}\n", context.typed, summary);
}

}  // namespace

std::string journey_line(const CheckedModel& model, JourneyId id) {
  const JourneyAnalysis& journey = model.document.analysis.journeys[id];
  std::string text = availability_text(journey);
  if (journey.slo) {
    const std::string_view verdict = !journey.slo->met   ? "not decided against"
                                     : *journey.slo->met ? "meets"
                                                         : "misses";
    text += fmt::format(" · {} {}", verdict, to_text(journey.slo->target));
  }
  const std::size_t points = journey.single_points.size();
  return text + fmt::format(" · {} single point{} of failure", points, points == 1 ? "" : "s");
}

std::string hover_text(const std::string& path, std::string_view text, TextPlace place,
                       const std::vector<const CheckedRoot*>& roots, const FormatWords& words) {
  for (const CheckedRoot* root : roots) {
    for (const CheckedModel& model : root->models) {
      const NameUse* use = use_at(model.uses, root->sources, path, place.line, place.column);
      if (use == nullptr) continue;
      if (std::string found = use_text(model, *use); !found.empty()) return found;
    }
  }
  const auto yaml = yaml_text_at(path, std::string(text), place.line);
  return yaml ? format_text(*yaml, place, words) : std::string();
}

}  // namespace cutpoint
