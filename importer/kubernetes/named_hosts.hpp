/// The hosts that one setting names, by what its name and its text say.
#pragma once

#include <string>
#include <vector>

#include "importer/evidence/addresses.hpp"
#include "importer/kubernetes/settings.hpp"

namespace cutpoint::kubernetes {

/// A host in a setting.
struct NamedHost {
  Address address;
  /// Written as an address, or under a name that can only hold one: it may be told where nothing
  /// answers to it. Otherwise it means something only where a Service has that name.
  bool is_certain = false;
  std::string name;  ///< of the key or flag that it stands under, where that is not the setting's
};

/// In the order of the text, each host once.
[[nodiscard]] std::vector<NamedHost> named_hosts(const Setting& setting);

/// Variables that the kubelet sets for each Service and that the text uses: "REDIS_SERVICE_HOST".
[[nodiscard]] std::vector<std::string> service_variables(std::string_view text);

}  // namespace cutpoint::kubernetes
