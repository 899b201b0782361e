/// Words that make something else of what stands before them, and what the ends of names say.
#pragma once

#include <array>
#include <string_view>

#include "importer/evidence/known_image.hpp"

namespace cutpoint {

/// Words that make something else of what they follow, whatever that is.
constexpr std::array known_image_heads = {
    KnownImage{"ui", "container", Role::tool, ClusterLife::single},
    KnownImage{"gui", "container", Role::tool, ClusterLife::single},
    KnownImage{"admin", "container", Role::tool, ClusterLife::single},
    KnownImage{"console", "container", Role::tool, ClusterLife::single},
    KnownImage{"dashboard", "container", Role::tool, ClusterLife::single},
    KnownImage{"dashboards", "container", Role::tool, ClusterLife::single},
    KnownImage{"commander", "container", Role::tool, ClusterLife::single},
    KnownImage{"browser", "container", Role::tool, ClusterLife::single},
    KnownImage{"viewer", "container", Role::tool, ClusterLife::single},
    KnownImage{"insight", "container", Role::tool, ClusterLife::single},
    KnownImage{"manager", "container", Role::tool, ClusterLife::single},
    KnownImage{"monitor", "container", Role::telemetry, ClusterLife::single},
    KnownImage{"tools", "container", Role::tool, ClusterLife::single},
    KnownImage{"cli", "container", Role::tool, ClusterLife::single},
    KnownImage{"client", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"backups", "container", Role::cron, ClusterLife::single},
    KnownImage{"dump", "container", Role::cron, ClusterLife::single},
    KnownImage{"cron", "container", Role::cron, ClusterLife::single},
    KnownImage{"schema", "container", Role::job, ClusterLife::single},
    KnownImage{"init", "container", Role::job, ClusterLife::single},
    KnownImage{"setup", "container", Role::job, ClusterLife::single},
    KnownImage{"seed", "container", Role::job, ClusterLife::single},
    KnownImage{"migrate", "container", Role::job, ClusterLife::single},
    KnownImage{"migration", "container", Role::job, ClusterLife::single},
    KnownImage{"migrations", "container", Role::job, ClusterLife::single},
    KnownImage{"migrator", "container", Role::job, ClusterLife::single},
    KnownImage{"restore", "container", Role::job, ClusterLife::single},
    KnownImage{"docs", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"template", "container", Role::agent, ClusterLife::single},
    KnownImage{"curator", "container", Role::cron, ClusterLife::single},
    KnownImage{"surveyor", "container", Role::telemetry, ClusterLife::single},
    KnownImage{"router", "gateway", Role::inner, ClusterLife::any},
    KnownImage{"proxy", "gateway", Role::inner, ClusterLife::any},
    KnownImage{"mirror", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"meta", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"api", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"rest", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"connect", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"connector", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"consumer", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"producer", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"worker", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"bridge", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"adapter", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"sync", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"web", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"webui", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"app", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"backend", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"frontend", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"container", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"operator", "container", Role::agent, ClusterLife::any},
    KnownImage{"sidecar", "container", Role::agent, ClusterLife::single},
    KnownImage{"plugin", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"example", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"hello", "container", Role::inner, ClusterLife::unknown},
    KnownImage{"mock", "container", Role::tool, ClusterLife::single},
    KnownImage{"test", "container", Role::tool, ClusterLife::single},
    KnownImage{"tests", "container", Role::tool, ClusterLife::single},
};

/// What a component that is built at home says by the end of its name.
constexpr std::array known_name_rows = {
    KnownImage{"db", "database", Role::store, ClusterLife::unknown},
    KnownImage{"database", "database", Role::store, ClusterLife::unknown},
    KnownImage{"cache", "cache", Role::cache, ClusterLife::unknown},
    KnownImage{"monitoring", "container", Role::telemetry, ClusterLife::unknown},
};

/// Words at the end of a name that say which of several it is, or merely that it serves: what it is
/// stands before them.
constexpr std::array<std::string_view, 12> name_tails = {
    "replica", "replicas", "slave", "follower", "secondary", "standby",
    "primary", "master",   "main",  "leader",   "copy",      "server"};

/// One image that holds several programs, and the word of its command that starts one of them.
struct KnownCommand {
  std::string_view image;  ///< words of the image's row
  std::string_view word;
  KnownImage row;
};
constexpr std::array known_command_rows = {
    KnownCommand{"seaweedfs",
                 "master",
                 {"seaweedfs-master", "coordination", Role::control, ClusterLife::majority}},
    KnownCommand{"seaweedfs",
                 "volume",
                 {"seaweedfs-volume", "object_storage", Role::store, ClusterLife::shards}},
    KnownCommand{
        "seaweedfs", "filer", {"seaweedfs-filer", "container", Role::inner, ClusterLife::any}},
    KnownCommand{
        "seaweedfs", "webdav", {"seaweedfs-webdav", "gateway", Role::inner, ClusterLife::any}},
    // Streams are kept by groups that elect a leader; without them each server is as good.
    KnownCommand{"nats", "-js", {"nats-jetstream", "queue", Role::queue, ClusterLife::majority}},
    KnownCommand{
        "nats", "--jetstream", {"nats-jetstream", "queue", Role::queue, ClusterLife::majority}},
    KnownCommand{"seaweedfs", "s3", {"seaweedfs-s3", "gateway", Role::inner, ClusterLife::any}},
    KnownCommand{"redis",
                 "--sentinel",
                 {"redis-sentinel", "coordination", Role::control, ClusterLife::majority}},
    KnownCommand{"valkey",
                 "--sentinel",
                 {"valkey-sentinel", "coordination", Role::control, ClusterLife::majority}},
};

}  // namespace cutpoint
