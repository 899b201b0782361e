/// A Compose service as the importer sees it: what it runs, names, publishes and declares.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cutpoint/boxed.hpp"
#include "cutpoint/draft.hpp"
#include "importer/compose/project/value.hpp"
#include "importer/evidence/known_images.hpp"

namespace cutpoint::compose {

/// An edge that the file declares.
struct DeclaredEdge {
  enum class Kind : std::uint8_t {
    depends_on,      ///< started, or healthy, before
    completed,       ///< has run and ended before
    link,            ///< called by a name of its own
    shares_network,  ///< lives in its network, or among its processes
    shares_volumes,  ///< mounts what it mounts, which outlives it
    model,           ///< a model that the platform runs
  };
  std::string target;
  SourceSpan span;
  Kind kind = Kind::depends_on;
  bool soft = false;
};

/// A text in which addresses of other services may stand.
struct Setting {
  enum class Kind : std::uint8_t { environment, command, build_argument, label, file };
  Kind kind = Kind::environment;
  std::string name;  ///< of the variable, label or file; empty for a command
  std::string text;
  SourceSpan span;

  /// "environment REDIS_HOST", "command": why an edge is concluded from it.
  [[nodiscard]] std::string source() const;
};

struct PublishedPort {
  std::uint16_t host = 0;    ///< 0: any that is free
  std::uint16_t target = 0;  ///< 0: unknown
  bool local = false;        ///< for the machine itself only
  bool by_chance = false;    ///< the host takes any that is free
};

/// A file or folder of the host in the service, or a text from the Compose file itself.
struct Mount {
  std::string type;    ///< "bind", "volume", "tmpfs"
  std::string source;  ///< path, or name of a volume
  std::string target;
  std::string content;  ///< of a file that is written in place
  SourceSpan span;
};

/// Where the platform may put instances.
struct PlacementRules {
  RareList<std::pair<std::string, std::string>> required;  ///< node.labels.rack == r1
  RareList<std::string> others;                            ///< as written: what is excluded
  bool has_preferences = false;                            ///< spread: not guaranteed
  std::uint32_t most_per_node = 0;                         ///< 0: no limit
  SourceSpan span;
};

/// Of an image that the project builds itself.
struct Build {
  std::string context;  ///< the folder it is built from
  std::string recipe;   ///< which of several it is built to: its Dockerfile and target
};

struct Service {
  std::string name;
  SourceSpan span;
  std::string image;
  Boxed<Build> build;
  Recognition known;         ///< by image, name, or the program that the command starts
  std::string_view started;  ///< that program, where it is not what the image is for; of the table
  std::string_view kind;     ///< a word of the table, or of this importer
  std::uint32_t replicas = 1;
  Role role = Role::unknown;  ///< of the image, unless the command says otherwise
  bool is_global = false;
  bool is_external = false;  ///< a provider runs it elsewhere
  bool is_job = false;       ///< by its command, name and restart policy
  bool takes_work = false;   ///< from a queue or a clock: nobody calls it
  bool restarts = false;     ///< always, or unless stopped
  bool on_host_network = false;
  bool listens = false;  ///< says ports for others of its networks
  RareList<PublishedPort> ports;
  RareList<std::string> aliases;  ///< further names that it answers to
  RareList<std::string> fixed_addresses;
  RareList<std::string> networks;
  RareList<std::pair<std::string, std::string>> own_names;    ///< what it alone calls another
  RareList<std::pair<std::string, std::string>> extra_hosts;  ///< name and address
  Boxed<std::string> network_owner;  ///< the service whose network it lives in
  RareList<DeclaredEdge> declared;
  RareList<std::string> external_links;
  RareList<Setting> settings;
  RareList<Setting> labels;
  RareList<Mount> mounts;
  RareList<std::string> gpus;  ///< device ids, or one empty text for any
  Boxed<PlacementRules> placement;
  Boxed<Restart> restart;
  Boxed<HealthCheck> health_check;

  [[nodiscard]] bool publishes_ports() const { return !ports.empty(); }
  [[nodiscard]] std::string command() const;
  /// The same for services that run the same program: image or build folder.
  [[nodiscard]] std::string program() const;
  /// The same where also the command starts the same: one image may hold many programs.
  [[nodiscard]] std::string variant() const;
};

/// Decides by image, command and name what a service is there for, and whether it runs once.
void settle_role(Service& service);

/// Nobody waits for what measures: what a program starts after and its name alone calls an exporter
/// exports something else.
void recognise_awaited(std::vector<Service>& services);

[[nodiscard]] Service read_service(const std::string& name, const Value& value);

}  // namespace cutpoint::compose
