#include "app/documents/git_access.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

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
  const std::size_t colon = path.find(':');
  return colon == 0 ? std::string::npos : colon;
}

/// Runs `git` with two arguments, and returns what it wrote, or its first line of complaint.
Result<std::string> run_git(std::string verb, std::string name) {
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
  std::array<char*, 4> arguments{program.data(), verb.data(), name.data(), nullptr};
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

}  // namespace

Result<std::string> GitAccess::read(const std::string& path) {
  if (revision_end(path) == std::string::npos) return disk_.read(path);
  // A name that git would take for an option is no revision.
  if (path.front() == '-') return Failure("No such file or directory");
  return run_git("show", path);
}

bool GitAccess::is_inside(const std::string& path, const std::string& root) {
  if (revision_end(path) == std::string::npos) return disk_.is_inside(path, root);
  // Nothing to resolve in a revision: its links are not followed.
  const auto relative = std::filesystem::path(path).lexically_normal().lexically_relative(root);
  return !relative.empty() && *relative.begin() != "..";
}

std::string GitAccess::normal_name(const std::string& path) {
  const std::size_t colon = revision_end(path);
  if (colon == std::string::npos) return path;
  const std::string file = path.substr(colon + 1);
  if (file.rfind("./", 0) == 0 || file.rfind("../", 0) == 0 || file.rfind('/', 0) == 0) return path;
  const std::string from_here = path.substr(0, colon + 1) + "./" + file;
  if (path.front() == '-' || run_git("rev-parse", from_here)) return from_here;
  // As git itself has it: from the root of the repository, which lies so many folders above.
  const auto up = run_git("rev-parse", "--show-cdup");
  if (!up) return from_here;
  const std::string from_root = path.substr(0, colon + 1) + up->substr(0, up->find('\n')) + file;
  return run_git("rev-parse", from_root) ? from_root : from_here;
}

}  // namespace cutpoint
