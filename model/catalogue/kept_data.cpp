#include "cutpoint/kept_data.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cutpoint {

namespace {

constexpr std::array<std::string_view, 2> record_kinds = {"database", "model_registry"};
constexpr std::array<std::string_view, 4> copy_kinds = {"volume", "object_storage", "vector_db",
                                                        "feature_store"};
constexpr std::array<std::string_view, 16> dataless_kinds = {
    "client", "dns",   "cdn",  "load_balancer", "gateway", "network", "link",   "switch",
    "router", "power", "rack", "zone",          "region",  "gpu",     "person", "group"};

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

KeptData kept_data(const Kind& kind) {
  if (holds(record_kinds, kind.base)) return KeptData::records;
  if (holds(copy_kinds, kind.base)) return KeptData::copies;
  return holds(dataless_kinds, kind.base) ? KeptData::nothing : KeptData::unstated;
}

}  // namespace cutpoint
