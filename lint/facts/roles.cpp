#include "lint/facts/roles.hpp"

#include <algorithm>

namespace cutpoint {

bool keeps_data(const Kind& kind) {
  return is_own_data(kind.kept);
}

bool keeps_records(const Kind& kind) {
  return kind.kept == KeptData::records;
}

bool is_shared_ground(const Kind& kind) {
  return is_any_of(kind, {"vm", "host", "rack", "zone", "region", "provider", "power", "network",
                          "link", "dns", "switch", "router", "secret", "certificate", "pipeline"});
}

bool is_place(const Kind& kind) {
  return kind.is_place;
}

bool is_any_of(const Kind& kind, std::initializer_list<std::string_view> built_in) {
  return std::find(built_in.begin(), built_in.end(), kind.base) != built_in.end();
}

bool keeps_data(const Model& model, ComponentId id) {
  return keeps_data(model.kind_of(id));
}

bool keeps_records(const Model& model, ComponentId id) {
  return keeps_records(model.kind_of(id));
}

bool directs_traffic(const Model& model, ComponentId id) {
  return is_any_of(model.kind_of(id), {"load_balancer", "gateway", "dns", "cdn"});
}

bool serves_requests(const Model& model, ComponentId id) {
  return is_any_of(model.kind_of(id),
                   {"vm", "host", "container", "pod", "service", "model_server"});
}

bool is_shared_ground(const Model& model, ComponentId id) {
  return is_shared_ground(model.kind_of(id));
}

bool is_place(const Model& model, ComponentId id) {
  return is_place(model.kind_of(id));
}

bool has_kind(const Model& model, ComponentId id, std::string_view built_in) {
  return is_any_of(model.kind_of(id), {built_in});
}

}  // namespace cutpoint
