/// What tools give, as JSON Schemas: those of docs/reference, embedded when building.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/rpc/channel.hpp"
#include "renderer/writing/embedded_text.hpp"

namespace cutpoint {

/// In the order of CMake's list.
[[nodiscard]] std::span<const EmbeddedText> output_schemas();

/// The schema of an output ("analysis") as a tool gives it: with lists cut, and how many are left
/// out beside them.
[[nodiscard]] RpcJson tool_output_schema(std::string_view output);

/// Its first level alone: what is always there, of which type, and where the whole can be read.
/// Whatever fits the schema fits its outline.
[[nodiscard]] RpcJson tool_output_outline(std::string_view output);

/// Where an agent reads the whole schema of an output.
[[nodiscard]] std::string output_schema_uri(std::string_view output);

}  // namespace cutpoint
