#include "app/live_page/followed_run.hpp"

#include <chrono>
#include <thread>

#include "app/console/console.hpp"
#include "app/live_page/end_signal.hpp"
#include "app/live_page/followed_files.hpp"

namespace cutpoint {

Exit follow_saves(const Command& command, const Arguments& arguments, Console& console) {
  constexpr std::chrono::milliseconds often(50);
  constexpr std::string_view clear_screen = "\033[H\033[2J\033[3J";
  end_on_signals();
  FollowedFiles followed;
  for (bool first = true; !was_ended(); first = false) {
    if (console.progress) {
      console.out << clear_screen;
    } else if (!first) {
      console.out << '\n';
    }
    followed.note(arguments.values("FILE").front(), console.files, [&](FileAccess& files) {
      Console noting = console.with_files(files);
      // What is wrong stands on the screen; the next save may mend it.
      static_cast<void>(command.run(arguments, noting));
    });
    console.out.flush();
    if (first) tell(console, "follows what is saved; Ctrl-C ends it");
    while (!was_ended() && !followed.changed()) std::this_thread::sleep_for(often);
  }
  return Exit::success;
}

}  // namespace cutpoint
