#include "model/architecture/builder/network.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace cutpoint {

IdVector<LinkId, Link> NetworkResolver::resolve_links(const Draft& draft) {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const ComponentId from(i);
    for (const DraftLink& written : names_.written(from).connects) {
      const ComponentId to = names_.resolve(written.to);
      if (to.valid()) add_link(written, from, to);
    }
  }
  for (const DraftLink& written : draft.links) {
    if (written.between.size() != 2 && written.marks.has("between", KeyMark::unread)) continue;
    if (written.between.size() != 2) {
      diagnostics_
          .error("invalid-number", written.span, "a link is `between` exactly two components")
          .help = "such as `{between: [switch-1, switch-2]}`";
      continue;
    }
    const ComponentId from = names_.resolve(written.between[0]);
    const ComponentId to = names_.resolve(written.between[1]);
    if (from.valid() && to.valid()) add_link(written, from, to);
  }
  return std::move(links_);
}

void NetworkResolver::add_link(const DraftLink& written, ComponentId from, ComponentId to) {
  if (from == to) {
    diagnostics_.error("circular-dependency", written.span,
                       fmt::format("a link from `{}` to itself joins nothing", names_.name(from)));
    return;
  }
  Link link;
  link.span = written.span;
  link.from = from;
  link.to = to;
  link.directed = written.directed && written.directed->value;
  link.figures = figures_.resolve(written.figures, kinds_.built_in("link"), nullptr);
  if (name_link(written, link)) links_.push_back(std::move(link));
}

bool NetworkResolver::name_link(const DraftLink& written, Link& link) {
  link.name = written.name ? written.name->value
                           : fmt::format("{} {} {}", names_.name(link.from),
                                         link.directed ? "->" : "--", names_.name(link.to));
  if (written.name) refuse_component_name(link.name, written.name->span);
  const std::string base = link.name;
  for (int copy = 2; !events_.emplace(link.name, link.span).second; ++copy) {
    if (written.name) {
      diagnostics_
          .error("duplicate-name", written.name->span,
                 fmt::format("two links are named `{}`", base))
          .notes.push_back({"first defined here", events_.at(base)});
      return false;
    }
    link.name = fmt::format("{} ({})", base, copy);
  }
  return true;
}

void NetworkResolver::refuse_component_name(const std::string& name, SourceSpan span) {
  const ComponentId clash = names_.find(name);
  if (!clash.valid()) return;
  diagnostics_
      .error("duplicate-name", span, fmt::format("`{}` is also the name of a component", name))
      .notes.push_back({"the component", names_.span(clash)});
}

IdVector<CommonCauseId, CommonCause> NetworkResolver::resolve_common_causes(const Draft& draft) {
  for (const DraftCommonCause& written : draft.common_causes) add_common_cause(written);
  check_beta_shares();
  return std::move(causes_);
}

void NetworkResolver::add_common_cause(const DraftCommonCause& written) {
  CommonCause cause;
  cause.name = written.name.value;
  cause.span = written.name.span;
  if (written.description) cause.description = written.description->value;
  cause.members = names_.resolve(written.members);
  std::sort(cause.members.begin(), cause.members.end());
  check_members(written, cause);
  refuse_component_name(cause.name, cause.span);
  if (const auto [place, added] = events_.emplace(cause.name, cause.span); !added) {
    diagnostics_
        .error("duplicate-name", cause.span, fmt::format("`{}` is defined twice", cause.name))
        .notes.push_back({"first defined here", place->second});
  }
  const DraftFigures& figures = written.figures;
  const bool own_figures =
      figures.mtbf || figures.availability || figures.observed || figures.profile;
  for (const char* key : {"beta", "mtbf", "availability", "observed", "profile"}) {
    if (written.marks.has(key, KeyMark::unread)) return;
  }
  if (own_figures == written.beta.has_value()) {
    diagnostics_
        .error(
            own_figures ? "conflicting-figures" : "missing-key", cause.span,
            fmt::format("common cause `{}` needs either figures of its own or `beta`", cause.name))
        .help = "`mtbf: 1y, mttr: 2h`, or `beta: 10%` of the members' own failures";
    return;
  }
  if (written.beta) {
    cause.beta = written.beta->value;
    check_beta_members(cause);
  } else {
    cause.figures = figures_.resolve(figures, kinds_.built_in("service"), nullptr);
  }
  causes_.push_back(std::move(cause));
}

void NetworkResolver::check_members(const DraftCommonCause& written, const CommonCause& cause) {
  if (std::adjacent_find(cause.members.begin(), cause.members.end()) != cause.members.end()) {
    diagnostics_.error("duplicate-member", written.members.span, "a member is named twice");
  }
  if (written.members.empty() && !written.marks.has("members", KeyMark::unread)) {
    diagnostics_.error("missing-key", written.name.span,
                       fmt::format("common cause `{}` has no `members`", cause.name));
  }
}

void NetworkResolver::check_beta_members(const CommonCause& cause) {
  const Component* first = nullptr;
  for (const ComponentId id : cause.members) {
    const Component& member = components_[id];
    if (!figures_known(id)) continue;
    if (!member.figures) {
      diagnostics_
          .error("conflicting-figures", cause.span,
                 fmt::format("`{}` cannot fail, so it has no failures to share by `beta`",
                             member.name))
          .notes.push_back({"the member", member.span});
      continue;
    }
    if (first == nullptr) first = &member;
    if (first->figures->unavailability == member.figures->unavailability &&
        first->figures->mttr == member.figures->mttr) {
      continue;
    }
    diagnostics_
        .error("conflicting-figures", cause.span,
               fmt::format("`beta` needs members with the same figures, but `{}` and `{}` differ",
                           first->name, member.name))
        .help = "give the common cause `mtbf` and `mttr` of its own instead";
  }
}

void NetworkResolver::check_beta_shares() {
  // Shares of the failures of one member are at most all of them.
  constexpr double rounding = 1e-12;
  std::unordered_map<ComponentId, double> shared;
  for (const CommonCause& cause : causes_) {
    if (!cause.beta) continue;
    for (const ComponentId id : cause.members) {
      if (!figures_known(id) || !components_[id].figures) continue;
      double& sum = shared[id];
      const bool possible = sum <= 1.0 + rounding;
      sum += cause.beta->value();
      if (!possible || sum <= 1.0 + rounding) continue;
      diagnostics_
          .error("conflicting-figures", cause.span,
                 fmt::format("the common causes of `{}` take more than all of its failures: "
                             "their `beta` add up to {:.10g} %",
                             components_[id].name, 100.0 * sum))
          .notes.push_back({"the member", components_[id].span});
    }
  }
}

}  // namespace cutpoint
