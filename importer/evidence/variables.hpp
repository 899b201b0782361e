/// What the name of a variable or flag says of the address in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cutpoint {

/// True for variables that hold where something is: DB_HOST, KAFKA_BROKERS, API_URL …
[[nodiscard]] bool is_connection_variable(std::string_view name);

/// True for variables that say where the component itself listens, or whom it trusts.
[[nodiscard]] bool is_own_address_variable(std::string_view name);

/// True for variables that hold the address under which users reach the whole: PUBLIC_URL,
/// API_EXTERNAL_URL. It is handed out, not called.
[[nodiscard]] bool is_public_address_variable(std::string_view name);

/// How likely a variable names the front end of a back end: 2 for FRONTEND_URL, 1 for WEB_ORIGIN
/// and BASE_URL, 0 for others. Where two name each other, the front calls the back.
[[nodiscard]] int front_end_likeness(std::string_view name);

/// True for variables that hold where measurements, logs and traces go.
[[nodiscard]] bool is_telemetry_variable(std::string_view name);

/// True for configuration of programs that collect measurements and pass them on: none of those it
/// asks or tells is needed.
[[nodiscard]] bool passes_measures_on(std::string_view text);

/// True for values of Spring that may be missing: `optional:configserver:http://config:8888`.
[[nodiscard]] bool is_optional_import(std::string_view text);

/// True for variables that list what is only waited for before the start: WAIT_HOSTS.
[[nodiscard]] bool is_waiting_variable(std::string_view name);

/// True for variables and flags by which members of a cluster find each other: seeds, peers, the
/// primary of a replica.
[[nodiscard]] bool is_joining_variable(std::string_view name);

/// True where each of those listed holds data of its own: SHARD_HOSTS.
[[nodiscard]] bool is_shard_variable(std::string_view name);

/// True for variables that list what a dashboard looks at, not what it needs.
[[nodiscard]] bool is_health_check_variable(std::string_view name);

/// True for flags that name a host: `--redis-host`, and `-h` as most clients have it.
[[nodiscard]] bool is_connection_flag(std::string_view flag);

/// The words of a list value: separated by commas, semicolons or blanks, quotes taken off.
[[nodiscard]] std::vector<std::string> listed_words(std::string_view text);

/// `--redis-host=cache`, `--redis-host cache` and `-h cache` as pairs of flag and value.
struct FlagValue {
  std::string flag;
  std::string value;
};
[[nodiscard]] std::vector<FlagValue> flag_values(std::string_view command);

}  // namespace cutpoint
