/// JSON-RPC 2.0 with one client: messages are read while others are answered.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <istream>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <thread>

#include <nlohmann/json.hpp>

#include "app/rpc/message_stream.hpp"

namespace cutpoint {

using RpcJson = nlohmann::ordered_json;

/// Codes of errors, as JSON-RPC and the protocols above it number them.
enum class RpcError {
  parse = -32700,
  invalid_request = -32600,
  unknown_method = -32601,
  invalid_params = -32602,
  internal = -32603,
  not_initialized = -32002,
  cancelled = -32800,
  request_failed = -32803,
};

/// What keeps a request from being answered; thrown by those who answer, caught where they are
/// called.
struct RpcFailure {
  RpcError code = RpcError::request_failed;
  std::string message;
};

/// What a protocol calls the notification that a request is not wanted any more.
struct RpcCancelling {
  std::string_view method;  ///< "$/cancelRequest"
  std::string_view id;      ///< the name of its parameter: "id"
  /// The notification that makes what is being worked at outdated, if any.
  std::string_view outdating = {};
};

class RpcChannel {
 public:
  /// Reads from `in` on a thread of its own, to the end or a notification `exit`.
  RpcChannel(std::istream& in, std::ostream& out, Framing framing, RpcCancelling cancelling);
  ~RpcChannel();
  RpcChannel(const RpcChannel&) = delete;
  RpcChannel& operator=(const RpcChannel&) = delete;

  enum class Arrival { message, none, end };
  /// The next request or notification, waited for so long. What is no message is answered with an
  /// error; requests that were cancelled meanwhile are answered as such.
  [[nodiscard]] Arrival receive(std::chrono::milliseconds longest, RpcJson& message);
  /// Whether what outdates the present work has arrived and was not looked at yet. Cheap.
  [[nodiscard]] bool is_outdated() const { return outdating_ > 0; }
  /// When the last message came, looked at or not.
  [[nodiscard]] std::chrono::steady_clock::time_point last_arrival() const { return came_; }

  void answer(const RpcJson& id, RpcJson result);
  void answer(const RpcJson& id, const RpcFailure& failure);
  void notify(std::string_view method, RpcJson params);

 private:
  struct Arrived {  // NOLINT(bugprone-exception-escape): moving JSON throws nothing
    RpcJson message;
    std::string error;  ///< it is no JSON: why
  };

  void read_all(std::istream& in);
  [[nodiscard]] bool is_outdating(const Arrived& arrived) const;
  void send(const RpcJson& message);
  /// Whether a later message takes the request back.
  [[nodiscard]] bool is_cancelled(const RpcJson& id) const;
  [[nodiscard]] bool is_request(const Arrived& arrived);

  std::ostream& out_;
  Framing framing_;
  RpcCancelling cancelling_;
  std::atomic<int> outdating_ = 0;  ///< messages that have arrived and do
  std::atomic<std::chrono::steady_clock::time_point> came_;
  std::mutex mutex_;
  std::condition_variable arrived_changed_;
  std::deque<Arrived> arrived_;
  bool ended_ = false;
  std::thread reader_;
};

}  // namespace cutpoint
