#include "importer/kubernetes/shared_parts.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "cutpoint/kind.hpp"
#include "importer/evidence/draft_parts.hpp"
#include "importer/kubernetes/objects/selectors.hpp"

namespace cutpoint::kubernetes {

namespace {

class SharedPartsFinder {
 public:
  SharedPartsFinder(const SharedPartsInput& input, Imported& result, Diagnostics& diagnostics)
      : input_(input), result_(result), diagnostics_(diagnostics) {}

  void run() {
    share_names();
    share_way_in();
    add_webhooks();
  }

 private:
  /// All who find others by name fall with the cluster's DNS.
  void share_names() {
    std::vector<std::size_t> users;
    for (std::size_t i = 0; i < input_.workloads.size(); ++i) {
      const auto& needs = input_.needs.of[i];
      if (std::any_of(needs.begin(), needs.end(), [](const Need& need) {
            return need.strength == NeedStrength::hard && !need.is_declared;
          }))
        users.push_back(i);
    }
    const auto own = std::find_if(input_.workloads.begin(), input_.workloads.end(),
                                  [](const Workload& w) { return w.component_kind == "dns"; });
    if (own == input_.workloads.end()) {
      add_cause("cluster-dns", "dns", "The cluster's DNS, by which these find others; assumed",
                users);
      return;
    }
    for (const std::size_t user : users) {
      if (input_.workloads[user].name != own->name)
        use_softly(user, own->name, "names are resolved by it", own->span);
    }
  }

  /// Requests by routes come through a controller, mostly one for the whole cluster.
  void share_way_in() {
    std::set<std::size_t> users;
    for (const Route& route : input_.routes.all)
      users.insert(route.destination.workloads.begin(), route.destination.workloads.end());
    if (users.empty()) return;
    const auto own =
        std::find_if(input_.workloads.begin(), input_.workloads.end(), is_ingress_controller);
    if (own == input_.workloads.end()) {
      add_cause("ingress-controller", "load_balancer",
                "What passes requests from outside on to these; assumed",
                {users.begin(), users.end()});
      return;
    }
    for (DraftJourney& journey : result_.draft.journeys) {
      const bool routed = std::any_of(users.begin(), users.end(), [&](std::size_t user) {
        return std::any_of(journey.needs.begin(), journey.needs.end(),
                           [&](const DraftRequirement& need) {
                             return need.component.value == input_.workloads[user].name;
                           });
      });
      if (!routed) continue;
      DraftRequirement need = plain_need(own->name, own->span);
      need.inferred = given_at<std::string>("routes come in through it", own->span);
      journey.needs.push_back(std::move(need));
    }
  }

  void add_cause(const std::string& name, std::string_view kind, const std::string& what,
                 const std::vector<std::size_t>& users) {
    if (users.empty()) return;
    const SourceSpan span = input_.workloads[users.front()].span;
    const Kind* row = find_built_in_kind(kind);
    DraftCommonCause cause;
    cause.name = {input_.unused_name(name), span};
    cause.description = given_at(what, span);
    cause.members.span = span;
    for (const std::size_t user : users)
      cause.members.names.push_back({input_.workloads[user].name, span});
    cause.figures.mtbf = given_at(DurationRange{row->mtbf, row->mtbf}, span);
    cause.figures.mttr = given_at(DurationRange{row->mttr, row->mttr}, span);
    result_.conclusions.push_back({ConclusionKind::group, "",
                                   fmt::format("{} share {}", users.size(), cause.name.value), what,
                                   Strength::assumed, span});
    result_.draft.common_causes.push_back(std::move(cause));
  }

  void use_softly(std::size_t user, const std::string& target, const std::string& reason,
                  SourceSpan span) {
    DraftRequirement need = plain_need(target, span);
    need.soft = given_at(true, span);
    need.inferred = given_at(reason, span);
    result_.draft.components[user].depends_on.push_back(std::move(need));
    result_.conclusions.push_back({ConclusionKind::need, input_.workloads[user].name,
                                   "uses " + target, reason, Strength::assumed, span});
  }

  /// The API server calls webhooks before it changes anything; running pods go on without it.
  void add_webhooks() {
    std::vector<DraftRequirement> calls;
    for (const std::string_view kind :
         {"ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"}) {
      for (const Object* configuration : input_.objects.of_kind(kind)) {
        for (const Value hook : configuration->value.find("webhooks").items())
          add_webhook(*configuration, hook, calls);
      }
    }
    if (calls.empty()) return;
    DraftComponent component;
    const SourceSpan span = calls.front().span;
    component.name = {input_.unused_name("kubernetes-api"), span};
    component.kind = given_at<std::string>("service", span);
    component.plane = given_at(Plane::control, span);
    component.description = given_at<std::string>(
        "The cluster's API server: pods that run go on without it, changes do not", span);
    component.depends_on = std::move(calls);
    result_.draft.components.push_back(std::move(component));
  }

  void add_webhook(const Object& configuration, const Value& hook,
                   std::vector<DraftRequirement>& calls) {
    const Value service = hook.at({"clientConfig", "service"});
    if (!service.is_mapping()) return;
    const auto found =
        input_.services.service(service.find("name").text(), service.find("namespace").text());
    if (!found || found->workloads.empty()) return;
    const Workload& workload = input_.workloads[found->workloads.front()];
    const bool must = hook.find("failurePolicy").text() != "Ignore";
    DraftRequirement call = plain_need(workload.name, service.span());
    call.soft = given_at(true, call.span);
    call.inferred = given_at(
        fmt::format("webhook {}, failurePolicy {}", configuration.name, must ? "Fail" : "Ignore"),
        call.span);
    const bool known = std::any_of(calls.begin(), calls.end(), [&](const DraftRequirement& own) {
      return own.component.value == workload.name;
    });
    if (!known) calls.push_back(std::move(call));
    result_.conclusions.push_back(
        {ConclusionKind::need, workload.name, "is called by the API server",
         fmt::format("webhook {}{}", configuration.name,
                     must ? "; without it what it looks at cannot be changed" : ""),
         Strength::declared, service.span()});
    if (!must || !looks_at_own_pods(hook, workload)) return;
    diagnostics_
        .info(
            "circular-webhook", service.span(),
            fmt::format("webhook `{}` runs as `{}`, whose own pods are admitted by it: when all of "
                        "them are gone, none can start",
                        configuration.name, workload.name))
        .help = "exclude its namespace by `namespaceSelector`, or set `failurePolicy: Ignore`";
  }

  [[nodiscard]] bool looks_at_own_pods(const Value& hook, const Workload& workload) const {
    const auto rules = hook.find("rules").items();
    const bool of_pods = std::any_of(rules.begin(), rules.end(), [](const Value& rule) {
      const auto resources = rule.find("resources").items();
      return std::any_of(resources.begin(), resources.end(), [](const Value& resource) {
        return resource.text() == "pods" || resource.text() == "*" || resource.text() == "*/*";
      });
    });
    const Value spaces = hook.find("namespaceSelector");
    const Value pods = hook.find("objectSelector");
    return of_pods && (!spaces.is_mapping() || selects_labels(spaces, space_labels(workload))) &&
           (!pods.is_mapping() || selects_labels(pods, workload.labels));
  }

  [[nodiscard]] Labels space_labels(const Workload& workload) const {
    Labels labels;
    if (const Object* space = input_.objects.find("Namespace", "", workload.name_space))
      labels = labels_of(space->value.at({"metadata", "labels"}));
    labels["kubernetes.io/metadata.name"] = namespace_or_default(workload.name_space);
    return labels;
  }

  const SharedPartsInput& input_;
  Imported& result_;
  Diagnostics& diagnostics_;
};

}  // namespace

void add_shared_parts(const SharedPartsInput& input, Imported& result, Diagnostics& diagnostics) {
  SharedPartsFinder(input, result, diagnostics).run();
}

}  // namespace cutpoint::kubernetes
