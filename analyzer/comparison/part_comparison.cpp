#include <algorithm>
#include <iterator>
#include <set>

#include "analyzer/comparison/compare.hpp"
#include "analyzer/comparison/judgement.hpp"
#include "model/architecture/queries/requirement_text.hpp"

namespace cutpoint {

namespace {

class EdgeList {
 public:
  explicit EdgeList(const Model& model) : model_(model) {
    for (const Component& component : model.components) {
      for (const ComponentId host : component.hosts) {
        add(component.name, host, {Kind::runs_on, "", {}});
      }
      add_needs(component.name, component.needs, {});
    }
    for (const Journey& journey : model.journeys) add_needs(journey.name, journey.needs, {});
    for (const Link& link : model.links) {
      add(model.components[link.from].name, link.to,
          {link.directed ? Kind::linked_one_way : Kind::linked, "", {}});
    }
  }

  [[nodiscard]] const std::set<ModelEdge>& edges() const { return edges_; }

 private:
  using Kind = ModelEdge::Kind;
  struct How {
    Kind kind = Kind::needs;
    std::string group;  ///< empty outside of groups
    std::optional<Probability> fallback;
  };

  void add(const std::string& from, ComponentId to, const How& how) {
    edges_.insert({from, model_.components[to].name, how.kind, how.group, how.fallback});
  }

  /// Nesting is limited by the reader, so this recursion is shallow.
  void add_needs(const std::string& from, const std::vector<Requirement>& needs,
                 const How& outside) {
    for (const Requirement& need : needs) {
      How how = outside;
      if (how.group.empty()) how.kind = need.soft ? Kind::wants : Kind::needs;
      how.fallback = need.fallback;
      switch (need.form) {
        case Requirement::Form::component:
          add(from, need.component, how);
          break;
        case Requirement::Form::connected:
          for (const ComponentId end : need.ends) add(from, end, {Kind::needs_connection, "", {}});
          break;
        case Requirement::Form::at_least:
          add_needs(from, need.members,
                    {need.soft ? Kind::wants_one_of : Kind::needs_one_of,
                     requirement_text(model_, need),
                     {}});
          break;
      }
    }
  }

  const Model& model_;
  std::set<ModelEdge> edges_;
};

using Aspect = ComponentDifference::Aspect;

void compare_figures(const Component& before, const Component& after,
                     std::vector<ComponentDifference>& differences) {
  const bool could = before.figures.has_value();
  const bool can = after.figures.has_value();
  if (could != can) {
    differences.emplace_back().aspect = can ? Aspect::can_fail : Aspect::perfect;
    return;
  }
  if (!could) return;
  const auto note = [&](Aspect aspect, Duration was, Duration is) {
    if (!differ_clearly(was.in_seconds(), is.in_seconds())) return;
    ComponentDifference& difference = differences.emplace_back();
    difference.aspect = aspect;
    difference.time_before = was;
    difference.time_after = is;
  };
  note(Aspect::mtbf, before.figures->mtbf, after.figures->mtbf);
  note(Aspect::mttr, before.figures->mttr, after.figures->mttr);
}

std::vector<ComponentDifference> differences_of(const Model& old_model, const Component& before,
                                                const Model& new_model, const Component& after) {
  std::vector<ComponentDifference> differences;
  const std::string& was = old_model.kinds[before.kind].name;
  const std::string& is = new_model.kinds[after.kind].name;
  if (was != is) {
    ComponentDifference& difference = differences.emplace_back();
    difference.kind_before = was;
    difference.kind_after = is;
  }
  const auto note = [&](Aspect aspect, std::uint32_t count_before, std::uint32_t count_after) {
    if (count_before == count_after) return;
    ComponentDifference& difference = differences.emplace_back();
    difference.aspect = aspect;
    difference.count_before = count_before;
    difference.count_after = count_after;
  };
  note(Aspect::replicas, before.replicas, after.replicas);
  note(Aspect::at_least, before.at_least, after.at_least);
  compare_figures(before, after, differences);
  return differences;
}

void compare_components(const Model& before, const Model& after, Comparison& result) {
  for (const Component& component : after.components) {
    const ComponentId id = before.find_component(component.name);
    if (!id.valid()) {
      result.components_added.push_back(component.name);
      continue;
    }
    auto differences = differences_of(before, before.components[id], after, component);
    if (!differences.empty()) {
      result.components_changed.push_back({component.name, std::move(differences)});
    }
  }
  for (const Component& component : before.components) {
    if (!after.find_component(component.name).valid()) {
      result.components_removed.push_back(component.name);
    }
  }
}

void compare_edges(const Model& before, const Model& after, Comparison& result) {
  const EdgeList old_edges(before);
  const EdgeList new_edges(after);
  std::set_difference(new_edges.edges().begin(), new_edges.edges().end(), old_edges.edges().begin(),
                      old_edges.edges().end(), std::back_inserter(result.edges_added));
  std::set_difference(old_edges.edges().begin(), old_edges.edges().end(), new_edges.edges().begin(),
                      new_edges.edges().end(), std::back_inserter(result.edges_removed));
}

}  // namespace

void compare_parts(const Model& before, const Model& after, Comparison& result) {
  compare_components(before, after, result);
  compare_edges(before, after, result);
}

}  // namespace cutpoint
