/// What an agent may call.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/agents/rooted_access.hpp"
#include "app/console/command.hpp"
#include "app/rpc/channel.hpp"

namespace cutpoint {

/// All tools as `tools/list` gives them, with an outline of what they give where that is JSON, and
/// with files to write where that is allowed.
[[nodiscard]] RpcJson tool_list(bool may_write = false);

/// The tools that give values, and the output of each as its schema is called.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> tool_outputs();

/// The result of `tools/call`: text, and the same as a value where it is JSON; what went wrong with
/// the question is a result too. Throws RpcFailure where there is no such tool, or its arguments
/// are none.
[[nodiscard]] RpcJson call_tool(const std::string& name, const RpcJson& arguments,
                                RootedAccess& files);

/// Lists longer than `limit` cut to it, with how many are left out beside them: `points` and
/// `points_omitted`; rows of numbers are no lists. 0: nothing is cut. `limit_inside`: of lists that
/// stand in a row of another.
[[nodiscard]] RpcJson shortened(const RpcJson& value, std::size_t limit, std::size_t limit_inside);

}  // namespace cutpoint
