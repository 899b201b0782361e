#include <algorithm>

#include <fmt/format.h>

#include "model/architecture/builder/builder.hpp"

namespace cutpoint {

void ModelBuilder::add_links() {
  for (std::size_t i = 0; i < model_.components.size(); ++i) {
    const ComponentId from(i);
    for (const DraftLink& written : written_[from]->connects) {
      const ComponentId to = resolve_name(written.to);
      if (to.valid()) add_link(written, from, to);
    }
  }
  for (const DraftLink& written : draft_.links) {
    if (written.between.size() != 2 && written.marks.has("between", KeyMark::unread)) continue;
    if (written.between.size() != 2) {
      error("invalid-number", written.span, "a link is `between` exactly two components").help =
          "such as `{between: [switch-1, switch-2]}`";
      continue;
    }
    const ComponentId from = resolve_name(written.between[0]);
    const ComponentId to = resolve_name(written.between[1]);
    if (from.valid() && to.valid()) add_link(written, from, to);
  }
}

void ModelBuilder::add_link(const DraftLink& written, ComponentId from, ComponentId to) {
  if (from == to) {
    error("circular-dependency", written.span,
          fmt::format("a link from `{}` to itself joins nothing", model_.components[from].name));
    return;
  }
  Link link;
  link.span = written.span;
  link.from = from;
  link.to = to;
  link.directed = written.directed && written.directed->value;
  const DraftFigures& figures = written.figures;
  if (figures.mtbf || figures.mttr || figures.availability || figures.observed || figures.profile) {
    link.figures = resolve_figures(figures, kind_ids_.at("link"), nullptr);
  }
  link.name = written.name ? written.name->value
                           : fmt::format("{} {} {}", model_.components[from].name,
                                         link.directed ? "->" : "--", model_.components[to].name);
  if (written.name) {
    if (const auto clash = ids_.find(link.name); clash != ids_.end()) {
      error("duplicate-name", written.name->span,
            fmt::format("`{}` is also the name of a component", link.name))
          .notes.push_back({"the component", model_.components[clash->second].span});
    }
  }
  const std::string base = link.name;
  for (int copy = 2; !event_names_.emplace(link.name, link.span).second; ++copy) {
    if (written.name) {
      error("duplicate-name", written.name->span, fmt::format("two links are named `{}`", base))
          .notes.push_back({"first defined here", event_names_.at(base)});
      return;
    }
    link.name = fmt::format("{} ({})", base, copy);
  }
  model_.links.push_back(std::move(link));
}

void ModelBuilder::add_common_causes() {
  for (const DraftCommonCause& written : draft_.common_causes) add_common_cause(written);
}

void ModelBuilder::add_common_cause(const DraftCommonCause& written) {
  CommonCause cause;
  cause.name = written.name.value;
  cause.span = written.name.span;
  if (written.description) cause.description = written.description->value;
  cause.members = resolve_names(written.members);
  std::sort(cause.members.begin(), cause.members.end());
  if (std::adjacent_find(cause.members.begin(), cause.members.end()) != cause.members.end()) {
    error("duplicate-member", written.members.span, "a member is named twice");
  }
  if (written.members.empty() && !written.marks.has("members", KeyMark::unread)) {
    error("missing-key", written.name.span,
          fmt::format("common cause `{}` has no `members`", cause.name));
  }
  if (const auto clash = ids_.find(cause.name); clash != ids_.end()) {
    error("duplicate-name", cause.span,
          fmt::format("`{}` is also the name of a component", cause.name))
        .notes.push_back({"the component", model_.components[clash->second].span});
  }
  if (const auto [place, added] = event_names_.emplace(cause.name, cause.span); !added) {
    error("duplicate-name", cause.span, fmt::format("`{}` is defined twice", cause.name))
        .notes.push_back({"first defined here", place->second});
  }
  const DraftFigures& figures = written.figures;
  const bool own_figures =
      figures.mtbf || figures.availability || figures.observed || figures.profile;
  for (const char* key : {"beta", "mtbf", "availability", "observed", "profile"}) {
    if (written.marks.has(key, KeyMark::unread)) return;
  }
  if (own_figures == written.beta.has_value()) {
    error(own_figures ? "conflicting-figures" : "missing-key", cause.span,
          fmt::format("common cause `{}` needs either figures of its own or `beta`", cause.name))
        .help = "`mtbf: 1y, mttr: 2h`, or `beta: 10%` of the members' own failures";
    return;
  }
  if (written.beta) {
    cause.beta = written.beta->value;
    check_beta_members(cause);
  } else {
    cause.figures = resolve_figures(figures, kind_ids_.at("service"), nullptr);
  }
  model_.common_causes.push_back(std::move(cause));
}

void ModelBuilder::check_beta_members(const CommonCause& cause) {
  const Component* first = nullptr;
  for (const ComponentId id : cause.members) {
    const Component& member = model_.components[id];
    if (!figures_known(id)) continue;
    if (!member.figures) {
      error("conflicting-figures", cause.span,
            fmt::format("`{}` cannot fail, so it has no failures to share by `beta`", member.name))
          .notes.push_back({"the member", member.span});
      continue;
    }
    if (first == nullptr) first = &member;
    if (first->figures->unavailability == member.figures->unavailability &&
        first->figures->mttr == member.figures->mttr) {
      continue;
    }
    error("conflicting-figures", cause.span,
          fmt::format("`beta` needs members with the same figures, but `{}` and `{}` differ",
                      first->name, member.name))
        .help = "give the common cause `mtbf` and `mttr` of its own instead";
  }
}

void ModelBuilder::check_beta_shares() {
  // The common events that hit a member cannot make it fail more often than it does: as independent
  // events they fail together with 1 - product of (1 - beta * q), which must not exceed q.
  constexpr double rounding = 1e-12;
  std::unordered_map<ComponentId, double> shared;
  for (const CommonCause& cause : model_.common_causes) {
    if (!cause.beta) continue;
    for (const ComponentId id : cause.members) {
      if (!figures_known(id) || !model_.components[id].figures) continue;
      const double q = model_.components[id].figures->unavailability;
      double& sum = shared[id];
      const bool possible = sum <= q * (1.0 + rounding);
      sum += cause.beta->value() * q * (1.0 - sum);
      if (!possible || sum <= q * (1.0 + rounding)) continue;
      error("conflicting-figures", cause.span,
            fmt::format("the common causes of `{}` take more than all of its failures",
                        model_.components[id].name))
          .notes.push_back({"the member", model_.components[id].span});
    }
  }
}

}  // namespace cutpoint
