#include "importer/kubernetes/objects/spreading.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace cutpoint::kubernetes {

namespace {

std::optional<std::uint32_t> known_count(DomainLevel level, const KnownDomains& known) {
  return level == DomainLevel::node ? known.nodes : known.zones;
}

/// The most that one of `domains` holds where none may hold `skew` more than the least.
std::uint32_t most_with_skew(std::uint32_t instances, std::uint32_t skew, std::uint32_t domains) {
  // One holds m and all others m - skew: m + (domains - 1) (m - skew) = instances.
  const std::uint64_t sum =
      instances + static_cast<std::uint64_t>(skew) * (static_cast<std::uint64_t>(domains) - 1);
  const std::uint64_t level = sum / domains;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(
      instances, std::max<std::uint64_t>(level, std::min(instances, skew))));
}

/// What one rule about skew lets a domain hold; nothing where it limits nothing.
std::optional<DomainCap> cap_of_skew(const SpreadRule& rule, std::uint32_t instances,
                                     std::optional<std::uint32_t> known) {
  const std::uint32_t skew = *rule.max_skew;
  if (known && *known < rule.min_domains)
    return DomainCap{std::min(instances, skew), rule.reason, std::max(*known, 1U)};
  const std::uint32_t domains = known.value_or(rule.min_domains);
  if (domains < 2) return std::nullopt;
  return DomainCap{most_with_skew(instances, skew, domains), rule.reason,
                   std::min(domains, instances)};
}

}  // namespace

SpreadRule kept_apart(std::string_view key, std::string reason) {
  const bool zone = key.find("zone") != std::string_view::npos;
  return {zone ? DomainLevel::zone : DomainLevel::node, std::nullopt, 1, std::move(reason)};
}

bool names_zone(std::string_view key) {
  return key == "failure-domain.beta.kubernetes.io/zone" ||
         (key.starts_with("topology.") && key.ends_with("/zone"));
}

DomainCap cap_of(DomainLevel level, std::uint32_t instances, const std::vector<SpreadRule>& rules,
                 const KnownDomains& known) {
  DomainCap cap{instances, "", 1};
  for (const SpreadRule& rule : rules) {
    // What holds for a zone holds for each of its nodes.
    if (rule.level != level && !(level == DomainLevel::node && rule.level == DomainLevel::zone))
      continue;
    const auto count = known_count(rule.level, known);
    std::optional<DomainCap> own = rule.max_skew
                                       ? cap_of_skew(rule, instances, count)
                                       : DomainCap{std::min(instances, 1U), rule.reason, instances};
    if (!own) continue;
    cap.domains = std::max(cap.domains, own->domains);
    if (own->most < cap.most) {
      cap.most = own->most;
      cap.reason = own->reason;
    }
  }
  if (cap.most > 0) cap.domains = std::max(cap.domains, (instances + cap.most - 1) / cap.most);
  return cap;
}

std::vector<std::uint32_t> worst_loads(DomainLevel level, std::uint32_t instances,
                                       const std::vector<SpreadRule>& rules,
                                       const KnownDomains& known) {
  const DomainCap cap = cap_of(level, instances, rules, known);
  std::uint32_t domains = std::max(cap.domains, 1U);
  if (const auto count = known_count(level, known)) domains = std::min(domains, *count);
  // The least that each must hold, so that the first may hold the most.
  std::uint32_t least = 0;
  for (const SpreadRule& rule : rules) {
    if (rule.level == level && rule.max_skew && domains >= rule.min_domains && domains > 1)
      least = std::max(least, cap.most - std::min(cap.most, *rule.max_skew));
  }
  std::vector<std::uint32_t> loads(domains, 0);
  std::uint32_t left = instances;
  for (std::uint32_t& load : loads) {
    load = std::min(least, left);
    left -= load;
  }
  for (std::uint32_t& load : loads) {
    const std::uint32_t more = std::min(left, cap.most - std::min(cap.most, load));
    load += more;
    left -= more;
  }
  std::erase(loads, 0U);
  return loads;
}

}  // namespace cutpoint::kubernetes
