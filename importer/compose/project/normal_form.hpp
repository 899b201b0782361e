/// The forms that Compose allows for one thing, brought to one.
#pragma once

#include <string>

#include "importer/compose/project/value.hpp"

namespace cutpoint::compose {

/// Brings a service to one form: environment, labels, depends_on, networks, models and build
/// arguments are mappings; volumes, configs, secrets and env_file are lists of mappings; paths are
/// joined with `folder`. Says unknown keys and conditions, and what stands in place of a mapping.
void normalise_service(const std::string& name, Value& service, const std::string& folder,
                       Diagnostics& diagnostics);

/// Says keys at the top of a file that Compose does not know; joins paths of configs and secrets.
void normalise_file(Value& file, const std::string& folder, Diagnostics& diagnostics);

/// `relative` from a folder; an absolute path stays as it is.
[[nodiscard]] std::string joined_path(const std::string& folder, const std::string& relative);

}  // namespace cutpoint::compose
