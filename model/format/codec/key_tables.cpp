// Key tables of the document, journeys, components, links, kinds, defaults and common causes, in
// the canonical order of keys.
#include "model/format/codec/codec.hpp"

namespace cutpoint {

#define CUTPOINT_FIGURE_ROWS(Object)                                                        \
  row<&Object::figures, &DraftFigures::mtbf>("mtbf",                                        \
                                             "Mean time up between failures; `never` "      \
                                             "cannot fail."),                               \
      row<&Object::figures, &DraftFigures::mttr>("mttr", "Mean time to repair."),           \
      row<&Object::figures, &DraftFigures::repair>("repair",                                \
                                                   "How repair times are spread, for "      \
                                                   "`cutpoint simulate`."),                 \
      row<&Object::figures, &DraftFigures::availability>(                                   \
          "availability", "Long-run fraction of time up, instead of mtbf."),                \
      row<&Object::figures, &DraftFigures::observed>("observed",                            \
                                                     "What was counted, instead of mtbf."), \
      row<&Object::figures, &DraftFigures::profile>(                                        \
          "profile", "A row of the catalogue, such as aws.rds.multi-az.")

#define CUTPOINT_TABLE(Object, name, ...)                    \
  template <>                                                \
  std::string_view KeyTable<Object>::title() {               \
    return name;                                             \
  }                                                          \
  template <>                                                \
  std::span<const KeyRow<Object>> KeyTable<Object>::rows() { \
    static constexpr KeyRow<Object> table[] = {__VA_ARGS__}; \
    return table;                                            \
  }

/// A name that stands alone.
struct NameCodec {
  static void read(NodeReader& reader, YamlNodeId node, WrittenName& value) {
    if (auto name = reader.name(node)) value = std::move(*name);
  }
  static void overlay(WrittenName& base, WrittenName& later) {
    if (!later.value.empty()) base = std::move(later);
  }
  static YamlText write(const WrittenName& value) {
    return value.value.empty() ? YamlText() : YamlText::scalar(value.value);
  }
  static Json schema() { return ScalarFormat<std::string>::schema(); }
  static std::string describe() { return "name"; }
};

CUTPOINT_TABLE(DraftLink, "a link",
               row<&DraftLink::name>("name", "How the link is called in results."),
               row<&DraftLink::between>("between", "The two ends; only under `links`."),
               row_with<NameCodec, &DraftLink::to>("to", "The other end; only under `connects`."),
               row<&DraftLink::directed>("directed", "Whether it leads one way only."),
               CUTPOINT_FIGURE_ROWS(DraftLink))

CUTPOINT_TABLE(
    DraftComponent, "a component",
    row<&DraftComponent::kind>("kind", "What it is; `cutpoint kinds` lists them."),
    row<&DraftComponent::plane>("plane",
                                "Whether it serves requests (`data`) or changes the system."),
    row<&DraftComponent::description>("description", "What it is for."),
    row<&DraftComponent::owner>("owner", "Who looks after it."),
    row<&DraftComponent::runbook>("runbook", "Where its runbook is."),
    row<&DraftComponent::labels>("labels", "Free labels that groups can select members by."),
    row<&DraftComponent::runs_on>(
        "runs_on", "Its host: it fails with it. A list places replicas round robin."),
    row<&DraftComponent::placement>(
        "placement", "How instances sit on their hosts, and on the instances of those."),
    row<&DraftComponent::replicas>("replicas", "Number of instances, a pool from two on."),
    row<&DraftComponent::at_least>("at_least", "Instances that must work; 1 where not given."),
    row<&DraftComponent::quorum>("quorum",
                                 "Instead of at_least: `majority`, more than half of them."),
    CUTPOINT_FIGURE_ROWS(DraftComponent),
    row<&DraftComponent::restart>("restart", "How it starts again by itself."),
    row<&DraftComponent::failover>("failover", "How a pool moves work from a failed instance."),
    row<&DraftComponent::repair_crews>("repair_crews", "How many repairs can go on at once."),
    row<&DraftComponent::health_check>("health_check", "How its failure is noticed."),
    row<&DraftComponent::maintenance>("maintenance", "Windows of planned downtime."),
    row<&DraftComponent::depends_on>("depends_on", "What it needs to work."),
    row_with<KnowledgeCodec, &DraftComponent::dependencies_known>(
        "dependencies", "Says `unknown` where nobody knows what it needs."),
    row_with<ConnectsCodec, &DraftComponent::connects>("connects", "Network links from it."),
    row<&DraftComponent::backups>("backups", "Copies of its data."),
    row<&DraftComponent::replication>("replication", "Replicas of its data."),
    row<&DraftComponent::artifact>("artifact", "Where a trained model is kept."),
    row<&DraftComponent::objectives>("objectives", "Recovery objectives of its data."),
    row<&DraftComponent::sla>("sla", "What its provider promises."),
    row<&DraftComponent::cost>("cost", "What one instance costs, such as 500 USD/month."),
    row<&DraftComponent::accept>("accept", "Risks that somebody takes."))

CUTPOINT_TABLE(DraftJourney, "a journey",
               row<&DraftJourney::description>("description", "What the user does."),
               row<&DraftJourney::owner>("owner", "Who answers for it."),
               row<&DraftJourney::labels>("labels", "Free labels."),
               row<&DraftJourney::needs>("needs", "What must work for it; as depends_on."),
               row<&DraftJourney::slo>("slo", "The availability that is aimed at."),
               row<&DraftJourney::sla>("sla", "The availability that is promised to others."),
               row<&DraftJourney::objectives>("objectives", "Recovery objectives."),
               row<&DraftJourney::revenue>("revenue", "What it earns while it is up."),
               row<&DraftJourney::outage_cost>("outage_cost",
                                               "What an outage costs, as 10 USD/hour."),
               row<&DraftJourney::accept>("accept", "Risks that somebody takes."))

CUTPOINT_TABLE(DraftCommonCause, "a common cause",
               row<&DraftCommonCause::description>("description", "What happens."),
               row<&DraftCommonCause::members>("members", "The components that it hits at once."),
               row<&DraftCommonCause::beta>("beta",
                                            "Share of the members' failures that are common."),
               CUTPOINT_FIGURE_ROWS(DraftCommonCause))

CUTPOINT_TABLE(DraftKind, "a kind",
               row<&DraftKind::like>("like", "The kind whose shape and figures it starts from."),
               row<&DraftKind::shape>("shape", "How it is drawn."),
               row<&DraftKind::description>("description", "What such a component is."),
               CUTPOINT_FIGURE_ROWS(DraftKind))

CUTPOINT_TABLE(DraftDefaults, "a default", CUTPOINT_FIGURE_ROWS(DraftDefaults),
               row<&DraftDefaults::restart>("restart", "How such components start again."))

CUTPOINT_TABLE(
    Draft, "the document", row<&Draft::version>("cutpoint", "Version of the format: 1."),
    row<&Draft::name>("name", "The system's name."),
    row<&Draft::description>("description", "What the system is for."),
    row<&Draft::owner>("owner", "Who answers for it."),
    row<&Draft::labels>("labels", "Free labels."),
    row<&Draft::include>("include", "Further files, relative to this one, that this one overlays."),
    row<&Draft::kinds>("kinds", "Kinds of component that the document declares itself."),
    row<&Draft::defaults>("defaults", "Figures by kind, for components that state none."),
    row<&Draft::observed>("observed", "Incident records to take the figures from."),
    row<&Draft::journeys>("journeys", "What users must be able to do: the top events."),
    row<&Draft::components>("components", "The parts of the system, by name."),
    row<&Draft::links>("links", "Network links between components."),
    row<&Draft::common_causes>("common_causes", "Failures that hit several components at once."),
    row<&Draft::accept>("accept", "Risks that somebody takes."))

#undef CUTPOINT_TABLE
#undef CUTPOINT_FIGURE_ROWS

}  // namespace cutpoint
