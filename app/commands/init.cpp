#include <filesystem>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/documents/written_document.hpp"
#include "model/format/reading.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view starter = R"(cutpoint: 1
name: My system
description: Replace this with what the system is for.
journeys:  # what users must be able to do: the top events
  use-the-service:
    needs: [web]
    slo: {availability: 99.9%, period: 30d}
components:
  web:
    kind: container
    runs_on: vm-1
    mtbf: 30d  # mean time up, measured or guessed
    mttr: 15m  # mean time to repair
    restart: {policy: unless-stopped, time: 20s, cures: 90%}
    depends_on: [database]
  database:
    kind: database
    runs_on: vm-1
  vm-1:
    kind: vm
)";

Exit write_new(const std::filesystem::path& path, const std::string& content, bool force,
               Console& console) {
  std::error_code error;
  if (!force && std::filesystem::exists(path, error)) {
    return fail(console, fmt::format("{} exists already; --force replaces it", path.string()));
  }
  return write_output(path.string(), content, console);
}

Exit run_init(const Arguments& arguments, Console& console) {
  const std::filesystem::path file =
      arguments.given("FILE") ? arguments.value("FILE") : "architecture.yaml";
  const std::filesystem::path schema = file.parent_path() / schema_file_name;
  const bool force = arguments.flag("force");
  if (write_new(file, schema_modeline() + std::string(starter), force, console) != Exit::success)
    return Exit::failure;
  if (write_schema_beside(file.string(), console) != Exit::success) return Exit::failure;
  console.out << fmt::format("wrote {0} and {1}\nnext: cutpoint analyze {0}\n", file.string(),
                             schema.string());
  return Exit::success;
}

}  // namespace

const Command& init_command() {
  static const Command command{
      "init",
      "Write a small architecture file to start from, and the schema for your editor",
      {{"FILE", "the file to write [architecture.yaml]", false}},
      {{"--force", "", "replace the file where it exists"}},
      "cutpoint init /tmp/architecture.yaml --force",
      run_init};
  return command;
}

}  // namespace cutpoint
