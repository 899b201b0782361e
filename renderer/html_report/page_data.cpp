#include "renderer/html_report/page_data.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analyzer/failover/chain/serving.hpp"
#include "model/architecture/queries/failover_terms.hpp"
#include "model/architecture/queries/placement.hpp"
#include "renderer/html_report/facts.hpp"
#include "renderer/html_report/packed_rows.hpp"
#include "renderer/html_report/picture_data.hpp"
#include "renderer/html_report/program_data.hpp"
#include "renderer/html_report/ready_scenarios.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

using Json = nlohmann::ordered_json;

template <class Ids>
Json numbers(const Ids& ids) {
  Json out = Json::array();
  for (const auto id : ids) out.push_back(id.value());
  return out;
}

/// A requirement is a component's number, or {k, m} for k of m, or {c} for connected ends; `s`
/// marks a soft one, `f` one with a fallback. Where others move the work, `b` are they, and of the
/// first `v` members they move it.
Json requirement(const Model& model, const Requirement& need) {
  if (need.form == Requirement::Form::component && !need.soft && !need.fallback) {
    return need.component.value();
  }
  Json out = Json::object();
  if (need.form == Requirement::Form::connected) {
    out["c"] = numbers(need.ends);
  } else if (need.form == Requirement::Form::component) {
    out["k"] = 1;
    out["m"] = {need.component.value()};
  } else {
    out["k"] = need.at_least;
    Json& members = out["m"] = Json::array();
    for (const Requirement& member : need.members) members.push_back(requirement(model, member));
  }
  if (need.failover && need.form == Requirement::Form::at_least) {
    if (const auto who = who_switches(model, *need.failover); !who.empty()) {
      out["b"] = numbers(who);
      out["v"] = failover_terms(model, *need.failover, ComponentId(), ComponentId()).active_passive
                     ? need.at_least
                     : need.members.size();
    }
  }
  if (need.soft) out["s"] = 1;
  if (need.fallback) out["f"] = 1;
  return out;
}

/// Soft needs of one component, of which there are many, are its number in a list.
Json requirements(const Model& model, const std::vector<Requirement>& needs) {
  Json out = Json::array();
  for (const Requirement& need : needs) {
    const bool is_soft_alone =
        need.form == Requirement::Form::component && need.soft && !need.fallback;
    out.push_back(is_soft_alone ? Json::array({need.component.value()}) : requirement(model, need));
  }
  return out;
}

class DataWriter {
 public:
  DataWriter(const PageInput& input, std::size_t largest_function)
      : input_(input),
        model_(input.model),
        function_(input.function),
        fits_(function_.nodes.size() + function_.children.size() <= largest_function) {}

  [[nodiscard]] Json write() {
    Json json = {{"format", "cutpoint-report/1"}, {"fault_tree", !model_.form.shows_needs}};
    json["components"] = components();
    json["words"] = words_;
    json["picture"] = picture_data(input_);
    json["journeys"] = journeys();
    json["program"] = program_data(input_);
    if (std::string why = no_program_words(input_); !why.empty()) json["no_program"] = why;
    json["events"] = packed_rows(fits_ ? events() : Json::array());
    json["scenarios"] = Json::array();
    for (const ReadyScenario& row :
         fits_ ? ready_scenarios(input_) : std::vector<ReadyScenario>()) {
      json["scenarios"].push_back({{"label", row.label}, {"events", numbers(row.events)}});
    }
    json["links"] = Json::array();
    for (const Link& link : model_.links) {
      json["links"].push_back({link.from.value(), link.to.value()});
    }
    json["nodes"] = fits_ ? nodes() : Json();
    if (fits_) json["switches"] = switches();
    if (Json rows = arbitrated(); fits_ && !rows.empty()) json["arbitrated"] = std::move(rows);
    json["networks"] = networks();
    json["reachabilities"] = Json::array();
    for (const Reachability& row : function_.reachabilities) {
      json["reachabilities"].push_back(
          {{"network", row.network.value()}, {"terminals", row.terminals}});
    }
    return json;
  }

 private:
  [[nodiscard]] Json components() {
    const auto classes = worst_classes(input_);
    std::set<ComponentId> places;
    for (const Component& component : model_.components) {
      places.insert(component.hosts.begin(), component.hosts.end());
    }
    Json rows = Json::array();
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      const ComponentId id(i);
      const Component& component = model_.components[id];
      Json row = {{"name", visible(component.name)},
                  {"kind", number_of(visible(model_.kind_of(id).name))},
                  {"failed", function_.component_failed[id].value()}};
      // What is as most often is left out.
      if (const auto hosts = component.used_hosts(); !hosts.empty()) row["hosts"] = numbers(hosts);
      if (!component.needs.empty()) row["needs"] = requirements(model_, component.needs);
      if (const auto& own = function_.component_events[id]; fits_ && !own.empty()) {
        row["event"] = own.front().value();
        if (own.size() > 1) row["instances"] = own.size();  // their events follow each other
      }
      if (!classes[id].empty()) row["point"] = classes[id];
      if (component.details && component.details->failover) {
        const auto who = who_switches(model_, *component.details->failover);
        if (!who.empty()) row["by"] = numbers(who);
      }
      if (component.is_pinned()) row["pinned"] = true;
      if (component.is_pool()) row["needed"] = component.at_least;
      if (component.is_pool() && !component.hosts.empty()) {
        row["on_hosts"] = instances_by_host(model_, component);
        row["spare"] = component.replicas - component.at_least;
      }
      if (places.count(id) > 0) row["place"] = true;
      add_owner(component, row);
      if (const std::string_view change = change_of(component.name); !change.empty()) {
        row["change"] = change;
      }
      Json& facts = row["facts"] = Json::array();
      for (const Fact& fact : component_facts(input_, id)) {
        facts.push_back(number_of(fact.label));
        facts.push_back(number_of(visible(fact.text)));
      }
      rows.push_back(std::move(row));
    }
    return packed_rows(rows);
  }

  /// Since the earlier architecture, where there is one.
  [[nodiscard]] std::string_view change_of(const std::string& name) const {
    const DrawnChange* change = input_.options.picture.change;
    if (change == nullptr) return {};
    const auto& added = change->comparison.components_added;
    if (std::find(added.begin(), added.end(), name) != added.end()) return "new";
    const auto& changed = change->comparison.components_changed;
    return std::any_of(changed.begin(), changed.end(),
                       [&name](const ComponentChange& row) { return row.name == name; })
               ? "changed"
               : "";
  }

  /// What tables are filtered by.
  void add_owner(const Component& component, Json& row) {
    if (!component.details) return;
    if (const std::string owner = text_of(component.details->owner); !owner.empty()) {
      row["owner"] = number_of(visible(owner));
    }
    for (const auto& [key, value] : component.details->labels) {
      row["labels"].push_back(number_of(visible(fmt::format("{}: {}", key.value, value.value))));
    }
  }

  [[nodiscard]] Json journeys() const {
    Json rows = Json::array();
    for (std::size_t i = 0; i < model_.journeys.size(); ++i) {
      const JourneyId id(i);
      const JourneyAnalysis& analysis = input_.analysis.journeys[id];
      Json row = {{"name", visible(model_.journeys[id].name)},
                  {"needs", requirements(model_, model_.journeys[id].needs)},
                  {"down", function_.journey_failed[id].value()},
                  {"not_full", function_.journey_not_full[id].value()},
                  {"text", availability_text(analysis)}};
      // Planned and excluded downtime stays what it is, whatever figures are set.
      if (analysis.slo && analysis.up.method != Method::bounded) {
        row["slo"] = {
            {"text", stated_text(analysis.slo->target)},
            {"target", analysis.slo->target.unavailability()},
            {"beside", analysis.slo->upper_unavailability - analysis.up.upper_unavailability}};
      }
      rows.push_back(std::move(row));
    }
    return rows;
  }

  [[nodiscard]] Json events() const {
    Json rows = Json::array();
    for (const BasicEvent& event : function_.events) {
      if (event.kind == EventKind::component) {
        Json& row = rows.emplace_back();
        row["component"] = event.component.value();
        add_repair(event, row);
        continue;
      }
      Json row = {{"name", visible(event.name)}, {"kind", event_kind_text(model_, event)}};
      add_repair(event, row);
      switch (event.kind) {
        case EventKind::component:
          break;
        case EventKind::link:
          row["at"] = {model_.links[event.link].from.value(), model_.links[event.link].to.value()};
          break;
        case EventKind::common_cause:
          row["at"] = numbers(model_.common_causes[event.common_cause].members);
          break;
        case EventKind::fallback:
        case EventKind::failover:
          row["at"] = Json::array();
          if (event.component.valid()) row["at"].push_back(event.component.value());
          if (event.conditional) row["follows"] = true;
          break;
      }
      rows.push_back(std::move(row));
    }
    return rows;
  }

  static void add_repair(const BasicEvent& event, Json& row) {
    const double hours = rounded(event.process.mean_repair_hours);
    if (hours > 0.0) row["repair"] = hours;
  }

  /// Facts are much alike: each word is written once.
  std::size_t number_of(const std::string& word) {
    const auto [at, is_new] = numbers_of_words_.try_emplace(word, words_.size());
    if (is_new) words_.push_back(word);
    return at->second;
  }

  /// How many of the first nodes are those of the events of the same numbers.
  [[nodiscard]] std::size_t leading_events() const {
    std::size_t count = 0;
    const auto leads = [this](std::size_t i) {
      const Node& node = function_.nodes[NodeId(i)];
      return node.type == NodeType::event && node.event.index() == i;
    };
    while (count < function_.nodes.size() && leads(count)) ++count;
    return count;
  }

  /// By column, behind the `first` nodes of events, whose numbers are theirs: the type as in
  /// NodeType, the number, which is the event, the threshold or the reachability, where the type
  /// has one, and how many children it has. These stand in one list, the first ones of all nodes
  /// before the second ones: alike instances follow each other.
  [[nodiscard]] Json nodes() const {
    const std::size_t first = leading_events();
    Json rows = Json::array(), children = Json::array();
    std::size_t most = 0;
    for (std::size_t i = first; i < function_.nodes.size(); ++i) {
      const Node& node = function_.nodes[NodeId(i)];
      const auto& own = function_.children_of(NodeId(i));
      rows.push_back({{"type", static_cast<int>(node.type)},
                      {"number", number_of_node(node)},
                      {"children", own.size()}});
      most = std::max(most, own.size());
    }
    std::vector<std::size_t> left(function_.nodes.size());
    std::iota(left.begin(), left.end(), std::size_t{0});
    left.erase(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(first));
    for (std::size_t at = 0; at < most; ++at) {
      std::erase_if(left,
                    [&](std::size_t i) { return function_.children_of(NodeId(i)).size() <= at; });
      for (const std::size_t i : left) {
        children.push_back({{"of", function_.children_of(NodeId(i))[at].value()}});
      }
    }
    return {{"first", first}, {"rows", packed_rows(rows)}, {"children", packed_rows(children)}};
  }

  static std::size_t number_of_node(const Node& node) {
    if (node.type == NodeType::event) return node.event.value();
    if (node.type == NodeType::connected) return node.reachability;
    return node.threshold;
  }

  /// Groups whose work stays where it is when one of those who serve and the arbiter have failed.
  [[nodiscard]] Json arbitrated() const {
    Json rows = Json::array();
    for (const FailoverGroup& group : function_.failover_groups) {
      if (!group.stuck.valid() || !group.node.valid()) continue;
      rows.push_back({{"stuck", group.stuck.value()},
                      {"arbiter", group.arbiter.value()},
                      {"serving", numbers(serving_at_first(group))}});
    }
    return rows;
  }

  /// Groups whose work moves, with whom it moves away from and how long that takes.
  [[nodiscard]] Json switches() const {
    Json rows = Json::array();
    for (const FailoverGroup& group : function_.failover_groups) {
      if (!group.failover.valid() || !group.node.valid()) continue;
      const double hours = group.always_by_hand ? group.manual_hours : group.switch_hours;
      Json& row = rows.emplace_back();
      row = {{"event", group.failover.value()}, {"hours", rounded(hours)}};
      row["serving"] = numbers(group.components);
      if (group.active_passive && !group.components.empty() && group.components.size() > 1) {
        row["serving"] = {group.components.front().value()};
      }
    }
    return rows;
  }

  /// As many digits as people read.
  static double rounded(double hours) { return std::stod(fmt::format("{:.4g}", hours)); }

  [[nodiscard]] Json networks() const {
    Json rows = Json::array();
    for (const Network& network : function_.networks) {
      Json edges = Json::array();
      for (const Network::Edge& edge : network.edges) {
        edges.push_back({edge.from, edge.to, edge.directed ? 1 : 0});
      }
      rows.push_back({{"vertices", network.vertex_count}, {"edges", std::move(edges)}});
    }
    return rows;
  }

  const PageInput& input_;
  const Model& model_;
  const StructureFunction& function_;
  bool fits_;
  Json words_ = Json::array();
  std::unordered_map<std::string, std::size_t> numbers_of_words_;
};

}  // namespace

std::string page_data(const PageInput& input, std::size_t largest_function) {
  const std::string json = DataWriter(input, largest_function)
                               .write()
                               .dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string out;
  for (const char c : json) {
    // Inside strings only: JSON has no such sign of its own.
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace cutpoint
