#include "importer/compose/references.hpp"

#include <algorithm>
#include <charconv>

#include "importer/evidence/variables.hpp"

namespace cutpoint::compose {

namespace {

bool is_the_host(std::string_view host) {
  return host == "host.docker.internal" || host == "host-gateway" ||
         host == "gateway.docker.internal" || host == "docker.for.mac.localhost" ||
         host == "docker.for.win.localhost";
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host.rfind("127.", 0) == 0 || host == "0.0.0.0";
}

}  // namespace

ServiceNames::ServiceNames(const std::vector<Service>& services, const std::string& project)
    : services_(services), project_(normalised_host(project)), guests_(services.size()) {
  add_names();
  add_shared_networks();
}

void ServiceNames::add_names() {
  for (std::size_t i = 0; i < services_.size(); ++i) names_.add_name(services_[i].name, i);
  for (std::size_t i = 0; i < services_.size(); ++i) {
    const Service& service = services_[i];
    for (const std::string& alias : service.aliases) names_.add_alias(alias, i);
    for (const std::string& address : service.fixed_addresses) names_.add_alias(address, i);
  }
  for (std::size_t i = 0; i < services_.size(); ++i) {
    for (const PublishedPort& port : services_[i].ports) {
      if (port.host != 0) by_host_port_.emplace(port.host, i);
    }
    if (services_[i].on_host_network) add_own_ports(i);
  }
}

/// In the host's network a service's own ports are the host's; it says them in variables.
void ServiceNames::add_own_ports(std::size_t service) {
  for (const Setting& setting : services_[service].settings) {
    const std::string name = setting.name.substr(0, setting.name.find("_NUMBER"));
    if (name.size() < 4 || name.substr(name.size() - 4) != "PORT") continue;
    std::uint16_t port = 0;
    const char* end = setting.text.data() + setting.text.size();
    const auto parsed = std::from_chars(setting.text.data(), end, port);
    if (parsed.ec == std::errc() && parsed.ptr == end && port != 0) {
      by_host_port_.emplace(port, service);
    }
  }
}

void ServiceNames::add_shared_networks() {
  for (std::size_t i = 0; i < services_.size(); ++i) {
    if (!services_[i].network_owner) continue;
    if (const auto owner = find_service(*services_[i].network_owner)) guests_[*owner].push_back(i);
  }
}

std::optional<std::size_t> ServiceNames::find_service(std::string_view name) const {
  if (const auto found = names_.find(name)) return found;
  return names_.sharers(name).empty() ? find_container(name) : std::nullopt;
}

/// By what Compose and Swarm call containers and services: tasks.web, shop-web-1, shop_web. Taken
/// off the name, as these for every service would take as much memory as the services.
std::optional<std::size_t> ServiceNames::find_container(std::string_view name) const {
  const std::string host = normalised_host(name);
  std::optional<std::size_t> found;
  std::size_t number = 0;
  const auto look = [&](const std::string& before, std::string_view behind) {
    if (!host.starts_with(before) || !host.ends_with(behind)) return;
    if (host.size() <= before.size() + behind.size()) return;
    const std::string_view inner =
        std::string_view(host).substr(before.size(), host.size() - before.size() - behind.size());
    const auto target = names_.find_name(inner);
    if (!target || target == found) return;
    found = target;
    ++number;
  };
  look("tasks.", "");
  if (!project_.empty()) {
    look(project_ + "-", "-1");
    look(project_ + "_", "_1");
    look(project_ + "_", "");
  }
  return number == 1 ? found : std::nullopt;
}

std::optional<std::size_t> ServiceNames::find(const Address& address, std::size_t from) const {
  for (const auto& [name, target] : services_[from].own_names) {
    if (normalised_host(name) == normalised_host(address.host)) return find_service(target);
  }
  for (const auto& [name, target] : services_[from].extra_hosts) {
    if (normalised_host(name) != normalised_host(address.host)) continue;
    if (const auto found = find_service(target)) return behind_port(*found, address.port);
    return behind_host_port({target, address.port}, from);
  }
  if (const auto found = find_service(address.host)) return behind_port(*found, address.port);
  return behind_host_port(address, from);
}

/// host.docker.internal:6000 is what publishes that port; so is localhost for who lives in the
/// host's network, and for guests of one network each other's ports.
std::optional<std::size_t> ServiceNames::behind_host_port(const Address& address,
                                                          std::size_t from) const {
  if (address.port == 0) return std::nullopt;
  const std::string host = normalised_host(address.host);
  const bool by_host =
      is_the_host(host) || (services_[from].on_host_network && is_this_machine(host));
  if (!by_host) return std::nullopt;
  const auto found = by_host_port_.find(address.port);
  if (found == by_host_port_.end()) return std::nullopt;
  return behind_port(found->second, address.port);
}

/// Of several in one network the one that says this port for itself.
std::size_t ServiceNames::behind_port(std::size_t owner, std::uint16_t port) const {
  const std::vector<std::size_t>& guests = guests_[owner];
  if (guests.empty() || port == 0) return owner;
  const std::string number = std::to_string(port);
  for (const std::size_t guest : guests) {
    for (const Setting& setting : services_[guest].settings) {
      if (setting.text == number) return guest;
    }
  }
  return owner;
}

void ServiceNames::add_target(const Address& address, std::size_t from, bool surely,
                              References& found) const {
  if (const auto target = find(address, from)) {
    auto& targets = found.targets;
    if (std::find(targets.begin(), targets.end(), *target) == targets.end()) {
      targets.push_back(*target);
    }
    return;
  }
  const std::vector<std::size_t> sharers = names_.sharers(address.host);
  if (!sharers.empty()) {
    for (const std::size_t sharer : sharers) {
      auto& targets = found.targets;
      if (std::find(targets.begin(), targets.end(), sharer) == targets.end()) {
        targets.push_back(sharer);
      }
    }
    found.shared.push_back(sharers);
    return;
  }
  if (surely) found.unknown.push_back(address);
}

void ServiceNames::add_list(const std::vector<Address>& list, std::size_t from,
                            References& found) const {
  std::vector<std::size_t> members;
  for (const Address& address : list) {
    const auto target = find(address, from);
    if (target && std::find(members.begin(), members.end(), *target) == members.end()) {
      members.push_back(*target);
    }
  }
  if (members.size() > 1) found.lists.push_back(std::move(members));
}

void ServiceNames::add_words(const std::string& text, std::size_t from, References& found) const {
  for (const std::string& word : listed_words(text)) {
    add_target({word, 0}, from, false, found);
    if (const auto labelled = labelled_address(word)) add_target(*labelled, from, false, found);
  }
}

/// A flag that is given several times is a list too: `--join a --join b`.
void ServiceNames::add_flags(const std::string& text, std::size_t from, References& found) const {
  std::map<std::string, std::vector<Address>> repeated;
  for (const FlagValue& flag : flag_values(text)) {
    if (is_connection_flag(flag.flag)) add_words(flag.value, from, found);
    if (!is_connection_flag(flag.flag) && !is_joining_variable(flag.flag)) continue;
    for (const auto& list : address_lists(flag.value, true)) {
      auto& members = repeated[flag.flag];
      members.insert(members.end(), list.begin(), list.end());
    }
  }
  for (const auto& [flag, members] : repeated) {
    add_list(members, from, found);
    for (const Address& member : members) add_target(member, from, false, found);
  }
}

/// What a sentinel watches stands in words of their own: "monitor shop redis-main 6379 2".
void ServiceNames::add_watched(const std::string& command, std::size_t from,
                               References& found) const {
  const std::vector<std::string> words = listed_words(command);
  for (std::size_t i = 0; i + 3 < words.size(); ++i) {
    const bool has_port = words[i + 3].find_first_not_of("0123456789") == std::string::npos;
    if (words[i] == "monitor" && has_port) add_target({words[i + 2], 0}, from, false, found);
  }
}

References ServiceNames::references_in(const Setting& setting, std::size_t from) const {
  References found;
  const std::string text = with_ranges_expanded(setting.text);
  const bool named = setting.kind != Setting::Kind::command && setting.kind != Setting::Kind::file;
  const bool connects = named && is_connection_variable(setting.name);
  // What only clients of a store write is a connection under any name.
  const bool surely = connects || (named && is_connection_string(text));
  for (const Address& address : addresses_in(text)) add_target(address, from, surely, found);
  if (setting.kind == Setting::Kind::command) {
    add_flags(text, from, found);
    add_watched(text, from, found);
  }
  if (connects) add_words(text, from, found);
  if (connects && found.targets.empty() && found.unknown.empty()) {
    const std::vector<std::string> words = listed_words(text);
    // A plain name with a dot is a host elsewhere.
    const bool host = words.size() == 1 && words.front().find('.') != std::string::npos &&
                      words.front().find_first_of(":/@=") == std::string::npos &&
                      words.front().find_first_not_of("0123456789.") != std::string::npos;
    if (host) found.unknown.push_back({words.front(), 0});
  }
  for (const auto& list : address_lists(text, named)) add_list(list, from, found);
  return found;
}

}  // namespace cutpoint::compose
