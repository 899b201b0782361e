#include <map>
#include <string_view>

#include <fmt/format.h>

#include "renderer/picture/marks.hpp"

namespace cutpoint {

namespace {

std::string_view fate_word(Fate fate) {
  switch (fate) {
    case Fate::fails:
      return "✗ fails";
    case Fate::falls:
      return "↓ falls with it";
    case Fate::degraded:
      return "degraded";
    case Fate::none:
      break;
  }
  return "";
}

void mark(Picture::Part& part, Fate fate, std::string text = {}) {
  if (part.fate < fate) part.fate = fate;
  part.lines.push_back(text.empty() ? std::string(fate_word(fate)) : std::move(text));
}

}  // namespace

void mark_failure(Picture& picture, const Model& model, const StructureFunction& function,
                  const DrawnFailure& failure) {
  std::map<std::string, Picture::Part*> parts;
  for (Picture::Node& node : picture.nodes) parts.emplace(node.key, &node);
  for (Picture::Frame& frame : picture.frames) parts.emplace(frame.key, &frame);
  const auto with_key = [&parts](const std::string& key) {
    const auto found = parts.find(key);
    return found == parts.end() ? nullptr : found->second;
  };
  std::map<ComponentId, std::vector<const BasicEvent*>> failed;
  for (const EventId id : failure.consequence.failed) {
    const BasicEvent& event = function.events[id];
    if (event.kind == EventKind::component) failed[event.component].push_back(&event);
    if (event.kind != EventKind::common_cause) continue;
    Picture::Part* part = with_key("common cause " + model.common_causes[event.common_cause].name);
    if (part != nullptr) mark(*part, Fate::fails);
  }
  for (const auto& [id, events] : failed) {
    const Component& component = model.components[id];
    Picture::Part* part = with_key("component " + component.name);
    if (part == nullptr) continue;
    if (events.size() < component.replicas) {
      // Some instances of a pool: whether the pool falls is said by the consequence.
      mark(*part, Fate::degraded,
           fmt::format("✗ {} of {} fail", events.size(), component.replicas));
    } else {
      mark(*part, Fate::fails);
    }
  }
  for (const Consequence::Fallen& fallen : failure.consequence.fallen) {
    Picture::Part* part = with_key("component " + model.components[fallen.component].name);
    if (part != nullptr) mark(*part, Fate::falls);
  }
  for (std::size_t i = 0; i < failure.consequence.journeys.size(); ++i) {
    const Consequence::JourneyState::State state = failure.consequence.journeys[JourneyId(i)].state;
    Picture::Part* part = with_key("journey " + model.journeys[JourneyId(i)].name);
    if (part == nullptr || state == Consequence::JourneyState::State::up) continue;
    mark(*part, state == Consequence::JourneyState::State::down ? Fate::falls : Fate::degraded,
         state == Consequence::JourneyState::State::down ? "↓ down" : "");
  }
  picture.subject = Picture::Subject::failure;
  picture.notes.push_back("what happens: " + failure.title);
}

}  // namespace cutpoint
