/// Addresses of resources: `module.vpc["eu"].aws_subnet.private[0]`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cutpoint::terraform {

/// A name with the key of its instance, if any: `private` and `0`, `this` and `blue`.
struct Step {
  std::string name;
  std::string key;  ///< without brackets and quotes
  bool has_key = false;
  bool is_splat = false;  ///< `[*]`: each instance
};

/// An address, or what a reference starts with.
struct Address {
  std::vector<Step> modules;
  std::string mode;  ///< "data." for data sources, else empty
  std::string type;  ///< empty where the text names a module only
  Step resource;
  std::vector<Step> rest;  ///< what is read of it: attributes, or the output of a module
};

/// Splits at dots outside brackets and quotes. Never fails: what is no address gives empty parts.
[[nodiscard]] Address parse_address(std::string_view text);
/// The same for a reference in an expression: behind a module stands an output, never a resource.
[[nodiscard]] Address parse_reference(std::string_view text);

/// `module.a.module.b`, without keys.
[[nodiscard]] std::string module_path(const Address& address);
/// `module.a["x"].module.b[0]`, with keys.
[[nodiscard]] std::string module_instance(const Address& address);
/// The address without any key: that of the block in the configuration.
[[nodiscard]] std::string block_address(const Address& address);

/// `[0]` or `["blue"]`; empty without a key.
[[nodiscard]] std::string key_text(const Step& step);

}  // namespace cutpoint::terraform
