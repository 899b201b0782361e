/// Answers browsers on this machine, and nobody else.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/result.hpp"

namespace cutpoint {

struct HttpResponse {
  int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body;
  std::string policy = "default-src 'none'";  ///< Content-Security-Policy
};

/// One thread; requests of one connection are answered one after the other, and may wait for news.
/// Only GET and HEAD, of at most 8 KiB, whose `Host` (and `Origin`, where there is one) is this
/// server: other pages that a browser shows cannot ask.
class HttpServer {
 public:
  /// What is at a path; nothing yet where it is to be asked again after the next `tick`.
  using Answer = std::function<std::optional<HttpResponse>(std::string_view path)>;

  HttpServer() = default;
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// On 127.0.0.1; port 0: any that is free. The port.
  [[nodiscard]] Result<std::uint16_t> listen(std::uint16_t port);
  /// Answers until `ends` says so, which is asked with every `tick`, every so often.
  void run(const Answer& answer, const std::function<void()>& tick,
           const std::function<bool()>& ends, std::chrono::milliseconds often);

 private:
  struct Connection {
    int socket = -1;
    std::string received;
    std::string sent;     ///< what is still to be written
    std::string waiting;  ///< the path that news are waited for at
    bool closes = false;
    std::chrono::steady_clock::time_point last;
  };
  void accept_one();
  void receive(Connection& connection, const Answer& answer);
  void take_request(Connection& connection, std::string_view head, const Answer& answer);
  void respond(Connection& connection, const HttpResponse& response, bool with_body);
  static void write_out(Connection& connection);
  void drop_finished();

  int listener_ = -1;
  std::string host_;
  std::vector<Connection> connections_;
};

}  // namespace cutpoint
