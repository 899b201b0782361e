#include "importer/compose/project/refused_values.hpp"

#include <string>

#include <fmt/format.h>

namespace cutpoint::compose {

namespace {

bool is_nested(const Value& value) {
  return value.is_mapping() || !value.items.empty();
}

void tell_no_text(const Value& value, const std::string& what, Diagnostics& diagnostics) {
  diagnostics.warning("wrong-type", value.span,
                      fmt::format("{} is no text: Compose refuses it, and it is left out", what));
}

void tell_of(const std::string& name, const Value& service, Diagnostics& diagnostics) {
  for (const char* key : {"image", "container_name", "hostname", "network_mode"}) {
    const Value* value = service.find(key);
    if (value != nullptr && is_nested(*value))
      tell_no_text(*value, fmt::format("`{}` of `{}`", key, name), diagnostics);
  }
  const Value* environment = service.find("environment");
  if (environment != nullptr && environment->is_scalar() && !environment->text.empty()) {
    diagnostics.warning("wrong-type", environment->span,
                        fmt::format("`environment` of `{}` is neither a mapping nor a list: "
                                    "Compose refuses it, and it is left out",
                                    name));
  }
  if (environment != nullptr) {
    for (const auto& [variable, value] : environment->entries) {
      if (is_nested(value))
        tell_no_text(value, fmt::format("`{}` in the environment of `{}`", variable, name),
                     diagnostics);
    }
  }
  const Value* mode = service.find("network_mode");
  const Value* networks = service.find("networks");
  if (mode != nullptr && networks != nullptr && !mode->text.empty() && !networks->entries.empty()) {
    diagnostics.warning("exclusive-keys", mode->key_span,
                        fmt::format("`{}` has `network_mode` and `networks`: Compose refuses both "
                                    "together",
                                    name));
  }
}

}  // namespace

void tell_refused_values(const Value& services, Diagnostics& diagnostics) {
  for (const auto& [name, service] : services.entries) tell_of(name, service, diagnostics);
}

}  // namespace cutpoint::compose
