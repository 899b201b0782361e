#include "model/base/repository.hpp"

#include <filesystem>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::repository_test {
namespace {

/// The root for `folder` of the scratch folder, relative to that.
std::string root_of(const std::string& folder) {
  DiskAccess files;
  const std::string root = enclosing_repository(folder, files);
  return std::filesystem::path(root).lexically_relative(std::filesystem::current_path()).string();
}

}  // namespace

TEST_CASE("the nearest checkout is the repository, a work tree or a submodule too") {
  const ScratchFolder scratch("repository");
  write_file("./outer/.git/HEAD", "ref: refs/heads/main\n");
  write_file("./outer/modules/one/.git", "gitdir: ../../.git/modules/one\n");
  write_file("./outer/modules/one/docs/a.md", "");
  write_file("./outer/docs/a.md", "");
  CHECK(root_of("outer/docs") == "outer");
  CHECK(root_of("outer/modules") == "outer");
  CHECK(root_of("outer/modules/one/docs") == "outer/modules/one");
}

TEST_CASE("a file called .git that leads nowhere is no repository") {
  const ScratchFolder scratch("no-repository");
  write_file("./outer/.git/HEAD", "ref: refs/heads/main\n");
  write_file("./outer/notes/.git", "what I want to remember\n");
  CHECK(root_of("outer/notes") == "outer");
}

}  // namespace cutpoint::testing::repository_test
