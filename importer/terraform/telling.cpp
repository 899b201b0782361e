#include "importer/terraform/telling.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace cutpoint::terraform {

namespace {

/// Counts by type, with the first place of each.
struct Counted {
  std::map<std::string, std::size_t> by_type;
  std::size_t total = 0;
  SourceSpan first;

  void add(const Resource& resource) {
    if (total++ == 0) first = resource.span;
    ++by_type[resource.type];
  }
  /// The most frequent types first.
  [[nodiscard]] std::string list(std::size_t shown) const {
    std::vector<std::pair<std::string, std::size_t>> rows(by_type.begin(), by_type.end());
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::string out;
    for (std::size_t i = 0; i < std::min(shown, rows.size()); ++i) {
      if (i > 0) out += ", ";
      out += rows[i].first;
      if (rows[i].second > 1) out += fmt::format(" ({})", rows[i].second);
    }
    if (rows.size() > shown) out += fmt::format(" and {} more types", rows.size() - shown);
    return out;
  }
};

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", count, count == 1 ? one : several);
}

class Teller {
 public:
  Teller(const Findings& findings, const std::vector<std::string>& names, Imported& imported,
         Diagnostics& diagnostics)
      : findings_(findings), names_(names), imported_(imported), diagnostics_(diagnostics) {}

  void run() {
    tell_types();
    tell_empty();
    tell_references();
    tell_ways_out();
  }

 private:
  [[nodiscard]] const Resource& resource(std::size_t i) const {
    return findings_.inventory.resources[i];
  }

  void leave_out(const Counted& counted_types, std::string_view reason) {
    for (const auto& [type, count] : counted_types.by_type) {
      imported_.conclusions.push_back(
          {ConclusionKind::left_out, "", fmt::format("{} of type {}", count, type),
           std::string(reason), Strength::declared, counted_types.first});
    }
  }

  /// Objects of Kubernetes are read where they are written as such.
  static std::string unknown_help(const Counted& unknown) {
    const bool has_manifests =
        std::any_of(unknown.by_type.begin(), unknown.by_type.end(),
                    [](const auto& one) { return one.first.ends_with("_manifest"); });
    return has_manifests ? "import the manifests beside this file, or what `kubectl get -A -o "
                           "json` says of the cluster; add what else matters in a file that "
                           "includes the result"
                         : "add those that matter as components in a file that includes the result";
  }

  void tell_types() {
    Counted unknown;
    Counted beside;
    Counted unneeded;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const Part part = resource(i).row->part;
      // A data source creates nothing: an unknown one is no more than a setting.
      const bool is_lookup = part == Part::unknown && resource(i).is_data;
      if (part == Part::unknown && !is_lookup) unknown.add(resource(i));
      if (part == Part::settings || part == Part::permission || is_lookup) beside.add(resource(i));
      if (is_modelled(part) && names_[i].empty() && findings_.sizes[i].instances > 0)
        unneeded.add(resource(i));
    }
    leave_out(unknown, "no table knows this type");
    leave_out(beside, "settings and permissions, which nothing waits for at run time");
    leave_out(unneeded, "nothing in these files needs it");
    constexpr std::size_t shown = 12;
    if (unknown.total > 0) {
      diagnostics_
          .warning(
              "unknown-types", unknown.first,
              fmt::format("{} of types that the importer does not know left out: {}",
                          counted(unknown.total, "resource", "resources"), unknown.list(shown)))
          .help = unknown_help(unknown);
    }
    if (beside.total + unneeded.total > 0) {
      diagnostics_.info(
          "left-out", beside.total > 0 ? beside.first : unneeded.first,
          fmt::format("{} left out: settings and permissions, and what nothing needs",
                      counted(beside.total + unneeded.total, "resource", "resources")));
    }
  }

  void tell_empty() {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (!is_modelled(resource(i).row->part) || findings_.sizes[i].instances > 0) continue;
      diagnostics_.info("no-instances", resource(i).span,
                        fmt::format("`{}` has no instances and is left out: {}", shown_name(i),
                                    findings_.sizes[i].reason));
    }
    for (const std::size_t i : findings_.wiring.empty_groups) {
      diagnostics_.info("empty-group", resource(i).span,
                        fmt::format("`{}` has no members in these files", shown_name(i)));
    }
  }

  [[nodiscard]] std::string shown_name(std::size_t i) const {
    const Resource& of = resource(i);
    return findings_.inventory.secrets.reveals(of.address) ? of.block : of.address;
  }

  void tell_references() {
    const SourceSpan start = imported_.draft.version ? imported_.draft.version->span : SourceSpan();
    const References& references = findings_.references;
    if (references.dangling > 0) {
      diagnostics_.info("dangling-references", start,
                        fmt::format("{} of this state lead to what is not in it",
                                    counted(references.dangling, "dependency", "dependencies")));
    }
    if (references.hidden_by_locals > 0) {
      diagnostics_
          .info("hidden-references", start,
                fmt::format(
                    "{} to others only through locals, which a plan does not show",
                    counted(references.hidden_by_locals, "attribute refers", "attributes refer")))
          .help = "a state, or a plan of what was applied once, shows more";
    }
    if (references.hidden_by_dynamic > 0) {
      diagnostics_
          .info("hidden-references", start,
                fmt::format("{} values that are only known after the apply: whom they name the "
                            "plan does not show",
                            counted(references.hidden_by_dynamic, "dynamic block has",
                                    "dynamic blocks have")))
          .help = "a state, or a plan of what was applied once, shows more";
    }
    if (references.cut_short)
      diagnostics_.warning("cut-short", start,
                           "there are more references than are followed: edges are missing");
  }

  [[nodiscard]] std::vector<std::size_t> zonal_gateways(std::size_t i) const {
    std::vector<std::size_t> gateways;
    for (const Requirement& need : findings_.wiring.needs[i]) {
      const std::size_t target = need.targets.front();
      const ResourceType& row = *resource(target).row;
      if (need.bond != Bond::hard && row.extent == Extent::zonal && row.kind == "gateway" &&
          !names_[target].empty())
        gateways.push_back(target);
    }
    return gateways;
  }

  /// The trap of one gateway for subnets in several zones.
  void tell_ways_out() {
    std::map<std::size_t, std::set<std::string>> zones_of_users;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i].empty()) continue;
      const std::vector<std::size_t> gateways = zonal_gateways(i);
      if (gateways.size() != 1) continue;
      const std::vector<std::string>& zones = findings_.places[i].zones;
      zones_of_users[gateways.front()].insert(zones.begin(), zones.end());
    }
    for (const auto& [gateway, zones] : zones_of_users) {
      const std::vector<std::string>& own = findings_.places[gateway].zones;
      if (own.size() != 1 || zones.size() < 2) continue;
      diagnostics_
          .warning("one-way-out", resource(gateway).span,
                   fmt::format("`{}` in {} is the way out of what runs in {} zones",
                               names_[gateway], own.front(), zones.size()))
          .help =
          "one gateway a zone, each with a route table of its own, fails with its zone only";
    }
  }

  const Findings& findings_;
  const std::vector<std::string>& names_;
  Imported& imported_;
  Diagnostics& diagnostics_;
};

}  // namespace

void tell_what_is_left(const Findings& findings, const std::vector<std::string>& names,
                       Imported& imported, Diagnostics& diagnostics) {
  Teller(findings, names, imported, diagnostics).run();
}

}  // namespace cutpoint::terraform
