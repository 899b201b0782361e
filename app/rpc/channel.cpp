#include "app/rpc/channel.hpp"

#include <algorithm>
#include <utility>

namespace cutpoint {

namespace {

bool is_exit(const RpcJson& message) {
  return message.is_object() && message.value("method", RpcJson()) == "exit";
}

/// What an error answers that has no id, or none that may be one.
RpcJson id_of(const RpcJson& message) {
  if (!message.is_object()) return nullptr;
  const auto id = message.find("id");
  return id != message.end() && (id->is_string() || id->is_number()) ? *id : RpcJson();
}

}  // namespace

RpcChannel::RpcChannel(std::istream& in, std::ostream& out, Framing framing,
                       RpcCancelling cancelling)
    : out_(out),
      framing_(framing),
      cancelling_(cancelling),
      reader_([this, &in] { read_all(in); }) {}

RpcChannel::~RpcChannel() {
  reader_.join();
}

void RpcChannel::read_all(std::istream& in) {
  bool goes_on = true;
  while (goes_on) {
    auto read = read_message(in, framing_);
    came_ = std::chrono::steady_clock::now();
    Arrived arrived;
    if (read && read->error.empty()) {
      arrived.message = RpcJson::parse(read->text, nullptr, false);
      if (arrived.message.is_discarded()) arrived.error = "the message is no JSON";
      goes_on = !is_exit(arrived.message);
    } else if (read) {
      arrived.error = std::move(read->error);
    }
    const std::lock_guard lock(mutex_);
    if (is_outdating(arrived)) ++outdating_;
    if (read) arrived_.push_back(std::move(arrived));
    goes_on = goes_on && read.has_value();
    ended_ = !goes_on;
    arrived_changed_.notify_one();
  }
}

RpcChannel::Arrival RpcChannel::receive(std::chrono::milliseconds longest, RpcJson& message) {
  const auto until = std::chrono::steady_clock::now() + longest;
  while (true) {
    Arrived arrived;
    bool cancelled = false;
    {
      std::unique_lock lock(mutex_);
      arrived_changed_.wait_until(lock, until, [this] { return ended_ || !arrived_.empty(); });
      if (arrived_.empty()) return ended_ ? Arrival::end : Arrival::none;
      arrived = std::move(arrived_.front());
      arrived_.pop_front();
      if (is_outdating(arrived)) --outdating_;
      cancelled = is_cancelled(id_of(arrived.message));
    }
    if (!is_request(arrived)) continue;
    if (cancelled) {
      answer(id_of(arrived.message), RpcFailure{RpcError::cancelled, "cancelled"});
      continue;
    }
    message = std::move(arrived.message);
    return Arrival::message;
  }
}

bool RpcChannel::is_outdating(const Arrived& arrived) const {
  return !cancelling_.outdating.empty() && arrived.message.is_object() &&
         arrived.message.value("method", RpcJson()) == cancelling_.outdating;
}

bool RpcChannel::is_cancelled(const RpcJson& id) const {
  if (id.is_null()) return false;
  return std::any_of(arrived_.begin(), arrived_.end(), [&](const Arrived& later) {
    const RpcJson& message = later.message;
    if (!message.is_object() || message.value("method", RpcJson()) != cancelling_.method)
      return false;
    const auto params = message.find("params");
    return params != message.end() && params->is_object() &&
           params->value(std::string(cancelling_.id), RpcJson()) == id;
  });
}

/// Answers to requests of ours are none: there are no such requests.
bool RpcChannel::is_request(const Arrived& arrived) {
  if (!arrived.error.empty()) {
    answer(nullptr, RpcFailure{RpcError::parse, arrived.error});
    return false;
  }
  const RpcJson& message = arrived.message;
  const bool is_object = message.is_object();
  if (is_object && !message.contains("method") &&
      (message.contains("result") || message.contains("error"))) {
    return false;
  }
  if (!is_object || !message.value("method", RpcJson()).is_string()) {
    answer(id_of(message), RpcFailure{RpcError::invalid_request, "the message is no request"});
    return false;
  }
  return true;
}

void RpcChannel::answer(const RpcJson& id, RpcJson result) {
  send({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

void RpcChannel::answer(const RpcJson& id, const RpcFailure& failure) {
  send({{"jsonrpc", "2.0"},
        {"id", id},
        {"error", {{"code", static_cast<int>(failure.code)}, {"message", failure.message}}}});
}

void RpcChannel::notify(std::string_view method, RpcJson params) {
  send({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

void RpcChannel::send(const RpcJson& message) {
  write_message(out_, framing_,
                message.dump(-1, ' ', false, nlohmann::detail::error_handler_t::replace));
}

}  // namespace cutpoint
