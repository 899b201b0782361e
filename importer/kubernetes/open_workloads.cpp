#include "importer/kubernetes/open_workloads.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "importer/evidence/standing.hpp"

namespace cutpoint::kubernetes {

namespace {

template <std::size_t n>
bool is_one_of(std::string_view word, const std::array<std::string_view, n>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view last_word(std::string_view name) {
  return name.substr(name.find_last_of("-_/") + 1);
}

bool says_controller(std::string_view name) {
  constexpr std::array<std::string_view, 11> words = {
      "controller", "controllers", "operator",    "webhook",    "webhooks",  "admission",
      "injector",   "cainjector",  "provisioner", "reconciler", "autoscaler"};
  return is_one_of(last_word(name), words) || name.ends_with("controller-manager");
}

/// What people give the part of a program: `app.kubernetes.io/component: frontend`.
std::string_view part_label(const Workload& workload) {
  constexpr std::array<std::string_view, 4> keys = {"app.kubernetes.io/component", "component",
                                                    "tier", "role"};
  for (const std::string_view key : keys) {
    if (const auto found = workload.labels.find(key); found != workload.labels.end())
      return found->second;
  }
  return {};
}

/// Without the version behind it: "reviews-v2".
std::string_view without_version(std::string_view name) {
  const std::string_view last = last_word(name);
  const bool is_version = last.size() > 1 && last.size() < name.size() && last.front() == 'v' &&
                          last.find_first_not_of("0123456789", 1) == std::string_view::npos;
  return is_version ? name.substr(0, name.size() - last.size() - 1) : name;
}

bool is_front_name(std::string_view full_name) {
  const std::string_view name = without_version(full_name);
  constexpr std::array<std::string_view, 2> pages = {"dashboard", "console"};
  return standing_of(name) == Standing::front || is_one_of(last_word(name), pages);
}

/// It looks at what is to be changed, when the API server asks.
bool says_webhook(const Workload& workload) {
  constexpr std::array<std::string_view, 5> words = {"webhook", "webhooks", "admission", "injector",
                                                     "cainjector"};
  return is_one_of(last_word(workload.own_name), words);
}

/// By its name, its image's or its labels.
bool is_front(const Workload& workload) {
  return workload.role == Role::entry || is_front_name(workload.own_name) ||
         is_front_name(part_label(workload)) ||
         (workload.recognition.row == nullptr && is_front_name(image_path(workload.image)));
}

class OpenWorkloadFinder {
 public:
  OpenWorkloadFinder(const std::vector<Workload>& workloads, const ServiceTable& services,
                     const Needs& needs)
      : workloads_(workloads), services_(services), needs_(needs) {}

  OpenWorkloads run(const std::vector<WayToUsers>& ways) {
    for (std::size_t i = 0; i < workloads_.size(); ++i)
      result_.candidates.push_back(
          {workloads_[i].role, false, services_.is_listening(i), false, false, false});
    for (const WayToUsers& way : ways) {
      for (const std::size_t i : way.workloads) {
        EntryCandidate& candidate = result_.candidates[i];
        candidate.is_declared = candidate.is_declared || way.is_declared;
        candidate.is_open = true;
      }
    }
    note_controllers();
    if (!is_anything_open()) close_what_stands_inside();
    return std::move(result_);
  }

 private:
  [[nodiscard]] static bool is_program(const EntryCandidate& candidate) {
    return !is_beside(candidate.role) && !keeps_data(candidate.role) &&
           candidate.role != Role::control;
  }

  void note_controllers() {
    bool listens = false;
    for (const EntryCandidate& candidate : result_.candidates)
      listens = listens || (candidate.listens && is_program(candidate));
    for (std::size_t i = 0; i < workloads_.size(); ++i) {
      EntryCandidate& candidate = result_.candidates[i];
      if (candidate.is_open || !is_program(candidate) || is_ingress_controller(workloads_[i]))
        continue;
      if (says_webhook(workloads_[i])) {
        candidate.role = Role::agent;
      } else if (is_controller(workloads_[i])) {
        candidate.role = Role::control;
        candidate.listens = candidate.listens || services_.is_for_cluster(i);
      } else if (!candidate.listens) {
        note_unasked(i, listens);
      }
    }
  }

  /// What answers questions of the API server stands beside those that do the work; what others
  /// only measure works by itself.
  void note_unasked(std::size_t index, bool others_listen) {
    EntryCandidate& candidate = result_.candidates[index];
    if (services_.is_for_cluster(index)) {
      candidate.role = Role::agent;
    } else if (services_.is_measured(index)) {
      candidate.takes_work = true;
      if (!others_listen) candidate.role = Role::control;
    }
  }

  [[nodiscard]] bool is_anything_open() const {
    return std::any_of(
        result_.candidates.begin(), result_.candidates.end(),
        [](const EntryCandidate& candidate) { return candidate.is_open && is_program(candidate); });
  }

  /// Where nothing opens to the outside, all that listen are for the inside, but for those that
  /// people call: front ends, or else what has a port of the web.
  void close_what_stands_inside() {
    std::vector<std::size_t> fronts =
        uncalled([&](std::size_t i) { return is_front(workloads_[i]); });
    const bool by_name = !fronts.empty();
    if (!by_name) fronts = uncalled([&](std::size_t i) { return services_.is_at_web_port(i); });
    if (fronts.empty()) return;
    std::vector<std::size_t> closed;
    for (std::size_t i = 0; i < workloads_.size(); ++i) {
      EntryCandidate& candidate = result_.candidates[i];
      if (!candidate.listens || !is_program(candidate)) continue;
      if (std::binary_search(fronts.begin(), fronts.end(), i)) continue;
      candidate.listens = false;
      if (!is_called(i)) closed.push_back(i);
    }
    if (!by_name || fronts.size() != 1 || calls_a_program(fronts.front())) return;
    for (const std::size_t back : closed) result_.behind.push_back({fronts.front(), back});
  }

  template <class Test>
  [[nodiscard]] std::vector<std::size_t> uncalled(const Test& test) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < workloads_.size(); ++i) {
      const EntryCandidate& candidate = result_.candidates[i];
      if (candidate.listens && is_program(candidate) && !is_called(i) && test(i))
        found.push_back(i);
    }
    return found;
  }

  /// By another program, and not only to start or to measure it.
  [[nodiscard]] bool is_called(std::size_t index) const {
    if (called_.empty()) {
      called_.resize(workloads_.size());
      for (std::size_t from = 0; from < workloads_.size(); ++from) {
        if (is_beside(workloads_[from].role)) continue;
        for (const Need& need : needs_.of[from]) {
          if (!is_call(need)) continue;
          for (const std::size_t to : need.targets) called_[to] = called_[to] || to != from;
        }
      }
    }
    return called_[index];
  }

  [[nodiscard]] static bool is_call(const Need& need) {
    return need.strength != NeedStrength::start_order && need.strength != NeedStrength::telemetry;
  }

  [[nodiscard]] bool calls_a_program(std::size_t from) const {
    return std::any_of(needs_.of[from].begin(), needs_.of[from].end(), [&](const Need& need) {
      return is_call(need) &&
             std::any_of(need.targets.begin(), need.targets.end(),
                         [&](std::size_t to) { return is_program(result_.candidates[to]); });
    });
  }

  const std::vector<Workload>& workloads_;
  const ServiceTable& services_;
  const Needs& needs_;
  mutable std::vector<bool> called_;
  OpenWorkloads result_;
};

}  // namespace

bool is_controller(const Workload& workload) {
  const auto plane = workload.labels.find("control-plane");
  return (plane != workload.labels.end() && says_controller(plane->second)) ||
         says_controller(workload.own_name) || says_controller(image_path(workload.image)) ||
         says_controller(part_label(workload));
}

OpenWorkloads find_open_workloads(const std::vector<Workload>& workloads,
                                  const ServiceTable& services, const std::vector<WayToUsers>& ways,
                                  const Needs& needs) {
  return OpenWorkloadFinder(workloads, services, needs).run(ways);
}

}  // namespace cutpoint::kubernetes
