#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "lint/facts/redundancy.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/shared_ground.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

class SharedGround {
 public:
  explicit SharedGround(const LintSubject& subject) : subject_(subject), placement_(subject.model) {
    for (DeclaredGroup& group : declared_groups(subject)) {
      const GroupId id = group.id;
      groups_.emplace(id, std::move(group));
    }
  }

  void report(std::vector<RuleFinding>& findings) {
    std::map<EventId, std::vector<GroupId>> defeated;
    for (const auto& [group, events] : nearest_causes(subject_)) {
      for (const EventId event : events) defeated[event].push_back(group);
    }
    for (const auto& [event, groups] : defeated) {
      RuleFinding finding = finding_of(event, groups);
      // A region under everything in it is worth a word only where nothing stands beside it.
      const bool is_spread = finding.severity == Severity::info;
      if (is_spread && subject_.stops(component_of(event)).empty()) continue;
      findings.push_back(std::move(finding));
    }
  }

 private:
  [[nodiscard]] ComponentId component_of(EventId event) const {
    const BasicEvent& basic = subject_.function.events[event];
    return basic.kind == EventKind::component ? basic.component : ComponentId();
  }

  /// Spread over several zones of one region, or regions of one provider: as far as most go.
  bool is_spread_below(GroupId id, ComponentId cause) {
    const auto group = groups_.find(id);
    if (group == groups_.end()) return false;
    const Model& model = subject_.model;
    if (has_kind(model, cause, "region")) {
      return placement_.places_of(group->second, "zone").size() > 1;
    }
    return has_kind(model, cause, "provider") &&
           placement_.places_of(group->second, "region").size() > 1;
  }

  RuleFinding finding_of(EventId event, const std::vector<GroupId>& groups) {
    constexpr std::size_t most = 5;
    const BasicEvent& basic = subject_.function.events[event];
    const ComponentId cause = component_of(event);
    RuleFinding finding;
    finding.subject = basic.name;
    if (cause.valid()) {
      finding = subject_.at(cause, "");
    } else {
      finding.span = subject_.model.common_causes[basic.common_cause].span;
    }
    const RedundancyGroup& first = subject_.function.groups[groups.front()];
    finding.message =
        fmt::format("`{}` alone defeats the redundancy of `{}`{}", finding.subject, first.name,
                    groups.size() > 1 ? fmt::format(" and {} more", groups.size() - 1) : "");
    bool spread = cause.valid();
    for (std::size_t i = 0; i < groups.size(); ++i) {
      spread = spread && is_spread_below(groups[i], cause);
      if (i >= most) continue;
      const RedundancyGroup& group = subject_.function.groups[groups[i]];
      finding.witness.push_back(witness_of(groups[i], cause));
      finding.notes.push_back(
          {fmt::format("`{}` is declared redundant here", group.name), group.span});
    }
    if (spread) finding.severity = Severity::info;
    finding.help =
        cause.valid() && is_place(subject_.model, cause)
            ? fmt::format("place the members on different ones, not all on `{}`", finding.subject)
            : fmt::format("let the members not all need `{}`, or give the need a fallback",
                          finding.subject);
    return finding;
  }

  std::string witness_of(GroupId id, ComponentId cause) {
    const RedundancyGroup& group = subject_.function.groups[id];
    const auto declared = groups_.find(id);
    if (declared == groups_.end() || !cause.valid()) {
      return fmt::format("when it fails, all of `{}` fails", group.name);
    }
    const std::uint32_t on = placement_.instances_on(declared->second, cause);
    const std::uint32_t total = declared->second.total;
    const std::string all =
        fmt::format("{} of `{}`", total == 2 ? "both" : fmt::format("all {}", total), group.name);
    if (on == total) return all + " run on it";
    if (on > 0)
      return fmt::format("`{}`: {} of {} run on it, the others need it", group.name, on, total);
    return all + " need it";
  }

  const LintSubject& subject_;
  Placement placement_;
  std::unordered_map<GroupId, DeclaredGroup> groups_;
};

void check_hidden_common_cause(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  SharedGround(subject).report(findings);
}

}  // namespace

const Rule& hidden_common_cause_rule() {
  static const Rule rule{
      "CP102",
      "hidden-common-cause",
      Severity::warning,
      "redundancy whose members share a host, zone, network, secret or pipeline",
      "Reports whatever all members run on, and a place, power feed, network, DNS, secret, "
      "certificate, pipeline or common cause outside a redundancy group whose failure alone "
      "defeats the whole group. Only the nearest "
      "one "
      "is named: where two containers share a VM, the region under the VM is not. Members that are "
      "spread over several zones of one region make it a note, and nothing at all where the "
      "journeys survive the loss of the region.",
      "The redundancy is paid for and does not help against this failure.",
      "Spread the members over several of what they share.",
      R"(cutpoint: 1
journeys: {shop: {needs: [{any_of: [web-1, web-2]}]}}
components:
  web-1: {kind: service, runs_on: vm-1}
  web-2: {kind: service, runs_on: vm-2}
  vm-1: {kind: vm}
  vm-2: {kind: vm}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [{any_of: [web-1, web-2]}]}}
components:
  web-1: {kind: service, runs_on: vm-1}
  web-2: {kind: service, runs_on: vm-1}
  vm-1: {kind: vm}
)",
      check_hidden_common_cause,
      is_shared_ground};
  return rule;
}

}  // namespace cutpoint
