/// A Compose service as the importer sees it: what it runs, names, publishes and declares.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/draft.hpp"
#include "importer/compose/value.hpp"

namespace cutpoint::compose {

/// An edge that the file declares.
struct DeclaredEdge {
  std::string target;
  SourceSpan span;
  bool soft = false;
  bool completed = false;  ///< the target only had to run once
};

/// A text in which addresses of other services may stand.
struct Setting {
  std::string name;  ///< of the variable; empty for a command
  std::string text;
  SourceSpan span;
};

struct Service {
  std::string name;
  SourceSpan span;
  std::string image;
  std::string kind;
  std::uint32_t replicas = 1;
  bool is_global = false;
  bool publishes_ports = false;
  std::vector<std::string> aliases;  ///< further names that it answers to
  std::vector<DeclaredEdge> declared;
  std::vector<std::string> external_links;
  std::vector<Setting> settings;
  std::vector<std::string> named_volumes;
  std::vector<std::string> gpus;  ///< device ids, or one empty text for any
  Boxed<Restart> restart;
  Boxed<HealthCheck> health_check;
};

[[nodiscard]] Service read_service(const std::string& name, const Value& value);

/// The kind of component that an image (or, without one, a service name) stands for.
[[nodiscard]] std::string kind_of_image(const std::string& image, const std::string& name);

/// Stores and queues depend on nothing by nature: without edges, nothing is unknown about them.
[[nodiscard]] bool is_store(const std::string& kind);

/// True for systems that stop without a majority of their members.
[[nodiscard]] bool needs_majority(const std::string& image, const std::string& name);

}  // namespace cutpoint::compose
