#include "importer/terraform/drafting.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "importer/evidence/draft_parts.hpp"
#include "importer/terraform/identifiers.hpp"
#include "model/base/name_list.hpp"

namespace cutpoint::terraform {

namespace {

/// Secrets and certificates stand in the model where something needs them.
bool stands_alone(const ResourceType& row) {
  return row.kind != "secret" && row.kind != "certificate";
}

class NameChooser {
 public:
  explicit NameChooser(const Findings& findings) : findings_(findings) {}

  std::vector<std::string> run() {
    const std::vector<Resource>& resources = findings_.inventory.resources;
    names_.resize(resources.size());
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < resources.size(); ++i) {
      if (is_asked_for(i)) open.push_back(i);
    }
    std::unordered_set<std::size_t> chosen(open.begin(), open.end());
    for (std::size_t at = 0; at < open.size(); ++at) {
      for (const std::size_t next : reached_from(open[at])) {
        if (findings_.sizes[next].instances > 0 && chosen.insert(next).second) open.push_back(next);
      }
    }
    for (std::size_t i = 0; i < resources.size(); ++i) {
      if (chosen.contains(i)) names_[i] = name(resources[i]);
    }
    return std::move(names_);
  }

 private:
  [[nodiscard]] bool is_asked_for(std::size_t i) const {
    const Resource& resource = findings_.inventory.resources[i];
    if (!is_modelled(resource.row->part) || resource.is_data) return false;
    if (findings_.sizes[i].instances == 0 || !stands_alone(*resource.row)) return false;
    // A name that leads to nothing in these files is told, not drawn.
    return resource.row->kind != "dns" || resource.row->part == Part::host ||
           !findings_.wiring.needs[i].empty();
  }

  [[nodiscard]] std::vector<std::size_t> reached_from(std::size_t i) const {
    std::vector<std::size_t> reached = findings_.wiring.hosts[i];
    for (const Requirement& need : findings_.wiring.needs[i])
      reached.insert(reached.end(), need.targets.begin(), need.targets.end());
    return reached;
  }

  /// Several files may use an address; one that repeats a secret loses its keys.
  std::string name(const Resource& resource) {
    const bool reveals = findings_.inventory.secrets.reveals(resource.address);
    std::string base = reveals ? resource.block : resource.address;
    if (findings_.inventory.secrets.reveals(base)) base = resource.type;
    std::string unused = base;
    for (int number = 2; !used_.insert(unused).second; ++number)
      unused = fmt::format("{}-{}", base, number);
    return unused;
  }

  const Findings& findings_;
  std::vector<std::string> names_;
  std::unordered_set<std::string> used_;
};

class Drafter {
 public:
  Drafter(const Findings& findings, const SourceFiles& sources, std::vector<std::string> names,
          bool explains)
      : findings_(findings), sources_(sources), names_(std::move(names)) {
    out_.conclusions = Conclusions(explains);
  }

  Imported run() {
    start();
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (!names_[i].empty()) add_component(i);
    }
    add_zones_and_regions();
    for (const WayIn& way : findings_.ways) add_journey(way);
    add_addresses();
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Resource& resource(std::size_t i) const {
    return findings_.inventory.resources[i];
  }

  void start() {
    Draft& draft = out_.draft;
    for (const Source& source : findings_.inventory.sources) draft.files.push_back(source.file);
    if (draft.files.empty()) return;
    start_ = SourceSpan{draft.files.front(), 1, 1, 1};
    draft.version = given_at<std::uint32_t>(1, start_);
    std::string name = sources_.name(draft.files.front());
    if (name == "-") return;  // standard input has none
    name = name.substr(name.rfind('/') + 1);
    draft.name = given_at(name.substr(0, name.find('.')), start_);
  }

  void conclude(ConclusionKind kind, std::size_t i, std::string what, std::string reason,
                Strength strength, SourceSpan span) {
    out_.conclusions.push_back(
        {kind, names_[i], std::move(what), std::move(reason), strength, span});
  }

  void add_component(std::size_t i) {
    const Resource& from = resource(i);
    DraftComponent component;
    component.name = {names_[i], from.span};
    component.kind = given_at(std::string(from.row->kind), from.span);
    component.labels.emplace_back(WrittenName{"type", from.span},
                                  WrittenName{from.type, from.span});
    if (from.is_data)
      component.description = given_at<std::string>("Outside of this configuration", from.span);
    conclude(ConclusionKind::kind, i, from.row->kind.data(), "resource type " + from.type,
             Strength::declared, from.span);
    add_size(i, component);
    add_profile(i, component);
    add_hosts(i, component);
    for (const Requirement& need : findings_.wiring.needs[i]) add_need(i, need, component);
    if (component.depends_on.empty() && from.row->role == Role::inner)
      component.dependencies_known = given_at(false, from.span);
    out_.draft.components.push_back(std::move(component));
  }

  void add_size(std::size_t i, DraftComponent& component) {
    const Size& size = findings_.sizes[i];
    const SourceSpan span = resource(i).span;
    if (size.instances > 1) {
      component.replicas = given_at(size.instances, span);
      component.at_least = given_at(size.at_least, span);
    }
    if (!size.reason.empty()) {
      const bool all = size.at_least == size.instances && size.instances > 1;
      conclude(ConclusionKind::instances, i, fmt::format("{} of {}", size.at_least, size.instances),
               size.reason + (all ? "; nothing says that fewer are enough" : ""),
               Strength::declared, span);
    }
    if (!size.doubt.empty())
      conclude(ConclusionKind::instances, i, "not known", size.doubt, Strength::assumed, span);
  }

  void add_profile(std::size_t i, DraftComponent& component) {
    const ResourceType& row = *resource(i).row;
    const bool spans = findings_.sizes[i].spans_zones && !row.profile_of_zones.empty();
    const std::string_view profile = spans ? row.profile_of_zones : row.profile;
    if (profile.empty()) return;
    component.figures.profile = given_at(std::string(profile), resource(i).span);
    conclude(ConclusionKind::figure, i, std::string(profile),
             "what the provider promises, as a ceiling", Strength::assumed, resource(i).span);
  }

  void add_hosts(std::size_t i, DraftComponent& component) {
    const SourceSpan span = resource(i).span;
    std::vector<std::string> hosts;
    for (const std::size_t host : findings_.wiring.hosts[i]) {
      if (!names_[host].empty()) hosts.push_back(names_[host]);
    }
    const bool has_host = !hosts.empty();
    if (!has_host) hosts = zones_or_region(i);
    if (hosts.empty()) return;
    std::string list;
    for (const std::string& host : hosts) {
      list += (list.empty() ? "" : ", ") + host;
      component.runs_on.names.push_back({host, span});
    }
    component.runs_on.span = span;
    // What a plan of several machines runs is on all of them.
    const std::vector<std::size_t>& named = findings_.wiring.hosts[i];
    if (has_host && findings_.sizes[named.front()].instances > 1)
      component.placement = given_at(Seating::anywhere, span);
    conclude(ConclusionKind::placement, i, "on " + list,
             has_host ? "named as what it runs on" : place_reason(i), Strength::inferred, span);
  }

  [[nodiscard]] std::string place_reason(std::size_t i) const {
    const Whereabouts& place = findings_.places[i];
    if (place.zones_unknown && place.zones.empty())
      return "its subnets do not say their zones, so that nothing is spread";
    if (findings_.sizes[i].spans_zones) return "the provider spreads it over the zones";
    return place.zones.size() > 1 ? "in one of its zones, not known which"
                                  : "zone of its subnet or its own";
  }

  /// What spans zones fails with its region; what lies in one of several, nobody knows which, too.
  std::vector<std::string> zones_or_region(std::size_t i) {
    const Whereabouts& place = findings_.places[i];
    const Size& size = findings_.sizes[i];
    const Extent extent = resource(i).row->extent;
    if (extent == Extent::global) return {};
    std::vector<std::string> zones;
    const bool is_pool = extent == Extent::spread && size.instances > 1;
    if (is_pool) {
      const std::size_t count = std::min<std::size_t>(place.zones.size(), size.instances);
      zones.assign(place.zones.begin(), place.zones.begin() + static_cast<std::ptrdiff_t>(count));
    } else if (place.zones.size() == 1 && !size.spans_zones) {
      zones = place.zones;
    }
    for (const std::string& zone : zones) add_zone(zone, place.region);
    if (!zones.empty() || place.region.empty()) return zones;
    add_region(place.region);
    return {place.region};
  }

  void add_zone(const std::string& zone, const std::string& region) {
    if (!zones_.emplace(zone, region).second) return;
    zone_order_.push_back(zone);
    if (!region.empty()) add_region(region);
  }

  void add_region(const std::string& region) {
    if (std::find(regions_.begin(), regions_.end(), region) == regions_.end())
      regions_.push_back(region);
  }

  void add_need(std::size_t i, const Requirement& need, DraftComponent& component) {
    std::vector<std::size_t> targets;
    for (const std::size_t target : need.targets) {
      if (!names_[target].empty() && !is_host_of(i, target)) targets.push_back(target);
    }
    if (targets.empty()) return;
    if (need.bond == Bond::copy) return add_copies(i, need, targets, component);
    DraftRequirement entry;
    entry.span = need.span;
    if (targets.size() == 1) {
      entry.component = {names_[targets.front()], need.span};
    } else {
      entry.form = DraftRequirement::Form::any_of;
      entry.members.span = need.span;
      for (const std::size_t target : targets) {
        entry.members.entries.push_back(plain_need(names_[target], need.span));
      }
    }
    if (need.bond != Bond::hard) entry.soft = given_at(true, need.span);
    entry.inferred = given_at(with_place(need.reason, need.span, sources_), need.span);
    component.depends_on.push_back(std::move(entry));
    conclude_need(i, need, targets);
  }

  /// How far a copy lags behind is not in the files.
  void add_copies(std::size_t i, const Requirement& need, const std::vector<std::size_t>& targets,
                  DraftComponent& component) {
    Replication copies = component.replication ? *component.replication : Replication();
    copies.span = need.span;
    copies.mode = given_at(ReplicationMode::async, need.span);
    for (const std::size_t target : targets) {
      copies.to.push_back({names_[target], need.span});
      conclude(ConclusionKind::need, i, "its data are copied to " + names_[target], need.reason,
               Strength::declared, need.span);
    }
    component.replication = std::move(copies);
  }

  [[nodiscard]] bool is_host_of(std::size_t i, std::size_t target) const {
    const std::vector<std::size_t>& hosts = findings_.wiring.hosts[i];
    return std::find(hosts.begin(), hosts.end(), target) != hosts.end();
  }

  void conclude_need(std::size_t i, const Requirement& need,
                     const std::vector<std::size_t>& targets) {
    constexpr std::size_t shown = 6;
    std::string what = targets.size() == 1 ? "needs " : "needs any of ";
    if (need.bond == Bond::soft) what = "uses, but does without, ";
    if (need.bond == Bond::telemetry) what = "reports to ";
    std::vector<std::string> of_targets;
    of_targets.reserve(targets.size());
    for (const std::size_t target : targets) of_targets.push_back(names_[target]);
    what += first_names(of_targets, shown);
    const ConclusionKind kind = targets.size() == 1 ? ConclusionKind::need : ConclusionKind::group;
    conclude(kind, i, std::move(what), need.reason, Strength::inferred, need.span);
  }

  /// Zones have no dots and addresses always have one, so that their names never meet.
  void add_zones_and_regions() {
    for (const std::string& zone : zone_order_) {
      DraftComponent component;
      component.name = {zone, start_};
      component.kind = given_at<std::string>("zone", start_);
      if (!zones_[zone].empty()) component.runs_on.names.push_back({zones_[zone], start_});
      out_.draft.components.push_back(std::move(component));
    }
    for (const std::string& region : regions_) {
      DraftComponent component;
      component.name = {region, start_};
      component.kind = given_at<std::string>("region", start_);
      out_.draft.components.push_back(std::move(component));
    }
  }

  void add_journey(const WayIn& way) {
    DraftJourney journey;
    std::vector<DraftRequirement> needs;
    for (const std::size_t i : way.components) {
      if (names_[i].empty()) continue;
      needs.push_back(plain_need(names_[i], resource(i).span));
      conclude(ConclusionKind::journey, i, "way in of " + way.name, way.reason, Strength::inferred,
               resource(i).span);
    }
    if (needs.empty()) return;
    journey.name = {way.name, needs.front().span};
    journey.description =
        given_at(fmt::format("Comes in here: {}", way.reason), needs.front().span);
    if (way.any && needs.size() > 1) {
      DraftRequirement any;
      any.form = DraftRequirement::Form::any_of;
      any.span = needs.front().span;
      any.members.span = any.span;
      any.members.entries = std::move(needs);
      any.inferred = given_at(
          with_place("records of one name with health checks", any.span, sources_), any.span);
      needs.clear();
      needs.push_back(std::move(any));
    }
    journey.needs = std::move(needs);
    out_.draft.journeys.push_back(std::move(journey));
  }

  void add_addresses() {
    const Secrets& secrets = findings_.inventory.secrets;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i].empty()) continue;
      for (std::string& address : own_addresses(resource(i))) {
        if (!secrets.reveals(address)) out_.answers.push_back({std::move(address), names_[i]});
      }
    }
    for (const ForeignHost& host : findings_.references.foreign) {
      if (names_[host.resource].empty() || secrets.reveals(host.host)) continue;
      out_.unmet.push_back(
          {names_[host.resource], host.host, host.port, host.attribute, false, host.span});
    }
  }

  const Findings& findings_;
  const SourceFiles& sources_;
  std::vector<std::string> names_;
  SourceSpan start_;
  std::unordered_map<std::string, std::string> zones_;  ///< with their regions
  std::vector<std::string> zone_order_;
  std::vector<std::string> regions_;
  Imported out_;
};

}  // namespace

std::vector<std::string> names_in_draft(const Findings& findings) {
  return NameChooser(findings).run();
}

Imported write_draft(const Findings& findings, const SourceFiles& sources, bool explains) {
  return Drafter(findings, sources, names_in_draft(findings), explains).run();
}

}  // namespace cutpoint::terraform
