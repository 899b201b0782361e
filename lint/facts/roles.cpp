#include "lint/facts/roles.hpp"

#include <algorithm>
#include <array>

namespace cutpoint {

namespace {

template <std::size_t Count>
bool is_one_of(const Model& model, ComponentId id,
               const std::array<std::string_view, Count>& kinds) {
  return std::find(kinds.begin(), kinds.end(), model.kind_of(id).base) != kinds.end();
}

constexpr std::array<std::string_view, 4> director_kinds = {"load_balancer", "gateway", "dns",
                                                            "cdn"};
constexpr std::array<std::string_view, 6> server_kinds = {"vm",  "host",    "container",
                                                          "pod", "service", "model_server"};
constexpr std::array<std::string_view, 15> ground_kinds = {
    "vm",   "host", "rack",   "zone",   "region", "provider",    "power",   "network",
    "link", "dns",  "switch", "router", "secret", "certificate", "pipeline"};

}  // namespace

bool keeps_data(const Model& model, ComponentId id) {
  return is_own_data(model.kind_of(id).kept);
}

bool keeps_records(const Model& model, ComponentId id) {
  return model.kind_of(id).kept == KeptData::records;
}

bool directs_traffic(const Model& model, ComponentId id) {
  return is_one_of(model, id, director_kinds);
}

bool serves_requests(const Model& model, ComponentId id) {
  return is_one_of(model, id, server_kinds);
}

bool is_shared_ground(const Model& model, ComponentId id) {
  return is_one_of(model, id, ground_kinds);
}

bool is_place(const Model& model, ComponentId id) {
  return model.kind_of(id).is_place;
}

bool has_kind(const Model& model, ComponentId id, std::string_view built_in) {
  return model.kind_of(id).base == built_in;
}

}  // namespace cutpoint
