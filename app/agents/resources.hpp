/// What an agent may read beside the tools: the format, the rules, examples.
#pragma once

#include <string>

#include "app/rpc/channel.hpp"

namespace cutpoint {

/// As `resources/list` gives them.
[[nodiscard]] RpcJson resource_list();
/// As `resources/read` gives it. Throws RpcFailure where there is none.
[[nodiscard]] RpcJson read_resource(const std::string& uri);

}  // namespace cutpoint
