#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <system_error>

#include <fmt/format.h>

#include "app/agents/resources.hpp"
#include "app/agents/tools.hpp"
#include "app/console/console.hpp"
#include "app/rpc/channel.hpp"
#include "cutpoint/version.hpp"

namespace cutpoint {

namespace {

RpcJson initialized_agent(const RpcJson& params, const RootedAccess& files) {
  // What the client speaks where it is known here, else the newest that is.
  constexpr std::array versions{"2025-06-18", "2025-03-26", "2024-11-05"};
  const auto wanted = params.value("protocolVersion", std::string());
  const auto known = std::find(versions.begin(), versions.end(), wanted);
  return {
      {"protocolVersion", known == versions.end() ? versions.front() : *known},
      {"capabilities", {{"tools", RpcJson::object()}, {"resources", RpcJson::object()}}},
      {"serverInfo", {{"name", "cutpoint"}, {"version", version()}}},
      {"instructions",
       fmt::format("Questions about architecture descriptions (cutpoint: 1) below {}; `lint` of a "
                   "folder finds them. Start with `analyze`; long lists are cut, `limit` gives "
                   "more. `cutpoint://format` says how to write one.",
                   fmt::join(files.roots(), ", "))}};
}

RpcJson agent_answer(const std::string& method, const RpcJson& params, RootedAccess& files) {
  if (method == "initialize") return initialized_agent(params, files);
  if (method == "ping") return RpcJson::object();
  if (method == "tools/list") return {{"tools", tool_list(files.may_write())}};
  if (method == "tools/call") {
    return call_tool(params.at("name").get<std::string>(),
                     params.value("arguments", RpcJson::object()), files);
  }
  if (method == "resources/list") return {{"resources", resource_list()}};
  if (method == "resources/templates/list") return {{"resourceTemplates", RpcJson::array()}};
  if (method == "resources/read") return read_resource(params.at("uri").get<std::string>());
  throw RpcFailure{RpcError::unknown_method, fmt::format("there is no method `{}`", method)};
}

void serve_agent(const RpcJson& message, RootedAccess& files, RpcChannel& channel) {
  if (!message.contains("id")) return;  // notifications say nothing that matters here
  const RpcJson& id = message.at("id");
  try {
    channel.answer(id, agent_answer(message.at("method").get<std::string>(),
                                    message.value("params", RpcJson::object()), files));
  } catch (const RpcFailure& failure) {
    channel.answer(id, failure);
  } catch (const nlohmann::json::exception& error) {
    channel.answer(id, RpcFailure{RpcError::invalid_params, error.what()});
  }
}

Exit run_mcp(const Arguments& arguments, Console& console) {
  std::vector<std::string> roots = arguments.values("FOLDER");
  if (roots.empty()) roots.emplace_back(".");
  for (std::string& root : roots) {
    std::error_code error;
    const auto path = std::filesystem::canonical(root, error);
    if (error || !std::filesystem::is_directory(path, error)) {
      return fail(console, fmt::format("{} is no folder", root));
    }
    root = path.string();
  }
  // What is named without a folder lies in the first.
  std::error_code moved;
  std::filesystem::current_path(roots.front(), moved);
  if (moved)
    return fail(console, fmt::format("cannot work in {}: {}", roots.front(), moved.message()));
  RootedAccess files(roots, console.files, arguments.flag("write"));
  std::istream& in = console.in != nullptr ? *console.in : std::cin;
  RpcChannel channel(in, console.out, Framing::lines, {"notifications/cancelled", "requestId"});
  RpcJson message;
  while (true) {
    const auto arrival = channel.receive(std::chrono::hours(1), message);
    if (arrival == RpcChannel::Arrival::end) return Exit::success;
    if (arrival == RpcChannel::Arrival::message) serve_agent(message, files, channel);
  }
}

}  // namespace

const Command& mcp_command() {
  static const Command command{
      "mcp",
      "Serve an agent by the Model Context Protocol over standard input and output",
      {{"FOLDER", "the folders whose files may be read [.]", false, true}},
      {{"--write", "", "tools may write files below the folders, where the agent names one"}},
      "cutpoint mcp samples </dev/null",
      run_mcp};
  return command;
}

}  // namespace cutpoint
