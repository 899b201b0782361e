#include <filesystem>

#include <fmt/format.h>

#include "app/console/console.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view schema_name = "cutpoint.schema.json";

constexpr std::string_view starter = R"(# yaml-language-server: $schema=cutpoint.schema.json
cutpoint: 1
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
  const std::filesystem::path schema = file.parent_path() / schema_name;
  const bool force = arguments.flag("force");
  if (write_new(file, std::string(starter), force, console) != Exit::success) return Exit::failure;
  // The schema is ours alone: writing the present one over an older one loses nothing.
  if (write_new(schema, architecture_schema(), true, console) != Exit::success) {
    return Exit::failure;
  }
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
