#include "importer/compose/open_services.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "importer/evidence/standing.hpp"

namespace cutpoint::compose {

namespace {

/// A health check that connects to it says that it listens; one that looks at processes does not.
bool is_asked_from_outside(const Service& service) {
  return service.health_check && service.health_check->probe &&
         service.health_check->probe->value != HealthProbe::process;
}

/// Ports at which users' own programs ask, whoever else does: of the web, and mailboxes.
bool is_for_users(const PublishedPort& port) {
  constexpr std::array<std::uint16_t, 9> ports = {80, 443, 465, 587, 143, 993, 110, 995, 4190};
  return !port.local && std::find(ports.begin(), ports.end(), port.host) != ports.end();
}

class OpenServiceFinder {
 public:
  OpenServiceFinder(const std::vector<Service>& services, const Dependencies& dependencies)
      : services_(services), dependencies_(dependencies) {
    result_.candidates.resize(services.size());
  }

  OpenServices run() {
    note_open();
    close_ports_to_look_inside();
    hand_over_shared_networks();
    note_routes();
    close_what_stands_behind();
    return std::move(result_);
  }

 private:
  [[nodiscard]] static bool is_program(const EntryCandidate& candidate) {
    return !is_beside(candidate.role) && !keeps_data(candidate.role) &&
           candidate.role != Role::control;
  }

  void note_open() {
    // Beside one that publishes ports, another of its program on the host's network does not serve.
    std::set<std::string> published;
    for (const Service& service : services_) {
      const std::string program = service.program();
      if (service.publishes_ports() && !program.empty()) published.insert(program);
    }
    for (std::size_t i = 0; i < services_.size(); ++i) {
      const Service& service = services_[i];
      EntryCandidate& candidate = result_.candidates[i];
      candidate.role = dependencies_.is_job[i] ? Role::job : service.role;
      candidate.is_open =
          service.publishes_ports() || (service.on_host_network && !service.takes_work &&
                                        !published.contains(service.program()));
      candidate.listens = service.listens || is_asked_from_outside(service);
      candidate.takes_work = service.takes_work;
      candidate.is_for_users =
          std::any_of(service.ports.begin(), service.ports.end(), is_for_users);
    }
  }

  /// Ports for the machine itself, those that the host chooses by chance, and those of workers are
  /// there to look inside, where others are for everybody.
  void close_ports_to_look_inside() {
    const auto looks_inside = [](const Service& service) {
      return !service.on_host_network && service.publishes_ports() &&
             (standing_of(service.name) == Standing::worker ||
              std::all_of(service.ports.begin(), service.ports.end(),
                          [](const PublishedPort& port) { return port.local || port.by_chance; }));
    };
    bool others = false;
    for (std::size_t i = 0; i < services_.size(); ++i) {
      const EntryCandidate& candidate = result_.candidates[i];
      others =
          others || (candidate.is_open && is_program(candidate) && !looks_inside(services_[i]));
    }
    for (std::size_t i = 0; others && i < services_.size(); ++i) {
      if (looks_inside(services_[i])) result_.candidates[i].is_open = false;
    }
  }

  /// The ports of a network's owner are those of who lives in it.
  void hand_over_shared_networks() {
    std::map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < services_.size(); ++i) index.emplace(services_[i].name, i);
    for (std::size_t i = 0; i < services_.size(); ++i) {
      for (const std::string& alias : services_[i].aliases) index.emplace(alias, i);
    }
    for (std::size_t i = 0; i < services_.size(); ++i) {
      if (!services_[i].network_owner) continue;
      const auto owner = index.find(*services_[i].network_owner);
      if (owner == index.end()) continue;
      if (!services_[owner->second].publishes_ports()) continue;
      result_.candidates[i].is_open = true;
      result_.candidates[owner->second].is_open = false;
    }
  }

  void note_routes() {
    for (const LabelRoute& route : dependencies_.routes) {
      if (!dependencies_.routes_apart[route.proxy]) continue;
      result_.candidates[route.target].is_declared = true;
      result_.candidates[route.proxy].is_open = false;
    }
  }

  [[nodiscard]] Standing standing(std::size_t i) const {
    const Role role = result_.candidates[i].role;
    const Standing by_name = standing_of(services_[i].name);
    if (role == Role::entry || (role == Role::balancer && by_name != Standing::back))
      return Standing::front;
    return by_name;
  }

  /// Programs that are called by programs are published beside a front end whose calls the files
  /// do not show: its own configuration holds them.
  void close_what_stands_behind() {
    std::vector<std::size_t> fronts;
    std::vector<bool> is_back(services_.size());
    bool any_back = false;
    for (std::size_t i = 0; i < services_.size(); ++i) {
      const EntryCandidate& candidate = result_.candidates[i];
      if (!candidate.is_open || candidate.is_declared || !is_program(candidate)) continue;
      const Standing own = standing(i);
      if (own == Standing::front) fronts.push_back(i);
      is_back[i] = own == Standing::back && !candidate.is_for_users;
      any_back = any_back || is_back[i];
    }
    if (fronts.empty() || !any_back) return;
    for (const std::size_t front : fronts) {
      if (shows_its_calls(front, is_back)) return;
    }
    for (std::size_t i = 0; i < services_.size(); ++i) {
      if (!is_back[i]) continue;
      result_.candidates[i].is_open = false;
      if (fronts.size() == 1) result_.perhaps.push_back({fronts.front(), i});
    }
  }

  [[nodiscard]] bool shows_its_calls(std::size_t from, const std::vector<bool>& is_back) const {
    const auto& needs = dependencies_.needs[from];
    return std::any_of(needs.begin(), needs.end(),
                       [&](const Need& need) { return is_back[need.target]; }) ||
           !dependencies_.groups[from].empty();
  }

  const std::vector<Service>& services_;
  const Dependencies& dependencies_;
  OpenServices result_;
};

}  // namespace

OpenServices find_open_services(const std::vector<Service>& services,
                                const Dependencies& dependencies) {
  return OpenServiceFinder(services, dependencies).run();
}

}  // namespace cutpoint::compose
