#include "renderer/html_report/ready_scenarios.hpp"

#include <array>
#include <set>

#include <fmt/format.h>

#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_scenarios = 12;
constexpr std::size_t most_of_a_kind = 4;
constexpr std::size_t most_single_points = 2;
constexpr std::array place_kinds = {"zone", "provider", "region", "rack", "power"};

class ScenarioCollector {
 public:
  explicit ScenarioCollector(const PageInput& input) : input_(input) {}

  std::vector<ReadyScenario> collect() {
    for (const char* kind : place_kinds) add_places(kind);
    for (std::size_t i = 0, added = 0; i < input_.function.events.size() && added < most_of_a_kind;
         ++i) {
      const BasicEvent& event = input_.function.events[EventId(i)];
      if (event.kind != EventKind::common_cause) continue;
      add(visible(event.name), {EventId(i)});
      ++added;
    }
    add_single_points();
    return std::move(scenarios_);
  }

 private:
  void add_places(std::string_view kind) {
    const Model& model = input_.model;
    std::size_t added = 0;
    for (std::size_t i = 0; i < model.components.size() && added < most_of_a_kind; ++i) {
      const ComponentId id(i);
      if (model.kind_of(id).name != kind) continue;
      add(fmt::format("lose {}", visible(model.components[id].name)),
          input_.function.component_events[id]);
      ++added;
    }
  }

  /// Those that nobody would name as a place.
  void add_single_points() {
    std::size_t added = 0;
    for (const PointStatement& row : input_.statements.points) {
      if (added == most_single_points) return;
      const BasicEvent& event = input_.function.events[row.point->event];
      if (event.kind != EventKind::component || listed_.contains(row.point->event)) continue;
      add(fmt::format("{} is down", visible(event.name)), {row.point->event});
      ++added;
    }
  }

  void add(std::string label, const std::vector<EventId>& events) {
    if (events.empty() || scenarios_.size() >= most_scenarios) return;
    listed_.insert(events.begin(), events.end());
    scenarios_.push_back({std::move(label), events});
  }

  const PageInput& input_;
  std::vector<ReadyScenario> scenarios_;
  std::set<EventId> listed_;
};

}  // namespace

std::vector<ReadyScenario> ready_scenarios(const PageInput& input) {
  if (!input.model.form.shows_needs) return {};
  return ScenarioCollector(input).collect();
}

}  // namespace cutpoint
