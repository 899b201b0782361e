#include "analyzer/advice/candidates.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "analyzer/advice/draft_edits.hpp"
#include "analyzer/advice/edge_candidates.hpp"

namespace cutpoint {

namespace {

using Kinds = std::initializer_list<std::string_view>;

const Kinds kinds_of_places = {"vm", "host", "rack", "zone", "region", "provider"};
/// Repaired by somebody else, in their own time.
const Kinds foreign_kinds = {"external", "provider", "region", "zone", "power", "network"};
/// A second one beside the first helps nobody.
const Kinds unrepeatable = {"pipeline", "secret", "certificate"};

/// What is backed up and copied by those who run it: no object storage, which others run.
bool keeps_data(const Kind& kind) {
  return is_data(kind.kept) && kind.base != "object_storage";
}

bool is_one_of(std::string_view kind, Kinds kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

// Figures of ours, named in the advice wherever they are used.
constexpr double restart_seconds = 30, loading_seconds = 60;
constexpr double restart_cures = 0.8;
constexpr double runbook_factor = 0.5, detection_factor = 2.0 / 3.0;
constexpr double backup_seconds = 3600;
constexpr double slow_repair_seconds = 900;  // below it, finding out is no great part of it

class CandidateFinder {
 public:
  CandidateFinder(const AnalysedDraft& base, const CandidateOptions& options,
                  std::vector<LeftAlone>& left_alone)
      : base_(base), options_(options), left_alone_(left_alone) {}

  std::vector<Candidate> find() {
    collect_subjects();
    for (const EventId event : subjects_) add_subject(event);
    std::stable_partition(found_.begin(), found_.end(), [](const Candidate& candidate) {
      return candidate.shown.way == AdviceWay::recover_faster;
    });
    return std::move(found_);
  }

 private:
  using What = ChangeDescription::What;
  using Assumed = ChangeAssumption::What;

  /// Single points and top contributors of the journeys, each component or cause once, by falling
  /// downtime of the first journey that they hurt.
  void collect_subjects() {
    std::set<std::pair<EventKind, std::uint32_t>> seen;
    const auto add = [&](EventId id) {
      const BasicEvent& event = base_.function.events[id];
      const std::uint32_t key = event.kind == EventKind::component      ? event.component.value()
                                : event.kind == EventKind::common_cause ? event.common_cause.value()
                                                                        : id.value();
      if (seen.emplace(event.kind, key).second) subjects_.push_back(id);
    };
    for (const JourneyId journey : options_.journeys) {
      const JourneyAnalysis& analysis = base_.analysis.journeys[journey];
      for (const SinglePoint& point : analysis.single_points) {
        if (point.classification != SinglePointClass::accepted) add(point.event);
        if (point.classification == SinglePointClass::accepted) accepted(point.event);
      }
      const std::size_t top = std::min(options_.contributors, analysis.importance.size());
      for (std::size_t i = 0; i < top; ++i) {
        const EventId event = analysis.importance[i].event;
        if (analysis.importance[i].criticality > 0.0 && !accepted_.contains(event)) add(event);
      }
    }
  }

  void accepted(EventId event) {
    if (!accepted_.insert(event).second) return;
    const BasicEvent& row = base_.function.events[event];
    leave(row.name, LeftAlone::Why::risk_accepted,
          Duration::seconds(row.probability() * Duration::year));
  }

  void leave(const std::string& name, LeftAlone::Why why, Duration downtime = {}) {
    if (!options_.only_instances) left_alone_.push_back({why, name, downtime, 0});
  }

  void add_subject(EventId id) {
    const BasicEvent& event = base_.function.events[id];
    switch (event.kind) {
      case EventKind::component:
        return add_component(event.component);
      case EventKind::common_cause:
        return add_cause(event);
      case EventKind::link:
        return add_edge(event, second_link(base_.draft, base_.model, event.link));
      case EventKind::fallback:
        if (options_.only_instances) return;
        return add_edge(event, rehearsed_fallback(base_.draft, event));
      case EventKind::failover:
        if (event.conditional) return;  // told with the group's other switches
        return leave(event.name, LeftAlone::Why::in_the_failover);
    }
  }

  void add_edge(const BasicEvent& event, std::optional<Candidate> change) {
    if (!change) return leave(event.name, LeftAlone::Why::nothing_known);
    found_.push_back(std::move(*change));
  }

  void add_component(ComponentId id) {
    const Component& component = base_.model.components[id];
    const auto written = std::find_if(
        base_.draft.components.begin(), base_.draft.components.end(),
        [&](const DraftComponent& draft) { return draft.name.value == component.name; });
    if (written == base_.draft.components.end() || !component.figures) return;
    const Kind& kind = base_.model.kind_of(id);
    const std::size_t before = found_.size();
    if (!options_.only_instances) {
      add_restart(*written, component, kind);
      add_detection(*written, component, kind);
      add_runbook(*written, component, kind);
      add_backup(*written, kind);
    }
    add_instance(*written, component, kind);
    add_place(*written, kind);
    if (found_.size() == before) leave(component.name, LeftAlone::Why::nothing_known);
  }

  Candidate& add(AdviceWay way, const std::string& subject, ChangeDescription::What what,
                 Effort effort, std::function<void(Draft&)> apply) {
    Candidate& candidate = found_.emplace_back();
    candidate.shown.way = way;
    candidate.shown.subject = subject;
    candidate.shown.description.what = what;
    candidate.effort = effort;
    candidate.apply = std::move(apply);
    return candidate;
  }

  static ChangeAssumption& assume(Candidate& candidate, Assumed what) {
    ChangeAssumption& assumption = candidate.shown.assumptions.emplace_back();
    assumption.what = what;
    return assumption;
  }

  void add_restart(const DraftComponent& written, const Component& component, const Kind& kind) {
    const Figures& figures = *component.figures;
    const bool restarts = figures.repair.cured > 0.0 || written.restart.has_value();
    const bool own = figures.source != FigureSource::availability &&
                     figures.source != FigureSource::profile && !written.figures.observed;
    const double seconds = kind.base == "model_server" ? loading_seconds : restart_seconds;
    if (!kind.is_process || restarts || !own || figures.mttr.in_seconds() <= seconds) {
      return;
    }
    const std::string name = component.name;
    Candidate& change = add(AdviceWay::recover_faster, name, What::restart, Effort::restart_policy,
                            [name, seconds](Draft& draft) {
                              DraftComponent* part = find_component(draft, name);
                              if (part == nullptr || part->restart) return;
                              Restart& restart = part->restart.emplace();
                              restart.policy = given(RestartPolicy::always);
                              restart.time = given(Duration::seconds(seconds));
                              restart.cures = given(Probability(restart_cures));
                            });
    ChangeAssumption& figures_of_ours = assume(change, Assumed::restart);
    figures_of_ours.time = Duration::seconds(seconds);
    figures_of_ours.share = Probability(restart_cures);
  }

  void add_detection(const DraftComponent& written, const Component& component, const Kind& kind) {
    const Figures& figures = *component.figures;
    if (!kind.is_process || written.health_check ||
        repair_by_hand(figures).in_seconds() < slow_repair_seconds ||
        !can_shorten_repair(written, figures)) {
      return;
    }
    const std::string name = component.name;
    const bool inference = kind.base == "model_server";
    Candidate& change = add(AdviceWay::recover_faster, name, What::health_check,
                            Effort::health_check, [name, figures, inference](Draft& draft) {
                              DraftComponent* part = find_component(draft, name);
                              if (part == nullptr || part->health_check) return;
                              HealthCheck& check = part->health_check.emplace();
                              check.probe =
                                  given(inference ? HealthProbe::inference : HealthProbe::http);
                              check.interval = given(Duration::seconds(10));
                              check.timeout = given(Duration::seconds(5));
                              check.retries = given<std::uint32_t>(3);
                              shorten_repair(*part, figures, detection_factor);
                            });
    assume(change, Assumed::detection_is_a_third);
  }

  void add_runbook(const DraftComponent& written, const Component& component, const Kind& kind) {
    const Figures& figures = *component.figures;
    if (is_one_of(kind.base, foreign_kinds) || !can_shorten_repair(written, figures)) return;
    const std::string name = component.name;
    Candidate& change = add(AdviceWay::recover_faster, name, What::runbook, Effort::runbook,
                            [name, figures](Draft& draft) {
                              DraftComponent* part = find_component(draft, name);
                              if (part != nullptr) shorten_repair(*part, figures, runbook_factor);
                            });
    change.shown.description.time_before = repair_by_hand(figures);
    change.shown.description.time_after =
        Duration::seconds(repair_by_hand(figures).in_seconds() * runbook_factor);
    assume(change, Assumed::rehearsal_halves);
    if (written.figures.observed) assume(change, Assumed::observed_gives_way);
  }

  void add_backup(const DraftComponent& written, const Kind& kind) {
    if (!keeps_data(kind)) return;
    const auto seldom = [](const Backup& backup) {
      return !backup.every || backup.every->value.in_seconds() > backup_seconds;
    };
    if (!written.backups.empty() &&
        !std::all_of(written.backups.begin(), written.backups.end(), seldom)) {
      return;
    }
    const bool first = written.backups.empty();
    const std::string name = written.name.value;
    Candidate& change =
        add(AdviceWay::recover_faster, name, first ? What::first_backup : What::more_backups,
            Effort::backup, [name, first](Draft& draft) {
              DraftComponent* part = find_component(draft, name);
              if (part == nullptr) return;
              if (first) {
                Backup backup;
                backup.restore = given(Duration::seconds(1800));
                backup.medium = given(std::string("object storage"));
                backup.offsite = given(true);
                part->backups.push_back(std::move(backup));
              }
              part->backups.front().every = given(Duration::seconds(backup_seconds));
            });
    change.for_data = true;
    if (first) assume(change, Assumed::quick_restore);
  }

  void add_instance(const DraftComponent& written, const Component& component, const Kind& kind) {
    const bool inhabited = is_one_of(kind.base, kinds_of_places) && has_residents(written);
    if (is_one_of(kind.base, unrepeatable) || inhabited) return;
    const std::string name = component.name;
    const bool votes = decides_by_majority(written);
    std::uint32_t count = component.replicas + 1;
    if (votes && count % 2 == 0) ++count;                // one more would let not one more fail
    const bool replicated = keeps_data(kind) && !votes;  // what votes replicates by itself
    const std::string other = other_place(component);
    Candidate& change = add(AdviceWay::eliminate, name,
                            kind.base == "external" ? What::second_provider : What::more_instances,
                            replicated ? Effort::failover : Effort::none,
                            [name, count, other, replicated](Draft& draft) {
                              DraftComponent* part = find_component(draft, name);
                              if (part == nullptr) return;
                              ensure_instances(*part, count);
                              if (!other.empty()) ensure_host(*part, other);
                              if (replicated) ensure_replication(*part);
                            });
    change.shown.description.instances = count;
    if (votes) change.shown.description.majority = majority_of(count);
    change.shown.description.place = other;
    change.shown.description.replicated = replicated;
    assume(change, Assumed::independent_instances);
    if (replicated) assume(change, Assumed::replicated_in_step);
  }

  [[nodiscard]] bool has_residents(const DraftComponent& place) const {
    const ComponentId id = base_.model.find_component(place.name.value);
    return std::any_of(base_.model.components.begin(), base_.model.components.end(),
                       [&](const Component& component) {
                         return std::find(component.hosts.begin(), component.hosts.end(), id) !=
                                component.hosts.end();
                       });
  }

  /// A place of the same kind as the component's host, in the same surroundings, that it does not
  /// use; the one named most like it, since machines of a sort are named alike. Empty where there
  /// is none.
  [[nodiscard]] std::string other_place(const Component& component) const {
    if (component.hosts.empty()) return {};
    const Component& host = base_.model.components[component.hosts.front()];
    std::string best;
    std::size_t most_alike = 0;
    for (std::size_t i = 0; i < base_.model.components.size(); ++i) {
      const ComponentId id(i);
      const Component& candidate = base_.model.components[id];
      const bool used =
          std::find(component.hosts.begin(), component.hosts.end(), id) != component.hosts.end();
      if (used || candidate.kind != host.kind || candidate.hosts != host.hosts ||
          candidate.name == component.name || !base_.model.kind_of(id).is_place) {
        continue;
      }
      const auto differs = std::mismatch(candidate.name.begin(), candidate.name.end(),
                                         host.name.begin(), host.name.end());
      const auto alike = static_cast<std::size_t>(differs.first - candidate.name.begin()) + 1;
      if (alike > most_alike) {
        most_alike = alike;
        best = candidate.name;
      }
    }
    return best;
  }

  void add_place(const DraftComponent& written, const Kind& kind) {
    if (!is_one_of(kind.base, kinds_of_places) || !has_residents(written)) return;
    const std::string name = written.name.value;
    const std::string second = next_name(base_.draft, new_places_, name);
    new_places_.insert(second);
    const std::vector<std::string> kept = data_on(name);
    Candidate& change =
        add(AdviceWay::eliminate, name, What::second_place,
            kept.empty() ? Effort::none : Effort::failover, [name, second, kept](Draft& draft) {
              ensure_second_place(draft, name, second);
              for (const std::string& part : kept) {
                if (DraftComponent* component = find_component(draft, part)) {
                  ensure_replication(*component);
                }
              }
            });
    change.shown.description.place_kind = kind.base;
    change.shown.description.place = second;
    if (!kept.empty()) assume(change, Assumed::replicated_in_step);
    ChangeAssumption& room = assume(change, Assumed::fits_elsewhere);
    room.place = name;
    room.second = second;
  }

  /// Components that keep data and run on the place itself.
  [[nodiscard]] std::vector<std::string> data_on(const std::string& place) const {
    const ComponentId id = base_.model.find_component(place);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < base_.model.components.size(); ++i) {
      const Component& component = base_.model.components[ComponentId(i)];
      const auto& hosts = component.hosts;
      const bool here = std::find(hosts.begin(), hosts.end(), id) != hosts.end();
      if (here && keeps_data(base_.model.kind_of(ComponentId(i)))) {
        names.push_back(component.name);
      }
    }
    return names;
  }

  void add_cause(const BasicEvent& event) {
    const CommonCause& cause = base_.model.common_causes[event.common_cause];
    const auto written =
        std::find_if(base_.draft.common_causes.begin(), base_.draft.common_causes.end(),
                     [&](const DraftCommonCause& draft) { return draft.name.value == cause.name; });
    if (options_.only_instances || written == base_.draft.common_causes.end()) return;
    if (!cause.figures || !written->figures.mtbf) {
      return leave(cause.name, LeftAlone::Why::share_of_members);
    }
    const std::string name = cause.name;
    const Duration repair = cause.figures->mttr;
    Candidate& change = add(AdviceWay::recover_faster, name, What::automatic_undo, Effort::runbook,
                            [name, repair](Draft& draft) {
                              for (DraftCommonCause& part : draft.common_causes) {
                                if (part.name.value != name) continue;
                                const Duration half =
                                    Duration::seconds(repair.in_seconds() * runbook_factor);
                                part.figures.mttr = given(DurationRange{half, half});
                              }
                            });
    change.shown.description.time_before = repair;
    change.shown.description.time_after = Duration::seconds(repair.in_seconds() * runbook_factor);
    assume(change, Assumed::automatic_undo_halves);
  }

  const AnalysedDraft& base_;
  const CandidateOptions& options_;
  std::vector<LeftAlone>& left_alone_;
  std::vector<EventId> subjects_;
  std::set<EventId> accepted_;
  std::set<std::string> new_places_;
  std::vector<Candidate> found_;
};

}  // namespace

std::vector<Candidate> find_candidates(const AnalysedDraft& base, const CandidateOptions& options,
                                       std::vector<LeftAlone>& left_alone) {
  return CandidateFinder(base, options, left_alone).find();
}

}  // namespace cutpoint
