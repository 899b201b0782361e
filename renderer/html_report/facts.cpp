#include "renderer/html_report/facts.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "model/format/codec/key_table.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/key_words.hpp"

namespace cutpoint {

namespace {

std::string profile_text(const CatalogueProfile& profile) {
  return fmt::format("catalogue profile {} ({}: {}, {})", profile.name, profile.evidence,
                     profile.source, profile.date);
}

}  // namespace

std::string figure_source_text(const Model& model, ComponentId id) {
  const Component& component = model.components[id];
  if (!component.figures) {
    if (component.perfect_profile != nullptr) {
      return "taken as never failing: 100 % by " + profile_text(*component.perfect_profile);
    }
    return model.kind_of(id).mtbf.is_never() ? "what is of this kind cannot fail by itself"
                                             : "never fails: the document says so";
  }
  const Figures& figures = *component.figures;
  std::string text;
  switch (figures.source) {
    case FigureSource::stated:
      text = "stated";
      break;
    case FigureSource::availability:
      text = "stated as an availability";
      break;
    case FigureSource::observed:
      text = "observed";
      break;
    case FigureSource::profile:
      text = figures.profile != nullptr ? profile_text(*figures.profile) : "catalogue profile";
      break;
    case FigureSource::document_defaults:
      text = "the document's default for the kind";
      break;
    case FigureSource::kind_default:
      break;
  }
  const auto assumption = assumption_of(model, id);
  if (!assumption) return text;
  const std::string& known = model.kind_of(id).source;
  text +=
      fmt::format("{}assumed: {}", text.empty() ? "" : "; ", assumption_words(assumption->what));
  return known.empty() ? text : fmt::format("{} ({})", text, known);
}

namespace {

void add_figures(const RenderInput& input, ComponentId id, std::vector<Fact>& facts) {
  const Component& component = input.model.components[id];
  if (component.figures) {
    const Figures& figures = *component.figures;
    const Availability own = Availability::from_unavailability(figures.unavailability);
    facts.push_back({component.is_pool() ? "Availability of each" : "Availability by itself",
                     to_human_text(own)});
    facts.push_back({"MTBF, MTTR", fmt::format("{}, {}", to_human_text(figures.mtbf),
                                               to_human_text(figures.mttr))});
  }
  facts.push_back({"Figures", figure_source_text(input.model, id)});
}

/// A basic event of a fault tree: its probability is all there is.
void add_probability(const RenderInput& input, ComponentId id, std::vector<Fact>& facts) {
  for (const EventId event : input.function.component_events[id]) {
    facts.push_back(
        {"Probability", probability_text(input.function.events[event].process.unavailability)});
  }
}

/// In which journeys it is a single point of failure, as far as there is room.
void add_single_points(const RenderInput& input, ComponentId id, std::vector<Fact>& facts) {
  constexpr std::size_t most = 6;
  std::size_t found = 0;
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    const auto point = std::find_if(
        journey.single_points.begin(), journey.single_points.end(), [&](const SinglePoint& row) {
          const BasicEvent& event = input.function.events[row.event];
          return event.kind == EventKind::component && event.component == id;
        });
    if (point == journey.single_points.end() || ++found > most) continue;
    facts.push_back(
        {fmt::format("Single point of failure of {}", input.model.journeys[journey.journey].name),
         fmt::format("{}, {} a year", name_of(point->classification),
                     to_human_text(point->downtime_per_year))});
  }
  if (found > most) facts.push_back({"and of", fmt::format("{} more journeys", found - most)});
}

/// "Health check" of the key `health_check`.
std::string heading_of_key(std::string_view key) {
  std::string heading = key_words(std::string(key));
  heading.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(heading.front())));
  return heading;
}

/// Every key that the document gives it beside figures and needs, by the table of the reader.
void add_details(const ComponentDetails& details, std::vector<Fact>& facts) {
  DraftComponent written;
  static_cast<ComponentDetails&>(written) = details;
  for (const KeyRow<DraftComponent>& row : KeyTable<DraftComponent>::rows()) {
    const YamlText value = row.write(written);
    if (value.is_nothing() || value.is_empty_collection()) continue;
    facts.push_back(
        {heading_of_key(row.name), value.is_scalar() ? value.scalar_value() : value.inline_text()});
  }
}

}  // namespace

std::vector<Fact> component_facts(const RenderInput& input, ComponentId id) {
  const Component& component = input.model.components[id];
  std::vector<Fact> facts;
  if (component.is_pool()) {
    facts.push_back({"Instances", fmt::format("{}, of which {} must work", component.replicas,
                                              component.at_least)});
  }
  if (input.model.form.has_figures) {
    add_figures(input, id, facts);
  } else {
    add_probability(input, id, facts);
  }
  add_single_points(input, id, facts);
  if (component.details) add_details(*component.details, facts);
  if (!component.dependencies_known) facts.push_back({"Needs", "not known"});
  return facts;
}

IdVector<ComponentId, std::string> worst_classes(const RenderInput& input) {
  IdVector<ComponentId, std::string> names(input.model.components.size());
  std::vector<const SinglePoint*> worst(input.model.components.size(), nullptr);
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    for (const SinglePoint& point : journey.single_points) {
      const BasicEvent& event = input.function.events[point.event];
      if (event.kind != EventKind::component) continue;
      const SinglePoint*& known = worst[event.component.index()];
      if (known == nullptr || point.classification < known->classification) known = &point;
    }
  }
  for (std::size_t i = 0; i < worst.size(); ++i) {
    if (worst[i] != nullptr) names[ComponentId(i)] = name_of(worst[i]->classification);
  }
  return names;
}

}  // namespace cutpoint
