#include <chrono>
#include <random>

#include <fmt/format.h>
#include <spawn.h>
#include <unistd.h>

#include "app/console/console.hpp"
#include "app/live_page/end_signal.hpp"
#include "app/live_page/live_site.hpp"
#include "app/options/number_options.hpp"

namespace cutpoint {

namespace {

/// 128 bits that nobody can guess.
std::string random_token() {
  std::random_device random;
  std::string token;
  for (int i = 0; i < 4; ++i) token += fmt::format("{:08x}", random());
  return token;
}

void open_browser(const std::string& address, Console& console) {
  std::string program = "xdg-open", argument = address;
  char* arguments[] = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments, environ) != 0) {
    tell(console, "there is no xdg-open to open it with");
  }
}

Exit run_serve(const Arguments& arguments, Console& console) {
  const auto port = number_of<std::uint16_t>(arguments, "port", 0, 65535, console);
  if (!port) return Exit::failure;
  HttpServer server;
  const auto bound = server.listen(*port);
  if (!bound) return fail(console, bound.error.message);
  const std::string token = random_token();
  LiveSite site(arguments.values("FILE"), token, console);
  const std::string address = fmt::format("http://127.0.0.1:{}/{}/", *bound, token);
  console.out << address << '\n';
  console.out.flush();
  tell(console, "follows what is saved; Ctrl-C ends it");
  if (arguments.flag("open")) open_browser(address, console);
  end_on_signals();
  constexpr std::chrono::milliseconds often(50);
  server.run([&site](std::string_view path) { return site.answer(path); }, [&site] { site.look(); },
             was_ended, often);
  return Exit::success;
}

}  // namespace

const Command& serve_command() {
  static const Command command{
      "serve",
      "Show report pages in a browser on this machine, anew with each save",
      {{"FILE", "architecture files or Markdown documents, one page each", true, true}},
      {{"--port", "N", "the port on 127.0.0.1 [any that is free]", {}, "0"},
       {"--open", "", "open the browser"}},
      "cutpoint serve --help",
      run_serve};
  return command;
}

}  // namespace cutpoint
