/// What is known of an image: what it is, what it is there for, and how several of it live on.
#pragma once

#include <cstdint>
#include <string_view>

namespace cutpoint {

/// What a component is there for.
enum class Role : std::uint8_t {
  unknown,
  entry,      ///< a gateway or front end: users call it
  inner,      ///< a program that others call
  store,      ///< keeps data
  cache,      ///< keeps copies of data
  queue,      ///< passes messages on
  balancer,   ///< passes requests on to one of several
  telemetry,  ///< metrics, logs and traces: nothing waits for it
  tool,       ///< for people who run the system: databases' user interfaces, dashboards, tests
  job,        ///< runs once and ends
  cron,       ///< runs now and then
  control,    ///< elects, coordinates, holds configuration for others
  agent,      ///< beside each of the others, on behalf of the platform
};

/// How several members of one service live on without some.
enum class ClusterLife : std::uint8_t {
  unknown,   ///< nothing is known of it
  single,    ///< members know nothing of each other: each is a service of its own
  any,       ///< one is enough
  majority,  ///< more than half
  shards,    ///< each holds data of its own: all are needed
  primary,   ///< one leads, the others stand by: one is enough where somebody switches over
};

struct KnownImage {
  std::string_view words;  ///< joined by "-"; with a "/" they are compared with the whole path
  std::string_view kind;   ///< of the catalogue
  Role role = Role::unknown;
  ClusterLife life = ClusterLife::unknown;
};

}  // namespace cutpoint
