/// Names of other services in environment variables and commands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cutpoint::compose {

/// Hosts that a text names in a way that can only be an address: in URLs, as host:port, and as the
/// server of a connection string. In the order of the text; names of any kind, not only services.
[[nodiscard]] std::vector<std::string> addresses_in(std::string_view text);

/// Lists of hosts that stand in for each other: `db1:5432,db2:5432`, `http://es1,http://es2`,
/// `amqp://u:p@r1,r2/x`. What has a key of its own (`orders=db1 users=db2`) starts a list of its
/// own. Blanks separate members only where `blanks_separate`.
[[nodiscard]] std::vector<std::vector<std::string>> address_lists(std::string_view text,
                                                                  bool blanks_separate);

/// True for variables that hold where something is: DB_HOST, KAFKA_BROKERS, API_URL …
[[nodiscard]] bool is_connection_variable(std::string_view name);

/// True for variables that say where the service itself listens, or whom it trusts.
[[nodiscard]] bool is_own_address_variable(std::string_view name);

/// The words of a list value: separated by commas, semicolons or blanks, quotes taken off.
[[nodiscard]] std::vector<std::string> listed_words(std::string_view text);

/// True for flags that name a host: `--redis-host`, and `-h` as most clients have it.
[[nodiscard]] bool is_connection_flag(std::string_view flag);

/// True for variables that list what a dashboard looks at, not what it needs.
[[nodiscard]] bool is_health_check_variable(std::string_view name);

/// `--redis-host=cache`, `--redis-host cache` and `-h cache` as pairs of flag and value.
struct FlagValue {
  std::string flag;
  std::string value;
};
[[nodiscard]] std::vector<FlagValue> flag_values(std::string_view command);

}  // namespace cutpoint::compose
