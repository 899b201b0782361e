#include "renderer/comparison/words.hpp"

#include <fmt/format.h>

#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

std::string without_fallback(const ModelEdge& edge) {
  switch (edge.kind) {
    case ModelEdge::Kind::needs_one_of:
      return edge.group;
    case ModelEdge::Kind::linked:
      return "linked";
    case ModelEdge::Kind::linked_one_way:
      return "linked one way";
    case ModelEdge::Kind::needs:
      return "needs";
    case ModelEdge::Kind::needs_connection:
      return "needs a connection";
    case ModelEdge::Kind::runs_on:
      return "runs on";
    case ModelEdge::Kind::wants:
      return "wants";
    case ModelEdge::Kind::wants_one_of:
      return "wants " + edge.group;
  }
  return "";
}

std::string difference_text(const ComponentDifference& row) {
  using Aspect = ComponentDifference::Aspect;
  const auto counts = [&row](std::string_view key) {
    return fmt::format("{} {} → {}", key, row.count_before, row.count_after);
  };
  const auto times = [&row](std::string_view key) {
    const std::string before = to_human_text(row.time_before),
                      after = to_human_text(row.time_after);
    if (before != after) return fmt::format("{} {} → {}", key, before, after);
    return fmt::format("{} {} → {}", key, to_text(row.time_before), to_text(row.time_after));
  };
  switch (row.aspect) {
    case Aspect::kind:
      return fmt::format("kind {} → {}", row.kind_before, row.kind_after);
    case Aspect::replicas:
      return counts("replicas");
    case Aspect::at_least:
      return counts("at_least");
    case Aspect::can_fail:
      return "can fail now";
    case Aspect::perfect:
      return "cannot fail any more";
    case Aspect::mtbf:
      return times("mtbf");
    case Aspect::mttr:
      return times("mttr");
  }
  return "";
}

/// What an availability of the journey must be told apart from: its target, and where it became
/// worse something between both.
std::vector<Availability> beside(const JourneyComparison& journey) {
  std::vector<Availability> list;
  if (journey.slo_after) list.push_back(journey.slo_after->target);
  if (journey.less_available) {
    list.push_back(Availability::from_unavailability(
        0.5 * (journey.before->upper_unavailability + journey.after->lower_unavailability)));
  }
  return list;
}

}  // namespace

std::string availability_before(const JourneyComparison& journey) {
  return journey.before ? availability_text(*journey.before, beside(journey)) : "–";
}

std::string availability_after(const JourneyComparison& journey) {
  return journey.after ? availability_text(*journey.after, beside(journey)) : "–";
}

std::string edge_kind_text(const ModelEdge& edge) {
  std::string text = without_fallback(edge);
  if (edge.fallback) text += fmt::format(", fallback {}", to_text(*edge.fallback));
  return text;
}

std::string edge_text(const ModelEdge& edge) {
  return fmt::format("{} → {} ({})", edge.from, edge.to, edge_kind_text(edge));
}

std::vector<std::string> difference_texts(const ComponentChange& change) {
  std::vector<std::string> texts;
  for (const ComponentDifference& row : change.differences) texts.push_back(difference_text(row));
  return texts;
}

}  // namespace cutpoint
