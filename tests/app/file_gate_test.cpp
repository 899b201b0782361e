// Files are written whole, where they are meant to be, and read to a limit.
#include <filesystem>

#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/catch.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_files.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::file_gate_test {

namespace {

namespace fs = std::filesystem;

constexpr const char* one_part =
    "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents:   {a: {kind: vm}}\n";

}  // namespace

TEST_CASE("nobody can plant the file through which an output is written") {
  const ScratchFolder scratch("gate/planted");
  write_file("./a.yaml", one_part);
  write_file("./victim", "precious");
  write_file("./r.dot.cutpoint-tmp", "mine");
  fs::create_symlink("victim", "out.dot.cutpoint-tmp");
  REQUIRE(run({"render", "a.yaml", "-o", "out.dot"}).exit == 0);
  REQUIRE(run({"render", "a.yaml", "-o", "r.dot"}).exit == 0);
  CHECK(read_file("victim") == "precious");
  CHECK(read_file("r.dot.cutpoint-tmp") == "mine");
  // Nothing is left beside what was written.
  CHECK(std::distance(fs::directory_iterator("."), fs::directory_iterator()) == 6);
}

TEST_CASE("what may be done with a file, its other names and links to it stay") {
  const ScratchFolder scratch("gate/modes");
  write_file("./p.yaml", one_part);
  fs::permissions("p.yaml", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_hard_link("p.yaml", "q.yaml");
  REQUIRE(run({"fmt", "p.yaml"}).exit == 0);
  CHECK(fs::status("p.yaml").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(fs::hard_link_count("p.yaml") == 2);
  CHECK(read_file("q.yaml") == read_file("p.yaml"));
  write_file("./real.yaml", one_part);
  fs::permissions("real.yaml", fs::perms(0640));
  fs::create_symlink("real.yaml", "link.yaml");
  REQUIRE(run({"fmt", "link.yaml"}).exit == 0);
  CHECK(fs::is_symlink("link.yaml"));
  CHECK(read_file("real.yaml") != one_part);
  CHECK(fs::status("real.yaml").permissions() == fs::perms(0640));
}

TEST_CASE("a read-only file is not replaced through its folder") {
  if (::geteuid() == 0) return;  // who may write everything
  const ScratchFolder scratch("gate/read-only");
  write_file("./p.yaml", one_part);
  fs::permissions("p.yaml", fs::perms::owner_read);
  CHECK(run({"fmt", "p.yaml"}).exit == 2);
  CHECK(read_file("p.yaml") == one_part);
}

TEST_CASE("pictures of a document are not written out of its folder, whatever links there are") {
  const ScratchFolder scratch("gate/outside");
  write_file("./outside/keep.svg", "precious");
  write_file("./repo/a.yaml", one_part);
  write_file("./repo/d.md",
             "<!-- cutpoint:model a.yaml -->\n<!-- cutpoint:diagram format=svg file=own.svg -->\n"
             "<!-- cutpoint:end -->\n");
  write_file("./repo/e.md",
             "<!-- cutpoint:model a.yaml -->\n<!-- cutpoint:diagram format=svg file=link/n.svg "
             "-->\n<!-- cutpoint:end -->\n");
  fs::create_symlink("../outside/keep.svg", "repo/own.svg");
  fs::create_symlink("../outside", "repo/link");
  for (const char* document : {"repo/d.md", "repo/e.md"}) {
    const Run result = run({"docs", "--write", document});
    CHECK(result.exit == 2);
    CHECK(has(result.err, "leads out of the folder"));
  }
  CHECK(read_file("outside/keep.svg") == "precious");
  CHECK_FALSE(fs::exists("outside/n.svg"));
}

TEST_CASE("a document names no file outside, and its lines are not shown") {
  const ScratchFolder scratch("gate/named");
  write_file("./secret.txt", "s3cret: line\n");
  // The root of a repository; what lies around it, be it a checkout of cutpoint, is outside.
  write_file("./repo/.git/HEAD", "ref: refs/heads/main\n");
  write_file("./repo/d.md", "<!-- cutpoint:model ../secret.txt -->\n");
  write_file("./repo/p.md",
             "<!-- cutpoint:model /etc/passwd -->\n<!-- cutpoint:spofs -->\n"
             "<!-- cutpoint:end -->\n");
  const fs::path here = fs::current_path();
  fs::current_path("repo");
  const Run up = run({"lint", "d.md"});
  const Run absolute = run({"docs", "--check", "p.md"});
  fs::current_path(here);
  CHECK(up.exit != 0);
  CHECK_FALSE(has(up.out + up.err, "s3cret"));
  CHECK(absolute.exit == 2);
  CHECK_FALSE(has(absolute.out + absolute.err, "root:"));
  // From above it lies below the current folder.
  CHECK_FALSE(has(run({"lint", "repo/d.md"}).err, "lies outside"));
}

TEST_CASE("what never ends is read to a limit") {
  const ScratchFolder scratch("gate/endless");
  write_file("./a.yaml", one_part);
  const Run model = run({"analyze", "/dev/zero"});
  CHECK(model.exit == 2);
  CHECK(has(model.err, "more than 64 MiB"));
  const Run baseline = run({"lint", "a.yaml", "--baseline", "/dev/zero"});
  CHECK(baseline.exit == 2);
  CHECK(has(baseline.err, "more than 64 MiB"));
}

TEST_CASE("names of files cannot speak to a terminal or a forge") {
  const ScratchFolder scratch("gate/names");
  const std::string name = "d\x1b[31m\n::error::z.md";
  write_file("./a.yaml", one_part);
  write_file("./" + name,
             "<!-- cutpoint:model a.yaml -->\n<!-- cutpoint:spofs -->\n<!-- cutpoint:end -->\n");
  for (const auto& line : {std::vector<std::string>{"docs", "--check", name},
                           std::vector<std::string>{"fmt", "no\x1b[31m\nsuch"},
                           std::vector<std::string>{"analyze", "a.yaml", "-o", "no/such\n::x"}}) {
    const Run result = run(line);
    CHECK_FALSE(has(result.out + result.err, "\x1b"));
    CHECK_FALSE(has(result.out + result.err, "\n::"));
  }
}

TEST_CASE("a baseline of another form is told as such") {
  const ScratchFolder scratch("gate/baseline");
  write_file("./a.yaml", one_part);
  for (const char* text : {R"({"format": 1})", "[]", "{", R"({"format": "cutpoint-baseline/1"})"}) {
    write_file("./b.json", text);
    const Run result = run({"lint", "a.yaml", "--baseline", "b.json"});
    INFO(text);
    CHECK(result.exit == 2);
    CHECK(has(result.err, "b.json is no baseline"));
  }
}

TEST_CASE("records that are no text are an error with their line") {
  const ScratchFolder scratch("gate/records");
  write_file("./i.csv", "component,start,end\nweb\xff,2026-01-01T00:00:00Z,2026-01-01T01:00:00Z\n");
  const Run result = run({"observe", "i.csv", "--window", "100h"});
  CHECK(result.exit == 2);
  CHECK(has(result.err, "is no UTF-8"));
}

TEST_CASE("advice keeps the ends of lines, and a patch fits names with blanks") {
  const ScratchFolder scratch("gate/lines");
  std::string text = read_file(source_path("samples/ai-api-two-vms.yaml"));
  write_file("./a b.yaml", text);
  const Run patch = run({"improve", "a b.yaml", "--target", "99.99%", "--format", "patch"});
  CHECK(has(patch.out, "--- a b.yaml\t\n+++ a b.yaml\t\n"));
  const Run plain = run({"improve", "./a b.yaml", "--target", "99.99%", "--format", "patch"});
  CHECK(has(plain.out, "--- a b.yaml\t\n"));
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
    text.insert(at, "\r");
  }
  write_file("./c.yaml", text);
  REQUIRE(run({"improve", "c.yaml", "--target", "99.99%", "--apply"}).exit != 2);
  const std::string changed = read_file("c.yaml");
  CHECK(changed != text);
  for (std::size_t at = changed.find('\n'); at != std::string::npos;
       at = changed.find('\n', at + 1)) {
    CHECK(changed[at - 1] == '\r');
  }
}

TEST_CASE("an order of cut sets beyond all parts costs nothing") {
  const Run all = run({"analyze", source_path("samples/multi-az.yaml"), "--max-order", "all",
                       "--section", "combinations"});
  const Run most = run({"analyze", source_path("samples/multi-az.yaml"), "--max-order",
                        "1000000000", "--section", "combinations"});
  CHECK(most.exit == all.exit);
  CHECK(most.exit == 0);
}

TEST_CASE("an output does not replace what is read") {
  const ScratchFolder scratch("gate/replaced");
  write_file("./a.yaml", one_part);
  write_file("./top.yaml", "components:   {a: {mtbf: 1y}}\n");
  fs::create_symlink("a.yaml", "link.yaml");
  fs::create_hard_link("a.yaml", "hard.yaml");
  for (const std::string output : {"a.yaml", "./a.yaml", "link.yaml", "hard.yaml"}) {
    for (const std::vector<std::string>& asked : std::vector<std::vector<std::string>>{
             {"render", "a.yaml", "-f", "svg"},
             {"analyze", "a.yaml", "-f", "json"},
             {"analyze", "top.yaml", "a.yaml", "-o", "first.txt", "-f", "json"},
             {"report", "a.yaml"},
             {"diff", "top.yaml", "a.yaml"},
             {"improve", "a.yaml"},
             {"improve", "a.yaml", "top.yaml", "--apply"}}) {
      std::vector<std::string> words = asked;
      words.insert(words.end(), {"-o", output});
      const Run result = run(words);
      INFO(result.out << result.err);
      CHECK(result.exit == 2);
      CHECK(has(result.err, "-o would replace a.yaml, which is read"));
      CHECK(read_file("a.yaml") == one_part);
    }
  }
  CHECK_FALSE(fs::exists("first.txt"));
}

TEST_CASE("what is to be changed may be named as the output") {
  const ScratchFolder scratch("gate/changed");
  write_file("./a.yaml", one_part);
  CHECK(run({"improve", "a.yaml", "--target", "99.9%", "--apply", "-o", "./a.yaml"}).exit != 2);
  CHECK(run({"analyze", "/dev/null", "-o", "/dev/null"}).err.find("would replace") == std::string::npos);
}

}  // namespace cutpoint::testing::file_gate_test
