#include "app/documents/git_access.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace cutpoint {

namespace {

/// Position of the colon in `revision:path`; npos where it is a file, or no such name.
std::size_t revision_end(const std::string& path) {
  std::error_code error;
  if (path == "-" || std::filesystem::exists(path, error)) return std::string::npos;
  // What stands in braces belongs to the revision: `HEAD@{12:00}:a.yaml`.
  int depth = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '{') ++depth;
    if (path[i] == '}') --depth;
    if (path[i] == ':' && depth <= 0) return i == 0 ? std::string::npos : i;
  }
  return std::string::npos;
}

/// Runs `git`, and returns what it wrote, or its first line of complaint.
Result<std::string> run_git(std::vector<std::string> words) {
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  if (pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0) {
    return Failure(std::strerror(errno));
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  std::string program = "git";
  std::vector<char*> arguments{program.data()};
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int started = posix_spawnp(&child, "git", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(out[1]);
  close(err[1]);
  const auto read_all = [](int from) {
    std::string text;
    std::array<char, 65536> buffer{};
    ssize_t got = 0;
    while ((got = ::read(from, buffer.data(), buffer.size())) > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    close(from);
    return text;
  };
  // Complaints are short: they fit into the pipe while the output is read.
  std::string text = read_all(out[0]);
  const std::string complaint = read_all(err[0]);
  if (started != 0) {
    return Failure(fmt::format("git cannot be run: {}", std::strerror(started)));
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return text;
  return Failure(complaint.substr(0, complaint.find('\n')));
}

/// Without the end of the line that git writes.
std::string git_word(std::vector<std::string> words) {
  const auto text = run_git(std::move(words));
  return text ? text->substr(0, text->find('\n')) : std::string();
}

bool git_knows(const std::string& name) {
  return run_git({"rev-parse", "--verify", "--quiet", name}).has_value();
}

/// Files of a revision that are called as the last part of `file` is.
std::vector<std::string> namesakes(const std::string& revision, const std::string& file) {
  constexpr std::size_t most = 3;
  const std::string wanted = std::filesystem::path(file).filename();
  const auto all = run_git({"ls-tree", "-r", "--full-tree", "--name-only", revision});
  std::vector<std::string> found;
  if (!all || wanted.empty()) return found;
  std::istringstream names(*all);
  for (std::string name; found.size() < most && std::getline(names, name);) {
    if (std::filesystem::path(name).filename() == wanted) {
      found.push_back(fmt::format("{}:/{}", revision, name));
    }
  }
  return found;
}

std::string missing_file(const std::string& revision, const std::string& file) {
  if (file.rfind(':', 0) == 0) {
    return fmt::format("one colon stands between a revision and its file: `{}{}`", revision, file);
  }
  const auto found = namesakes(revision, file);
  if (!found.empty()) {
    return fmt::format("the revision `{}` has no file `{}`; did you mean `{}`?", revision, file,
                       fmt::join(found, "` or `"));
  }
  return fmt::format(
      "the revision `{}` has no file `{}`: where the change adds or moves it, name the earlier "
      "file, or an empty one",
      revision, file);
}

/// What is no file of the disk and looks as if a revision were meant: how that is written.
std::string revision_hint(const std::string& path) {
  const auto is_commit = [](const std::string& name) {
    return !name.empty() && name.front() != '-' && git_knows(name + "^{commit}");
  };
  if (path.rfind(':', 0) == 0) {
    return fmt::format("; a revision stands before the colon, as in `HEAD{}`", path);
  }
  if (is_commit(path)) {
    return fmt::format(
        "; `{0}` is a revision: say which file of it, as in "
        "`{0}:architecture.yaml`",
        path);
  }
  const auto hint = [&](const std::string& revision, const std::string& file) -> std::string {
    if (!is_commit(revision) || file.empty()) return {};
    return fmt::format("; a file of a revision is written `{}:{}`", revision, file);
  };
  for (std::size_t at = 0; (at = path.find_first_of("/ @", at)) != std::string::npos; ++at) {
    const std::string left = path.substr(0, at), right = path.substr(at + 1);
    const std::string words = path[at] == '@' ? hint(right, left) : hint(left, right);
    if (!words.empty()) return words;
  }
  return {};
}

/// Why a revision, or a file of it, cannot be read, and what to do about it.
std::string missing_revision(const std::string& revision, const std::string& file,
                             const std::string& complaint) {
  if (git_word({"rev-parse", "--git-dir"}).empty()) {
    return fmt::format(
        "no file of that name, and no git repository here in which `{}` could be a "
        "revision ({})",
        revision, complaint);
  }
  if (git_knows(revision + "^{commit}")) return missing_file(revision, file);
  if (git_knows("origin/" + revision + "^{commit}")) {
    return fmt::format("there is no revision `{0}` here, but `origin/{0}`: name that", revision);
  }
  // Commits before another have no name of their own to be asked for.
  const bool is_relative = revision.find_first_of("~^@") != std::string::npos;
  if (git_word({"rev-parse", "--is-shallow-repository"}) == "true") {
    if (is_relative) {
      return fmt::format(
          "the revision `{0}` is not in this shallow clone: bring earlier commits with `git fetch "
          "--deepen=50`, or clone with its history (`fetch-depth: 0` of actions/checkout)",
          revision);
    }
    return fmt::format(
        "the revision `{0}` is not in this shallow clone: fetch it with `git fetch "
        "--depth=1 origin {0}` and name `FETCH_HEAD:{1}`, or clone with its "
        "history (`fetch-depth: 0` of actions/checkout)",
        revision, file);
  }
  if (is_relative) {
    return fmt::format(
        "there is no revision `{}` in this repository: its history does not go back so far",
        revision);
  }
  return fmt::format(
      "there is no revision `{0}` in this repository; where it is a branch of "
      "others, `git fetch origin {0}` brings it",
      revision);
}

}  // namespace

Result<std::string> GitAccess::read(const std::string& path) {
  const std::size_t colon = revision_end(path);
  if (colon == std::string::npos) {
    auto text = disk_.read(path);
    if (!text) text.error.message += revision_hint(path);
    return text;
  }
  // A name that git would take for an option is no revision.
  if (path.front() == '-') return Failure("No such file or directory");
  const std::string revision = path.substr(0, colon);
  std::string file = path.substr(colon + 1);
  // From the root of the repository, as `normal_name` has it; git itself knows no path that begins
  // with a slash.
  file.erase(0, file.find_first_not_of('/'));
  if (revision.find("..") != std::string::npos && revision.find("../") == std::string::npos) {
    return Failure(
        fmt::format("`{}` is a range of revisions: each side of a comparison is one of "
                    "them, as in `cutpoint diff {}:{} {}`",
                    revision, revision.substr(0, revision.find("..")), file, file));
  }
  const std::string object = revision + ":" + file;
  // Of a folder git shows a list of names.
  if (git_word({"cat-file", "-t", object}) == "tree") {
    return Failure(
        fmt::format("`{}` is a folder in the revision `{}`: name a file of it, as in "
                    "`{}:{}architecture.yaml`",
                    file.empty() ? "." : file, revision, revision,
                    file.empty() || file.back() == '/' ? file : file + "/"));
  }
  auto text = run_git({"show", object});
  if (!text) return Failure(missing_revision(revision, file, text.error.message));
  return text;
}

bool GitAccess::is_inside(const std::string& path, const std::string& root) {
  if (revision_end(path) == std::string::npos) return disk_.is_inside(path, root);
  // Nothing to resolve in a revision: its links are not followed.
  const auto relative = std::filesystem::path(path).lexically_normal().lexically_relative(root);
  return !relative.empty() && *relative.begin() != "..";
}

std::string GitAccess::in_revision_of(const std::string& path, const std::string& name) {
  const std::size_t colon = revision_end(path);
  const bool is_plain = name.find(':') == std::string::npos;
  return colon == std::string::npos || !is_plain ? name : path.substr(0, colon + 1) + name;
}

std::string GitAccess::normal_name(const std::string& path) {
  const std::size_t colon = revision_end(path);
  if (colon == std::string::npos || path.front() == '-') return path;
  const std::string revision = path.substr(0, colon + 1);
  std::string file = path.substr(colon + 1);
  if (file.empty()) return path;
  if (file.front() == '/') {
    // As the disk names it, where that lies in the repository; else from its root.
    const std::string root = git_word({"rev-parse", "--show-toplevel"});
    const bool is_of_disk = !root.empty() && file.rfind(root + "/", 0) == 0;
    file.erase(0, is_of_disk ? root.size() : file.find_first_not_of('/') - 1);
    return revision + file;
  }
  // From here, or as git itself has it, from the root of the repository.
  const std::filesystem::path here = git_word({"rev-parse", "--show-prefix"});
  const std::string from_here = (here / file).lexically_normal().string();
  const std::string from_root = std::filesystem::path(file).lexically_normal().string();
  const bool relative = file.rfind("./", 0) == 0 || file.rfind("../", 0) == 0;
  const bool is_from_root =
      !relative && !git_knows(revision + from_here) && git_knows(revision + from_root);
  return revision + "/" + (is_from_root ? from_root : from_here);
}

}  // namespace cutpoint
