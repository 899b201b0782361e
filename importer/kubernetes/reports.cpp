#include "importer/kubernetes/reports.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "importer/kubernetes/eviction_budgets.hpp"
#include "importer/kubernetes/planned_downtime.hpp"
#include "importer/kubernetes/workloads/probes.hpp"
#include "model/base/name_list.hpp"

namespace cutpoint::kubernetes {

namespace {

constexpr std::size_t most_names = 6;

std::string listed_names(const std::set<std::string>& names) {
  return first_names({names.begin(), names.end()}, most_names);
}

class Reporter {
 public:
  Reporter(const ImportFindings& findings, Imported& result, Diagnostics& diagnostics)
      : findings_(findings), result_(result), diagnostics_(diagnostics) {}

  void run() {
    for (std::size_t i = 0; i < findings_.workloads.size(); ++i) {
      report_domains(findings_.workloads[i], findings_.placement.seats[i]);
    }
    report_eviction_budgets(findings_.workloads, findings_.objects, result_, diagnostics_);
    report_hosts();
    report_missing();
    report_routes();
    report_assumptions();
  }

 private:
  void conclude(ConclusionKind kind, const Workload& workload, std::string what, std::string reason,
                Strength strength, SourceSpan span) {
    result_.conclusions.push_back(
        {kind, workload.name, std::move(what), std::move(reason), strength, span});
  }

  /// How many are lost with the worst node, and with the worst zone.
  void report_domains(const Workload& workload, const Seats& seats) {
    if (seats.nodes.empty()) return;
    const bool is_real = findings_.placement.is_real;
    const std::string open = "nothing keeps its instances apart";
    const auto reason = [&](const std::string& why) {
      return seats.instances < 2 ? std::string("it has one instance") : why.empty() ? open : why;
    };
    const Strength strength = is_real ? Strength::declared : Strength::inferred;
    conclude(ConclusionKind::placement, workload,
             fmt::format("worst node: {} of {} lost", seats.worst_node, seats.instances),
             reason(seats.node_reason), strength, workload.span);
    conclude(ConclusionKind::placement, workload,
             seats.zones_known
                 ? fmt::format("worst zone: {} of {} lost", seats.worst_zone, seats.instances)
                 : fmt::format("worst zone: not known of {}", seats.instances),
             seats.zones_known ? reason(seats.zone_reason) : "its nodes say no zone", strength,
             workload.span);
    for (const SchedulingRemark& remark : seats.remarks)
      conclude(ConclusionKind::placement, workload, "guarantees nothing", remark.text,
               Strength::declared, remark.span.known() ? remark.span : workload.span);
  }

  void report_hosts() {
    for (const UnknownHost& host : findings_.needs.unknown) {
      const Workload& workload = findings_.workloads[host.workload];
      result_.unmet.push_back(
          {workload.name, host.host, host.port, host.reason, host.soft, host.span});
      conclude(ConclusionKind::left_out, workload, "names " + host.host,
               host.reason + (host.is_cluster_name ? "; no Service of the files has that name"
                                                   : "; nothing of the files answers to it"),
               Strength::inferred, host.span);
    }
  }

  void report_missing() {
    std::map<std::string, std::set<std::string>> names;
    std::map<std::string, SourceSpan> places;
    for (const MissingSource& missing : findings_.needs.missing) {
      names[missing.kind].insert(missing.name);
      places.emplace(missing.kind, missing.span);
      result_.conclusions.push_back(
          {ConclusionKind::left_out, missing.workload,
           fmt::format("{} {} is not in the files", missing.kind, missing.name),
           missing.is_optional ? "it is optional" : "its pods do not start without it",
           Strength::declared, missing.span});
    }
    for (const auto& [kind, missing] : names)
      diagnostics_
          .info("missing-source", places.at(kind),
                fmt::format("{}s are named that are not in the files: {}", kind,
                            listed_names(missing)))
          .help = "addresses in them are not known to the result";
  }

  void report_routes() {
    for (const DeadRoute& dead : findings_.routes.dead)
      diagnostics_.info("dead-route", dead.span,
                        fmt::format("{} leads to Service `{}`, which is not in the files",
                                    dead.reason, dead.service));
    std::set<std::string> gateways;
    for (const DeadRoute& gateway : findings_.routes.gateways) gateways.insert(gateway.service);
    if (!gateways.empty())
      diagnostics_
          .info("missing-gateway", findings_.routes.gateways.front().span,
                fmt::format("routes name Gateways that are not in the files: {}",
                            listed_names(gateways)))
          .help = "without them nothing comes in by these routes";
  }

  void report_assumptions() {
    const auto restarts = std::find_if(findings_.workloads.begin(), findings_.workloads.end(),
                                       [](const Workload& w) { return restart_of(w).has_value(); });
    if (restarts != findings_.workloads.end())
      diagnostics_
          .info("assumed-restart", restarts->span,
                "restarts by the kubelet are taken over with an assumed time of 20 s that "
                "cures 90 %")
          .help = "set `time` and `cures` to what you measure";
    const auto& components = result_.draft.components;
    const auto window = std::find_if(components.begin(), components.end(),
                                     [](const auto& c) { return !c.maintenance.empty(); });
    if (window != components.end())
      diagnostics_
          .info("assumed-rollouts", window->name.span,
                "rollouts and drains of nodes that leave too few instances are taken over as "
                "planned downtime; that there is a rollout a week and a drain of each node every "
                "four weeks is assumed")
          .help = "set `every` and `lasts` of `maintenance` to what you do";
    if (findings_.workloads.size() > MaintenanceWindows::most_drained)
      diagnostics_
          .info("assumed-rollouts", findings_.workloads.front().span,
                fmt::format("drains of nodes are left out: there are more than {} workloads",
                            MaintenanceWindows::most_drained))
          .help = "import the namespaces that matter";
    if (!findings_.placement.is_real)
      diagnostics_
          .info("assumed-nodes", findings_.workloads.front().span,
                "the files have no nodes: the model has the fewest nodes and zones that may "
                "legally hold everything")
          .help = "import `kubectl get nodes,pods,… -A -o json` too for where things really are";
  }

  const ImportFindings& findings_;
  Imported& result_;
  Diagnostics& diagnostics_;
};

}  // namespace

void report_import(const ImportFindings& findings, Imported& result, Diagnostics& diagnostics) {
  Reporter(findings, result, diagnostics).run();
}

}  // namespace cutpoint::kubernetes
