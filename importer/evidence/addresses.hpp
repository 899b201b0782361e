/// Names of hosts in texts: environment variables, arguments, configuration.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cutpoint {

struct Address {
  std::string host;        ///< as it is written; see normalised_host()
  std::uint16_t port = 0;  ///< 0: not given

  friend bool operator==(const Address&, const Address&) = default;
};

/// Hosts that a text names in a way that can only be an address: in URLs, as host:port, and as the
/// server of a connection string. In the order of the text, each host with its first port; names
/// of any kind, not only components.
[[nodiscard]] std::vector<Address> addresses_in(std::string_view text);

/// Lists of hosts that stand in for each other: `db1:5432,db2:5432`, `http://es1,http://es2`,
/// `amqp://u:p@r1,r2/x`. What has a key of its own (`orders=db1 users=db2`) starts a list of its
/// own. Blanks separate members only where `blanks_separate`.
[[nodiscard]] std::vector<std::vector<Address>> address_lists(std::string_view text,
                                                              bool blanks_separate);

/// MinIO's and the shell's rows of hosts written out: "http://s{1...3}:9000" as three of them,
/// joined by commas. Rows of more than a thousand stay as they are.
[[nodiscard]] std::string with_ranges_expanded(std::string_view text);

/// The host of "label:host:port", as some user interfaces list what they look at.
[[nodiscard]] std::optional<Address> labelled_address(std::string_view word);

/// In lower case, without the dot at the end: as hosts are compared.
[[nodiscard]] std::string normalised_host(std::string_view host);

/// True for a URL that only a client of a store, a cache or a queue can mean, whatever it is
/// called: `postgres://db.example.net/x`.
[[nodiscard]] bool is_connection_string(std::string_view text);

}  // namespace cutpoint
