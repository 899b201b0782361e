// `analyze --watch`: the report follows what is saved, errors too, until it is ended.
#include <chrono>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "app/live_page/followed_files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::watch_test {

TEST_CASE("analyze follows what is saved, included files too, and ends on Ctrl-C") {
  const ScratchFolder scratch("watch");
  const std::string base =
      "cutpoint: 1\ncomponents: {db: {kind: database, mtbf: 1000h, mttr: MTTR}}\n";
  const auto with = [&base](const std::string& mttr) {
    std::string text = base;
    return text.replace(text.find("MTTR"), 4, mttr);
  };
  write_file("./figures.yaml", with("1h"));
  write_file("./wrong.yaml", with("[1h"));
  write_file("./slow.yaml", with("10h"));
  write_file("./a.yaml", "cutpoint: 1\ninclude: [figures.yaml]\njourneys: {j: {needs: [db]}}\n");
  // Each step waits until it is seen, for a minute at most.
  const Run run = in_shell(fmt::format(
      "wait_for() {{ for i in $(seq 600); do grep -q -- \"$1\" $2 && return; sleep 0.1; done\n"
      "  echo \"never seen: $1\"; }}\n"
      "{} analyze a.yaml --watch > out 2> said & child=$!\n"
      "wait_for '8 h 4' out\nwait_for 'Ctrl-C' said\n"
      "cp wrong.yaml next; mv next figures.yaml\nwait_for 'figures.yaml:2' said\n"
      "cp slow.yaml next; mv next figures.yaml\nwait_for '3 d 15 h' out\n"
      "kill -INT $child; wait $child; echo \"exit $?\"",
      build_path("app/cutpoint")));
  INFO(run.out << read_file("out") << read_file("said"));
  CHECK(run.out == "exit 0\n");
}

TEST_CASE("a file in the middle of being saved is waited for") {
  const ScratchFolder scratch("saved");
  DiskAccess disk;
  FollowedFiles followed;
  const auto note = [&] {
    followed.note("a.yaml", disk, [](FileAccess& files) { (void)files.read("a.yaml"); });
  };
  write_file("./a.yaml", "one");
  note();
  CHECK_FALSE(followed.changed());
  write_file("./a.yaml", "");
  CHECK_FALSE(followed.changed());
  write_file("./a.yaml", "two");
  CHECK(followed.changed());
  note();
  // Removed for good, or left empty: that is seen in the end.
  for (const bool is_removed : {true, false}) {
    is_removed ? (void)std::filesystem::remove("a.yaml") : write_file("./a.yaml", "");
    CHECK_FALSE(followed.changed());
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    CHECK(followed.changed());
    note();
    CHECK_FALSE(followed.changed());
    write_file("./a.yaml", "three");
    CHECK(followed.changed());
    note();
  }
}

TEST_CASE("what is watched is printed to the terminal, without end") {
  const Run to_file = run({"analyze", source_path("samples/multi-az.yaml"), "--watch", "-o", "x"});
  CHECK(to_file.exit == 2);
  CHECK(to_file.err.find("--output does not go with it") != std::string::npos);
  const Run within =
      run({"analyze", source_path("samples/multi-az.yaml"), "--watch", "--budget", "1s"});
  CHECK(within.exit == 2);
}

}  // namespace cutpoint::testing::watch_test
