#include "importer/kubernetes/objects/autoscalers.hpp"

#include <fmt/format.h>

namespace cutpoint::kubernetes {

namespace {

std::string target_key(std::string_view kind, std::string_view name_space, std::string_view name) {
  return fmt::format("{}\n{}\n{}", kind, namespace_or_default(name_space), name);
}

}  // namespace

Autoscalers::Autoscalers(const Objects& objects) {
  // KEDA makes an autoscaler of its own, with one instance at least: its own object says more.
  for (const Object* object : objects.of_kind("ScaledObject")) add(*object, "minReplicaCount", 0);
  for (const Object* object : objects.of_kind("HorizontalPodAutoscaler"))
    add(*object, "minReplicas", 1);
}

void Autoscalers::add(const Object& autoscaler, std::string_view minimum_key,
                      std::uint32_t otherwise) {
  const Value target = autoscaler.spec().find("scaleTargetRef");
  const std::string_view kind = target.find("kind").text();
  const Value minimum = autoscaler.spec().find(minimum_key);
  const auto written = minimum.whole_number();
  Count count;
  count.value = written && *written >= 0 ? static_cast<std::uint32_t>(*written) : otherwise;
  count.reason = fmt::format("{} {}, {}{}", autoscaler.kind, autoscaler.name, minimum_key,
                             written ? "" : " not given");
  count.span = minimum ? minimum.span() : autoscaler.span;
  minimums_.emplace(target_key(kind.empty() ? "Deployment" : kind, autoscaler.name_space,
                               target.find("name").text()),
                    std::move(count));
}

std::optional<Count> Autoscalers::minimum(std::string_view kind, std::string_view name_space,
                                          std::string_view name) const {
  const auto known = minimums_.find(target_key(kind, name_space, name));
  return known == minimums_.end() ? std::nullopt : std::optional(known->second);
}

}  // namespace cutpoint::kubernetes
