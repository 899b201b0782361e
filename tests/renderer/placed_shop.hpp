/// A shop on two hosts in two zones, for tests of pictures.
#pragma once

#include <string>

namespace cutpoint::testing {

inline const std::string placed_shop = R"(
name: shop
journeys: {buy: {needs: [web]}, read: {needs: [docs]}}
components:
  web: {kind: service, runs_on: host-1, depends_on: [{any_of: [db-1, db-2]}, {component: mail, soft: true}]}
  docs: {kind: service, runs_on: host-2}
  db-1: {kind: database, runs_on: host-1}
  db-2: {kind: database, runs_on: host-2}
  mail: {kind: external}
  host-1: {kind: host, runs_on: zone-a}
  host-2: {kind: host, runs_on: zone-b}
  zone-a: {kind: zone}
  zone-b: {kind: zone}
)";

}  // namespace cutpoint::testing
