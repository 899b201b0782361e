#include "app/live_page/end_signal.hpp"

#include <csignal>

namespace cutpoint {

namespace {

/// Set by Ctrl-C; the one thing a handler of signals may do.
volatile std::sig_atomic_t end_was_asked_for = 0;

void ask_for_end(int) {
  end_was_asked_for = 1;
}

}  // namespace

void end_on_signals() {
  struct sigaction action {};
  action.sa_handler = ask_for_end;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool was_ended() {
  return end_was_asked_for != 0;
}

}  // namespace cutpoint
