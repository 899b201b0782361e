// PodChaos, NetworkChaos and Workflow resources, by the schema of chaos-mesh.org/v1alpha1.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "renderer/chaos/kubernetes.hpp"
#include "renderer/chaos/words.hpp"

namespace cutpoint {

namespace {

/// A fault: the kind of resource and what stands in its `spec`.
struct Fault {
  std::string kind;
  std::string template_key;  ///< under which a Workflow takes the same
  YamlText spec;
};

class MeshWriter {
 public:
  MeshWriter(const ChaosReport& report, const ChaosExperiment& experiment)
      : report_(report), experiment_(experiment), model_(report.model) {}

  std::string write() {
    const auto probes = probes_of(report_, experiment_);
    return probes.empty() ? plain() : workflow(probes);
  }

 private:
  [[nodiscard]] std::string length() const {
    return fmt::format("{:.0f}s", report_.length.in_seconds());
  }

  std::string plain() {
    Fault part = fault();
    part.spec.add("duration", YamlText::text(length()));
    return resource(part.kind, std::move(part.spec));
  }

  std::string resource(const std::string& kind, YamlText spec) {
    YamlText document = YamlText::mapping();
    document.add("apiVersion", YamlText::text("chaos-mesh.org/v1alpha1"));
    document.add("kind", YamlText::text(kind));
    document.add("metadata", chaos_metadata(report_, experiment_, experiment_.id));
    document.add("spec", std::move(spec));
    return "---\n" + document.document();
  }

  [[nodiscard]] Fault fault() const {
    if (experiment_.action == ChaosAction::slow) return slow();
    YamlText spec = YamlText::mapping();
    spec.add("action", YamlText::text("pod-failure"));
    const bool one = experiment_.action == ChaosAction::fail_instance;
    spec.add("mode", YamlText::text(one ? "one" : "all"));
    YamlText selector;
    if (experiment_.action == ChaosAction::fail_place) {
      selector = in_namespace();
      add_nodes(selector, experiment_.target);
    } else {
      selector = pods_of(experiment_.target);
      const ComponentId place = place_of_instance(model_, experiment_);
      if (place.valid()) add_nodes(selector, place);
    }
    spec.add("selector", std::move(selector));
    return {"PodChaos", "podChaos", std::move(spec)};
  }

  [[nodiscard]] YamlText in_namespace() const {
    YamlText list = YamlText::list();
    list.add(YamlText::text(report_.kubernetes_namespace));
    YamlText selector = YamlText::mapping();
    selector.add("namespaces", std::move(list));
    return selector;
  }

  [[nodiscard]] YamlText pods_of(ComponentId id) const {
    YamlText selector = in_namespace();
    YamlText labels = YamlText::mapping();
    for (const auto& [key, value] : pod_labels(model_, id)) labels.add(key, YamlText::text(value));
    selector.add("labelSelectors", std::move(labels));
    return selector;
  }

  /// Only what runs on the place: a zone or region by its label, a machine by its name.
  void add_nodes(YamlText& selector, ComponentId place) const {
    if (const auto label = node_label(model_, place)) {
      YamlText nodes = YamlText::mapping();
      nodes.add(label->first, YamlText::text(label->second));
      selector.add("nodeSelectors", std::move(nodes));
    } else if (const auto node = node_of(model_, place)) {
      YamlText nodes = YamlText::list();
      nodes.add(YamlText::text(*node));
      selector.add("nodes", std::move(nodes));
    }
  }

  [[nodiscard]] Fault slow() const {
    YamlText spec = YamlText::mapping();
    spec.add("action", YamlText::text("delay"));
    spec.add("mode", YamlText::text("all"));
    spec.add("selector", pods_of(experiment_.dependant));
    YamlText delay = YamlText::mapping();
    delay.add("latency", YamlText::text("5s"));
    spec.add("delay", std::move(delay));
    const std::string host = host_of(model_, experiment_.target);
    // Pods are mostly reached through a service's address, which no rule for pods matches: their
    // answers are delayed then. What lies outside can only be delayed on the way there.
    spec.add("direction", YamlText::text(host.empty() ? "both" : "to"));
    if (!host.empty()) {
      YamlText targets = YamlText::list();
      targets.add(YamlText::text(host));
      spec.add("externalTargets", std::move(targets));
    } else {
      YamlText target = YamlText::mapping();
      target.add("mode", YamlText::text("all"));
      target.add("selector", pods_of(experiment_.target));
      spec.add("target", std::move(target));
    }
    return {"NetworkChaos", "networkChaos", std::move(spec)};
  }

  /// Steady before; the fault, and beside it a check of what is predicted to stay up; steady again.
  std::string workflow(const std::vector<JourneyProbe>& probes) {
    YamlText templates = YamlText::list();
    YamlText all = YamlText::list();
    YamlText during = YamlText::list();
    all.add(YamlText::text("before"));
    all.add(YamlText::text("during"));
    all.add(YamlText::text("after"));
    const double during_seconds = 2.0 * report_.length.in_seconds();
    templates.add(group("entry", "Serial", std::move(all),
                        steady_seconds() + during_seconds + after_seconds()));
    templates.add(group("before", "Parallel", names(probes, "before"), steady_seconds()));
    during.add(YamlText::text("fault"));
    for (const JourneyProbe& probe : probes) {
      if (probe.stays_up) during.add(YamlText::text(probe.name + "-during"));
    }
    templates.add(group("during", "Parallel", std::move(during), during_seconds));
    templates.add(group("after", "Parallel", names(probes, "after"), after_seconds()));
    templates.add(fault_template());
    for (const JourneyProbe& probe : probes) {
      templates.add(check(probe, {"before", "Synchronous", steady_seconds(), {}}));
      if (probe.stays_up) {
        templates.add(check(probe, {"during", "Continuous", report_.length.in_seconds(),
                                    experiment_.switch_within}));
      }
      templates.add(
          check(probe, {"after", "Synchronous", after_seconds(), experiment_.back_within}));
    }
    YamlText spec = YamlText::mapping();
    spec.add("entry", YamlText::text("entry"));
    spec.add("templates", std::move(templates));
    return resource("Workflow", std::move(spec));
  }

  static YamlText names(const std::vector<JourneyProbe>& probes, std::string_view when) {
    YamlText list = YamlText::list();
    for (const JourneyProbe& probe : probes) {
      list.add(YamlText::text(fmt::format("{}-{}", probe.name, when)));
    }
    return list;
  }

  YamlText group(const std::string& name, const std::string& type, YamlText children,
                 double seconds) const {
    YamlText part = YamlText::mapping();
    part.add("name", YamlText::text(name));
    part.add("templateType", YamlText::text(type));
    part.add("deadline", YamlText::text(fmt::format("{:.0f}s", seconds)));
    part.add("children", std::move(children));
    return part;
  }

  YamlText fault_template() const {
    Fault part = fault();
    YamlText step = YamlText::mapping();
    step.add("name", YamlText::text("fault"));
    step.add("templateType", YamlText::text(part.kind));
    step.add("deadline", YamlText::text(length()));
    step.add(part.template_key, std::move(part.spec));
    return step;
  }

  /// Time for a hanging address to fail as often as it takes.
  [[nodiscard]] double steady_seconds() const {
    constexpr double at_least = 30.0;
    return std::max(at_least, report_.length.in_seconds());
  }
  [[nodiscard]] double after_seconds() const {
    return steady_seconds() + seconds_of(experiment_.back_within);
  }
  struct Check {
    std::string when;
    std::string mode;
    double deadline_seconds;
    std::optional<Duration> may_fail_for;  ///< as predicted
  };

  YamlText check(const JourneyProbe& probe, const Check& how) const {
    YamlText criteria = YamlText::mapping();
    criteria.add("statusCode", YamlText::text("200"));
    YamlText http = YamlText::mapping();
    http.add("url", YamlText::text(probe.url));
    http.add("method", YamlText::text("GET"));
    http.add("criteria", std::move(criteria));
    YamlText status = YamlText::mapping();
    status.add("mode", YamlText::text(how.mode));
    status.add("type", YamlText::text("HTTP"));
    status.add("timeoutSeconds", YamlText::number(5));
    status.add("intervalSeconds", YamlText::number(check_interval_seconds));
    status.add("failureThreshold", YamlText::number(checks_within(how.may_fail_for)));
    status.add("http", std::move(http));
    YamlText step = YamlText::mapping();
    step.add("name", YamlText::text(fmt::format("{}-{}", probe.name, how.when)));
    step.add("templateType", YamlText::text("StatusCheck"));
    step.add("deadline", YamlText::text(fmt::format("{:.0f}s", how.deadline_seconds)));
    // A journey that was predicted to stay up and does not ends the fault at once.
    step.add("abortWithStatusCheck", YamlText::boolean(true));
    step.add("statusCheck", std::move(status));
    return step;
  }

  const ChaosReport& report_;
  const ChaosExperiment& experiment_;
  const Model& model_;
};

Rendered render_chaos_mesh(const ChaosReport& report) {
  return chaos_manifests(report, [&](const ChaosExperiment& experiment) {
    return MeshWriter(report, experiment).write();
  });
}

}  // namespace

const Format<ChaosReport>& chaos_mesh_chaos_format() {
  static const Format<ChaosReport> format{
      {"chaos-mesh",
       "PodChaos and NetworkChaos resources (chaos-mesh.org/v1alpha1), as a Workflow with status "
       "checks where there are probes"},
      render_chaos_mesh};
  return format;
}

}  // namespace cutpoint
