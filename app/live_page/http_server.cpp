#include "app/live_page/http_server.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t longest_request = 8192;
constexpr std::size_t most_connections = 64;
/// A browser that says nothing for so long has gone; one that waits for news may wait longer.
constexpr auto longest_silence = 30s;

/// The value of a header, whatever the case of its name; empty where there is none.
std::string header_value(std::string_view head, std::string_view name) {
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos;
       at = head.find("\r\n", at)) {
    at += 2;
    const std::string_view line = head.substr(at, head.find("\r\n", at) - at);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || lower_case(line.substr(0, colon)) != name) continue;
    const std::size_t start = line.find_first_not_of(' ', colon + 1);
    return start == std::string_view::npos ? "" : std::string(line.substr(start));
  }
  return {};
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    default:
      return "Bad Request";
  }
}

/// Whether it was this server that was meant, from a page of its own.
bool is_ours(std::string_view head, const std::string& host) {
  const std::string port = host.substr(host.find(':'));
  const auto is_host = [&](std::string_view given) {
    return given == host || given == "localhost" + port;
  };
  const std::string page = header_value(head, "origin");
  constexpr std::string_view scheme = "http://";
  const bool origin_fits =
      page.empty() || (page.rfind(scheme, 0) == 0 && is_host(page.substr(scheme.size())));
  return is_host(header_value(head, "host")) && origin_fits;
}

}  // namespace

HttpServer::~HttpServer() {
  for (const Connection& connection : connections_) ::close(connection.socket);
  if (listener_ >= 0) ::close(listener_);
}

Result<std::uint16_t> HttpServer::listen(std::uint16_t port) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int yes = 1;
  ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* plain = reinterpret_cast<sockaddr*>(&address);  // NOLINT: how sockets are named
  if (listener_ < 0 || ::bind(listener_, plain, size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, plain, &size) != 0) {
    return Failure(fmt::format("cannot listen on 127.0.0.1:{}: {}", port, std::strerror(errno)));
  }
  const std::uint16_t bound = ntohs(address.sin_port);
  host_ = fmt::format("127.0.0.1:{}", bound);
  return bound;
}

void HttpServer::run(const Answer& answer, const std::function<void()>& tick,
                     const std::function<bool()>& ends, std::chrono::milliseconds often) {
  auto next = std::chrono::steady_clock::now();
  while (!ends()) {
    std::vector<pollfd> polled{{listener_, POLLIN, 0}};
    for (const Connection& each : connections_) {
      polled.push_back({each.socket, static_cast<short>(each.sent.empty() ? POLLIN : POLLOUT), 0});
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        next - std::chrono::steady_clock::now());
    if (::poll(polled.data(), polled.size(), static_cast<int>(std::max(left, 0ms).count())) < 0 &&
        errno != EINTR)
      return;
    for (std::size_t i = 1; i < polled.size(); ++i) {
      Connection& connection = connections_[i - 1];
      if ((polled[i].revents & POLLOUT) != 0) write_out(connection);
      if ((polled[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0) receive(connection, answer);
    }
    if ((polled.front().revents & POLLIN) != 0) accept_one();
    if (std::chrono::steady_clock::now() >= next) {
      tick();
      for (Connection& connection : connections_) {
        if (connection.waiting.empty()) continue;
        if (const auto news = answer(connection.waiting)) {
          connection.waiting.clear();
          respond(connection, *news, true);
        }
      }
      next = std::chrono::steady_clock::now() + often;
    }
    drop_finished();
  }
}

void HttpServer::accept_one() {
  const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (socket < 0) return;
  if (connections_.size() >= most_connections) {
    ::close(socket);
    return;
  }
  Connection connection;
  connection.socket = socket;
  connection.last = std::chrono::steady_clock::now();
  connections_.push_back(std::move(connection));
}

void HttpServer::receive(Connection& connection, const Answer& answer) {
  std::array<char, 4096> buffer{};
  const ssize_t got = ::recv(connection.socket, buffer.data(), buffer.size(), 0);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) {
    connection.closes = true;
    connection.sent.clear();
    return;
  }
  connection.last = std::chrono::steady_clock::now();
  connection.received.append(buffer.data(), static_cast<std::size_t>(got));
  while (connection.waiting.empty() && !connection.closes) {
    const std::size_t end = connection.received.find("\r\n\r\n");
    if (end == std::string::npos) break;
    const std::string head = connection.received.substr(0, end + 2);
    connection.received.erase(0, end + 4);
    take_request(connection, head, answer);
  }
  if (connection.received.size() > longest_request) {
    respond(connection, {400, "text/plain", "the request is too long\n"}, true);
    connection.closes = true;
  }
}

void HttpServer::take_request(Connection& connection, std::string_view head, const Answer& answer) {
  const std::string_view line = head.substr(0, head.find("\r\n"));
  const std::size_t first = line.find(' ');
  const std::size_t second = line.find(' ', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) {
    connection.closes = true;
    return respond(connection, {400, "text/plain", "no request\n"}, true);
  }
  const std::string_view method = line.substr(0, first);
  const std::string_view path = line.substr(first + 1, second - first - 1);
  if (!is_ours(head, host_)) {
    connection.closes = true;
    return respond(connection, {403, "text/plain", "another host\n"}, true);
  }
  if (method != "GET" && method != "HEAD") {
    connection.closes = true;  // what may follow as its body is not read
    return respond(connection, {405, "text/plain", "nothing can be written here\n"}, true);
  }
  const auto response = answer(path);
  if (response) return respond(connection, *response, method == "GET");
  connection.waiting = std::string(path);
}

void HttpServer::respond(Connection& connection, const HttpResponse& response, bool with_body) {
  connection.sent += fmt::format(
      "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n"
      "Content-Security-Policy: {}\r\nX-Content-Type-Options: nosniff\r\n"
      "Referrer-Policy: no-referrer\r\n{}\r\n",
      response.status, reason_of(response.status), response.type, response.body.size(),
      response.policy, connection.closes ? "Connection: close\r\n" : "");
  if (with_body) connection.sent += response.body;
  write_out(connection);
}

void HttpServer::write_out(Connection& connection) {
  while (!connection.sent.empty()) {
    const ssize_t written =
        ::send(connection.socket, connection.sent.data(), connection.sent.size(), MSG_NOSIGNAL);
    if (written < 0) {
      if (errno == EAGAIN || errno == EINTR) return;
      connection.closes = true;
      connection.sent.clear();
      return;
    }
    connection.last = std::chrono::steady_clock::now();
    connection.sent.erase(0, static_cast<std::size_t>(written));
  }
}

void HttpServer::drop_finished() {
  const auto now = std::chrono::steady_clock::now();
  std::erase_if(connections_, [now](const Connection& each) {
    const bool is_silent = each.waiting.empty() && now - each.last > longest_silence;
    const bool finished = (each.closes && each.sent.empty()) || is_silent;
    if (finished) ::close(each.socket);
    return finished;
  });
}

}  // namespace cutpoint
