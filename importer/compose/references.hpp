/// Which services a text means.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importer/compose/service.hpp"
#include "importer/evidence/addresses.hpp"
#include "importer/evidence/names.hpp"

namespace cutpoint::compose {

/// Services, meant by their position, that one text names.
struct References {
  std::vector<std::size_t> targets;              ///< each once, in the order of the text
  std::vector<std::vector<std::size_t>> lists;   ///< of two or more that stand in one list
  std::vector<std::vector<std::size_t>> shared;  ///< that answer to one name together
  std::vector<Address> unknown;                  ///< hosts that no service answers to
};

class ServiceNames {
 public:
  ServiceNames(const std::vector<Service>& services, const std::string& project);

  /// The service that a host means where `from` says it; the one behind its port where several
  /// share a network or the host's ports.
  [[nodiscard]] std::optional<std::size_t> find(const Address& address, std::size_t from) const;

  [[nodiscard]] std::optional<std::size_t> find_service(std::string_view name) const;

  [[nodiscard]] References references_in(const Setting& setting, std::size_t from) const;

 private:
  void add_names();
  void add_own_ports(std::size_t service);
  void add_shared_networks();
  [[nodiscard]] std::optional<std::size_t> find_container(std::string_view name) const;
  [[nodiscard]] std::optional<std::size_t> behind_host_port(const Address& address,
                                                            std::size_t from) const;
  [[nodiscard]] std::size_t behind_port(std::size_t owner, std::uint16_t port) const;
  void add_list(const std::vector<Address>& list, std::size_t from, References& found) const;
  void add_target(const Address& address, std::size_t from, bool surely, References& found) const;
  void add_words(const std::string& text, std::size_t from, References& found) const;
  void add_flags(const std::string& text, std::size_t from, References& found) const;
  void add_watched(const std::string& command, std::size_t from, References& found) const;

  const std::vector<Service>& services_;
  std::string project_;
  ComponentNames names_;
  std::vector<std::vector<std::size_t>> guests_;       ///< by service: who lives in its network
  std::map<std::uint16_t, std::size_t> by_host_port_;  ///< published ports
};

}  // namespace cutpoint::compose
