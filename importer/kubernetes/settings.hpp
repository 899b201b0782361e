/// What the containers of a workload are told: variables, arguments and mounted configuration.
#pragma once

#include <string>
#include <vector>

#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// A text in which addresses may stand.
struct Setting {
  std::string name;  ///< of the variable or the key; empty for arguments
  std::string text;  ///< never to be shown where it comes from a Secret
  SourceSpan span;
  std::string source;      ///< "environment REDIS_HOST", "ConfigMap app, key url"
  const Object* whole_of;  ///< the ConfigMap or Secret that is taken as a whole; null: one key is
  bool is_file = false;
  bool is_secret = false;
  bool starts_only = false;  ///< only an init container reads it
};

/// A ConfigMap or Secret that is named and not in the files.
struct MissingSource {
  std::string kind;
  std::string name;
  std::string workload;
  bool is_optional = false;
  SourceSpan span;
};

struct Settings {
  std::vector<Setting> all;
  std::vector<MissingSource> missing;
};

/// Of one workload, each container's variables with later ones over earlier ones, as the kubelet
/// sets them.
[[nodiscard]] Settings find_settings(const Workload& workload, const Objects& objects);

}  // namespace cutpoint::kubernetes
