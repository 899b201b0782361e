// The channel of the language server and of agents.
#include <chrono>
#include <sstream>
#include <thread>

#include "app/rpc/channel.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::rpc_channel_test {

using namespace std::chrono_literals;

TEST_CASE("a channel knows when a message came, before anybody has looked at it") {
  const auto start = std::chrono::steady_clock::now();
  std::istringstream in("{\"method\": \"exit\"}\n");
  std::ostringstream out;
  RpcChannel channel(in, out, Framing::lines, {"$/cancelRequest", "id"});
  while (channel.last_arrival() < start && std::chrono::steady_clock::now() < start + 10s) {
    std::this_thread::sleep_for(1ms);
  }
  const auto came = channel.last_arrival();
  CHECK(came >= start);
  // Looking at it is no arrival.
  RpcJson message;
  CHECK(channel.receive(10s, message) == RpcChannel::Arrival::message);
  CHECK(channel.last_arrival() == came);
}

}  // namespace cutpoint::testing::rpc_channel_test
