// The structure function as an Open-PSA fault tree (MEF 2.0), for other tools to check.
#include <cmath>
#include <string>
#include <unordered_set>

#include <fmt/format.h>

#include "model/base/code_points.hpp"
#include "renderer/open_psa/open_psa_export.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/xml_text.hpp"

namespace cutpoint {

namespace {

/// Control characters have no place in XML, and other tools would show escapes of ours.
std::string label_of(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    shown += is_misleading(next_code_point(text, at)) ? "?" : text.substr(start, at - start);
  }
  return xml_text(shown);
}

/// Names that the format allows, each once: letters, digits and _, a letter first.
class Identifiers {
 public:
  std::string make(std::string_view wanted) {
    std::string name;
    for (const char c : wanted) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      name += plain ? c : '_';
    }
    const bool letter_first =
        !name.empty() && name.front() != '_' && (name.front() < '0' || name.front() > '9');
    if (!letter_first) name = fmt::format("e_{}", name);
    std::string unique = name;
    for (int copy = 2; !taken_.insert(unique).second; ++copy) {
      unique = fmt::format("{}_{}", name, copy);
    }
    return unique;
  }

 private:
  std::unordered_set<std::string> taken_;
};

class Exporter {
 public:
  Exporter(const Model& model, const StructureFunction& function)
      : model_(model), function_(function), needed_(function.nodes.size(), 0) {
    for (const NodeId top : function.journey_failed) needed_[top] = 1;
    for (std::size_t i = function.nodes.size(); i-- > 0;) {
      if (needed_[NodeId(i)] == 0) continue;
      for (const NodeId child : function.children_of(NodeId(i))) needed_[child] = 1;
    }
  }

  std::string write() {
    name_everything();
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opsa-mef>\n";
    out += fmt::format("  <define-fault-tree name=\"{}\">\n", Identifiers().make(model_.name));
    for (std::size_t i = 0; i < model_.journeys.size(); ++i) {
      out += gate(tops_[i], model_.journeys[JourneyId(i)].name,
                  reference(function_.journey_failed[JourneyId(i)]));
    }
    for (std::size_t i = 0; i < function_.nodes.size(); ++i) {
      const NodeId id(i);
      if (needed_[id] == 0 || function_.nodes[id].type == NodeType::event) continue;
      out += gate(names_[id], labels_[id], formula(id));
    }
    out += "  </define-fault-tree>\n  <model-data>\n";
    for (std::size_t i = 0; i < function_.events.size(); ++i) {
      const NodeId node = function_.event_nodes[EventId(i)];
      if (node.valid() && needed_[node] != 0) out += event(EventId(i), names_[node]);
    }
    return out + "  </model-data>\n</opsa-mef>\n";
  }

 private:
  void name_everything() {
    for (const Journey& journey : model_.journeys) tops_.push_back(identifiers_.make(journey.name));
    names_.resize(function_.nodes.size());
    labels_.resize(function_.nodes.size());
    for (std::size_t i = 0; i < function_.component_failed.size(); ++i) {
      const NodeId node = function_.component_failed[ComponentId(i)];
      if (labels_[node].empty()) labels_[node] = model_.components[ComponentId(i)].name + " fails";
    }
    for (std::size_t i = 0; i < function_.nodes.size(); ++i) {
      const Node& node = function_.nodes[NodeId(i)];
      if (needed_[NodeId(i)] == 0) continue;
      names_[NodeId(i)] =
          identifiers_.make(node.type == NodeType::event ? function_.events[node.event].name
                                                         : fmt::format("g_{}", i));
    }
  }

  static std::string gate(std::string_view name, std::string_view label, std::string_view formula) {
    std::string out = fmt::format("    <define-gate name=\"{}\">\n", name);
    if (!label.empty())
      out += fmt::format("      <label>{}</label>\n", label_of(std::string(label)));
    return out + fmt::format("      {}\n    </define-gate>\n", formula);
  }

  [[nodiscard]] std::string reference(NodeId id) const {
    const bool is_event = function_.nodes[id].type == NodeType::event;
    return fmt::format("<{} name=\"{}\"/>", is_event ? "basic-event" : "gate", names_[id]);
  }

  [[nodiscard]] std::string formula(NodeId id) const {
    const Node& node = function_.nodes[id];
    const auto children = function_.children_of(id);
    if (children.empty()) {
      return fmt::format("<constant value=\"{}\"/>", node.type == NodeType::all);
    }
    const std::string_view word = node.type == NodeType::any        ? "or"
                                  : node.type == NodeType::all      ? "and"
                                  : node.type == NodeType::negation ? "not"
                                                                    : "atleast";
    std::string out = fmt::format("<{}", word);
    if (node.type == NodeType::at_least) out += fmt::format(" min=\"{}\"", node.threshold);
    out += ">";
    for (const NodeId child : children) out += reference(child);
    return out + fmt::format("</{}>", word);
  }

  [[nodiscard]] std::string event(EventId id, const std::string& name) const {
    const BasicEvent& event = function_.events[id];
    std::string out = fmt::format("    <define-basic-event name=\"{}\">\n", name);
    if (event.name != name) out += fmt::format("      <label>{}</label>\n", label_of(event.name));
    const FailureProcess& process = event.process;
    const double repair = process.mean_repair_hours > 0 ? 1.0 / process.mean_repair_hours : 0.0;
    const double steady = process.rate > 0 ? process.rate / (process.rate + repair) : 0.0;
    const bool is_process = process.has_frequency && process.rate > 0 && repair > 0 &&
                            std::abs(steady - process.unavailability) <= 1e-12 * steady;
    if (is_process) {
      // From its long-run unavailability on a repairable component keeps it, at any time.
      out += fmt::format(
          "      <GLM><float value=\"{}\"/><float value=\"{}\"/><float value=\"{}\"/>"
          "<system-mission-time/></GLM>\n",
          process.unavailability, process.rate, repair);
    } else {
      out += fmt::format("      <float value=\"{}\"/>\n", process.unavailability);
    }
    return out + "    </define-basic-event>\n";
  }

  const Model& model_;
  const StructureFunction& function_;
  IdVector<NodeId, std::uint8_t> needed_;
  Identifiers identifiers_;
  std::vector<std::string> tops_;
  IdVector<NodeId, std::string> names_;
  IdVector<NodeId, std::string> labels_;
};

}  // namespace

std::string export_open_psa(const Model& model, const StructureFunction& expanded) {
  return Exporter(model, expanded).write();
}

}  // namespace cutpoint
