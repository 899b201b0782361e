#include "importer/compose/start_order.hpp"

#include <fmt/format.h>

namespace cutpoint::compose {

std::vector<bool> find_jobs(const std::vector<Service>& services, const ServiceNames& names,
                            Diagnostics& diagnostics) {
  std::vector<bool> is_job(services.size());
  for (std::size_t i = 0; i < services.size(); ++i) {
    if (services[i].is_job) is_job[i] = true;
    for (const DeclaredEdge& edge : services[i].declared) {
      if (edge.kind != DeclaredEdge::Kind::completed) continue;
      if (const auto target = names.find_service(edge.target)) is_job[*target] = true;
    }
  }
  std::string jobs;
  SourceSpan first;
  for (std::size_t i = 0; i < services.size(); ++i) {
    if (!is_job[i]) continue;
    if (!first.known()) first = services[i].span;
    jobs += (jobs.empty() ? "" : ", ") + services[i].name;
  }
  if (!jobs.empty()) {
    diagnostics.info(
        "one-shot-job", first,
        fmt::format("run once and end, so nothing needs them to keep running: {}", jobs));
  }
  return is_job;
}

std::string why_no_need(const Service& from, const Service& to, DeclaredEdge::Kind kind,
                        bool target_is_job) {
  if (kind == DeclaredEdge::Kind::completed || target_is_job) return "a job that ends";
  if (kind == DeclaredEdge::Kind::shares_volumes) return "volumes outlive what mounts them";
  if (kind != DeclaredEdge::Kind::depends_on) return {};
  const bool same = !from.program().empty() && from.program() == to.program();
  if (same && (keeps_data(from.role) || from.role == Role::control)) {
    return "members of one service";
  }
  if (same) return "the same program";
  // A store that starts after another holds its own data; who coordinates it is needed.
  if (keeps_data(from.role) && keeps_data(to.role)) return "a store beside a store";
  if (to.takes_work) return "background work, which nobody calls";
  if (to.role == Role::tool || to.role == Role::cron || to.role == Role::agent) {
    return fmt::format("a {}", name_of(to.role));
  }
  return {};
}

bool goes_on_without(const Service& from, const Service& to) {
  if (from.role == Role::telemetry || from.role == Role::agent) {
    return to.role == Role::agent ||
           (!is_beside(to.role) && !keeps_data(to.role) && to.role != Role::control);
  }
  return (to.role == Role::telemetry || to.role == Role::agent) && from.role != Role::tool;
}

}  // namespace cutpoint::compose
