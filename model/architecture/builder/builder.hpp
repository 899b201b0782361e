/// The steps of build_model. Each step reads the draft and fills its part of the model; all of them
/// report every finding and go on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "cutpoint/draft.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

class ModelBuilder {
 public:
  ModelBuilder(const Draft& draft, Diagnostics& diagnostics)
      : draft_(draft), diagnostics_(diagnostics), reading_failed_(diagnostics.has_errors()) {}

  [[nodiscard]] std::optional<Model> build();

 private:
  struct LabelKey {
    std::string_view key;
    std::string_view value;
    friend bool operator==(const LabelKey&, const LabelKey&) = default;
  };
  struct LabelHash {
    std::size_t operator()(const LabelKey& label) const {
      return std::hash<std::string_view>{}(label.key) * 31 +
             std::hash<std::string_view>{}(label.value);
    }
  };

  // model_builder.cpp
  void add_components();
  void resolve_components();
  void resolve_pool(const DraftComponent& written, Component& component);
  void resolve_hosts(const DraftComponent& written, ComponentId id);
  void refuse_host_cycles();
  /// What can only be judged once it is known what runs where.
  void check_places();
  void copy_details(const DraftComponent& written, Component& component);
  /// Names under `by`: known, and not the component that is watched.
  void check_watchers(const std::vector<WrittenName>& watchers, std::string_view watched);
  void add_journeys();
  void check_acceptances(const std::vector<Acceptance>& accept, bool on_document);
  void refuse_instance_names();

  // model_builder_kinds.cpp
  void add_kinds();
  void add_kind(const DraftKind& written);
  void read_defaults();
  [[nodiscard]] KindId resolve_kind(const DraftComponent& written);
  [[nodiscard]] std::optional<KindId> find_kind(const std::string& name) const;
  void unknown_kind(const WrittenName& name);

  // model_builder_figures.cpp
  [[nodiscard]] std::vector<const DraftFigures*> figures_of_kind(KindId kind) const;
  /// How often something fails, from the first source that says so; nothing where it cannot fail.
  [[nodiscard]] Boxed<Figures> resolve_figures(const DraftFigures& written, KindId kind,
                                               const Restart* restart);
  /// Checks what was written together; false where it is wrong, which is then remembered.
  [[nodiscard]] bool check_figures(const DraftFigures& written);
  void note_unread_figures(const KeyMarks& marks, const DraftFigures& figures);
  /// False where a finding on figures of the component, or of its kind, is already told.
  [[nodiscard]] bool figures_known(ComponentId id) const;
  void check_profile(const Spanned<std::string>& written);
  void check_observed(const DraftFigures::Observed& observed);
  void check_restart(const Restart& restart);
  void check_restart_time(const DraftComponent& written);
  void check_repair(const RepairTimes& repair);
  [[nodiscard]] const Restart* restart_of(const DraftComponent& written) const;

  // model_builder_data.cpp
  void check_data(const DraftComponent& written, const Component& component);
  void check_backup(const Backup& backup, const DraftComponent& written);
  void check_replication(const Replication& replication, const DraftComponent& written);
  void check_artifact(const Artifact& artifact, const DraftComponent& written);
  void check_objectives(const Objectives& objectives);
  void check_kept_data(const DraftComponent& written, const Component& component);
  void refuse_repeated(const std::vector<WrittenName>& names, std::string_view role);
  /// Once all hosts are known: that what is off-site does not lie in the same place.
  void check_offsite(const DraftComponent& written, ComponentId id);
  void check_journey_data(const Journey& journey);
  /// Refuses names that are no component, and the component's own.
  void refuse_itself(const WrittenName& name, const DraftComponent& written, std::string_view role);

  // model_builder_promises.cpp
  void check_promises(const DraftJourney& written);
  void check_excluded(const ServiceLevel& level);
  void check_currencies(const DraftJourney& written);
  void check_service_level(const ServiceLevel& level);
  void check_revenue(const Revenue& revenue);
  void check_cost(const DraftComponent& written);

  // model_builder_operations.cpp
  void check_operations(const DraftComponent& written, const Component& component);
  void check_maintenance(const DraftComponent& written, const Component& component);
  [[nodiscard]] bool check_window(const Maintenance& window, const Component& component);
  void check_health(const HealthCheck& check);
  [[nodiscard]] static bool has_one_instance(const DraftComponent& written,
                                             const Component& component);

  // model_builder_failovers.cpp
  void check_pool_failover(const DraftComponent& written, const Component& component);
  void check_failover(const Failover& failover);
  void check_cold_start(const Failover& failover, bool start_known);
  void check_by_hand(const Failover& failover, bool some_unnoticed);
  void check_strategy(const Failover& failover);
  void check_group_failover(const Requirement& group);
  /// What it runs on, one host after the other as long as there is one; itself first.
  [[nodiscard]] std::vector<ComponentId> ground_of(ComponentId id) const;
  [[nodiscard]] std::vector<ComponentId> shared_ground(const Requirement& group) const;
  /// Once all hosts are known: that the sites of a strategy are more than one.
  void check_sites(const std::vector<Requirement>& needs);

  // model_builder_names.cpp
  /// The component of that name; reports an unknown one with a suggestion.
  [[nodiscard]] ComponentId resolve_name(const WrittenName& name);
  [[nodiscard]] std::vector<ComponentId> resolve_names(const DraftNames& names);
  [[nodiscard]] std::vector<ComponentId> select_by_labels(const WrittenLabels& labels,
                                                          SourceSpan span);
  [[nodiscard]] std::optional<std::string> suggest_component(std::string_view word);

  // model_builder_requirements.cpp
  struct Owner {
    ComponentId component;  ///< invalid for a journey
    std::string name;
  };
  [[nodiscard]] std::vector<Requirement> resolve_requirements(
      const std::vector<DraftRequirement>& written, const Owner& owner);
  [[nodiscard]] std::optional<Requirement> resolve_requirement(const DraftRequirement& written,
                                                               const Owner& owner);
  [[nodiscard]] std::optional<Requirement> resolve_group(const DraftRequirement& written,
                                                         const Owner& owner);
  void resolve_members(const DraftMembers& written, const Owner& owner, Requirement& group);
  [[nodiscard]] bool set_threshold(const DraftRequirement& written, Requirement& group);
  [[nodiscard]] std::optional<Requirement> resolve_connected(const DraftRequirement& written);
  void refuse_repeated_members(const Requirement& group);

  // model_builder_network.cpp
  void add_links();
  void add_link(const DraftLink& written, ComponentId from, ComponentId to);
  void add_common_causes();
  void add_common_cause(const DraftCommonCause& written);
  void check_beta_members(const CommonCause& cause);
  void check_beta_shares();

  Diagnostic& error(std::string_view rule, SourceSpan span, std::string message) {
    return diagnostics_.error(rule, span, std::move(message));
  }
  /// A warning: what is written is no contradiction, but changes no figure.
  Diagnostic& without_effect(SourceSpan span, std::string message) {
    return diagnostics_.warning("without-effect", span, std::move(message));
  }

  const Draft& draft_;
  Diagnostics& diagnostics_;
  bool reading_failed_;
  Model model_;
  std::unordered_map<std::string_view, ComponentId> ids_;
  /// Position in the draft of each component: duplicates are left out of the model.
  IdVector<ComponentId, const DraftComponent*> written_;
  std::unordered_map<std::string, KindId> kind_ids_;
  IdVector<KindId, KindId> like_;                    ///< invalid for built-in kinds
  IdVector<KindId, const DraftKind*> declared_;      ///< null for built-in kinds
  IdVector<KindId, const DraftDefaults*> defaults_;  ///< null where the document gives none
  std::unordered_map<LabelKey, std::vector<ComponentId>, LabelHash> labelled_;
  std::size_t suggestions_ = 0;
  bool labels_known_ = true;  ///< false where labels of a component could not be read
  std::unordered_set<const DraftFigures*> wrong_figures_;
  std::unordered_map<std::string, SourceSpan> event_names_;  ///< links and common causes
};

}  // namespace cutpoint
