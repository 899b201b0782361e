#include "renderer/analysis/cut_set_text.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "model/base/interval_text.hpp"
#include "renderer/analysis/journey_words.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_redundancies = 2;
constexpr std::size_t most_ways = 4;
constexpr std::size_t most_prefix = 6;

std::string defeated_text(const RenderInput& input, const CutSet& set,
                          const DefeatedRedundancy& defeated) {
  const RedundancyGroup& group = input.function.groups[defeated.group];
  std::string text = redundancy_words(input, defeated.group);
  if (!input.model.form.shows_needs) {
    const std::uint32_t arguments = group.of - group.needed + 1;
    text += arguments == group.of ? fmt::format(" (all {})", group.of)
                                  : fmt::format(" ({} of {})", arguments, group.of);
  }
  if (defeated.by.empty() || defeated.by.size() == set.events.size()) return text;
  std::string by;
  for (const EventId event : defeated.by)
    by += (by.empty() ? "" : " + ") + event_text(input, event);
  return fmt::format("{} ({})", text, elided(by, 60));
}

std::string defeats_text(const RenderInput& input, const CutSet& set) {
  std::string text;
  for (std::size_t i = 0; i < set.defeats.size() && i < most_redundancies; ++i) {
    text += (i == 0 ? "" : " and also ") + defeated_text(input, set, set.defeats[i]);
  }
  if (set.defeats.size() > most_redundancies) {
    text += fmt::format(" and {} more", set.defeats.size() - most_redundancies);
  }
  return text;
}

/// How many steps all paths begin with alike; paths with gaps have only their beginnings.
std::size_t common_steps(const std::vector<FailurePath>& paths) {
  std::size_t common = paths.front().steps.size();
  for (const FailurePath& path : paths) {
    const auto& first = paths.front().steps;
    const std::size_t most =
        std::min(common, path.omitted > 0 ? FailurePath::kept_at_each_end : path.steps.size());
    common = 0;
    while (common < most && path.steps[common] == first[common]) ++common;
  }
  return common;
}

std::string steps_text(const Model& model, const FailurePath& path, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < path.steps.size(); ++i) {
    if (path.omitted > 0 && i == FailurePath::kept_at_each_end) {
      text += fmt::format("… {} more → ", path.omitted);
    }
    text += visible(model.components[path.steps[i]].name);
    if (i + 1 < path.steps.size()) text += " → ";
  }
  return text;
}

std::string cuts_text(const RenderInput& input, const std::vector<FailurePath>& paths) {
  const std::size_t common = common_steps(paths);
  std::string text;
  FailurePath prefix{{paths.front().steps.begin(),
                      paths.front().steps.begin() + static_cast<std::ptrdiff_t>(common)},
                     0};
  if (common > most_prefix) {
    text = "… → ";
    prefix.steps.erase(prefix.steps.begin(), prefix.steps.end() - most_prefix);
  }
  text += steps_text(input.model, prefix, 0);
  std::vector<std::string> tails;
  for (const FailurePath& path : paths) {
    if (path.steps.size() > common) tails.push_back(steps_text(input.model, path, common));
  }
  if (tails.empty()) return text;
  if (common > 0) text += " → ";
  const bool several = tails.size() > 1;
  if (several) text += '(';
  for (std::size_t i = 0; i < tails.size() && i < most_ways; ++i) {
    text += (i == 0 ? "" : " | ") + elided_path(tails[i], 48);
  }
  if (tails.size() > most_ways) text += fmt::format(" | {} more", tails.size() - most_ways);
  if (several) text += ')';
  return text;
}

std::string probability_range(double lower, double upper) {
  const IntervalText ends = interval_text(Interval{lower, upper});
  return lower <= 0.0 && upper > 0.0 ? "at most " + ends.high : ends.between();
}

std::string names_of(const RenderInput& input, const CutSet& set) {
  std::string names;
  for (const EventId event : set.events) {
    names += (names.empty() ? "" : " + ") + event_text(input, event);
  }
  return names.empty() ? "nothing need fail" : names;
}

/// "defeats the redundancy of api (1 of 2 needed); cuts web → api → (vm-a | vm-b)"; empty where
/// nothing explains the set.
std::string explanation_text(const RenderInput& input, const CutSet& set) {
  std::string text;
  if (!set.defeats.empty()) {
    text = (input.model.form.shows_needs ? "defeats " : "through ") + defeats_text(input, set);
  }
  if (set.cuts.empty()) return text;
  return text + (text.empty() ? "cuts " : "; cuts ") + cuts_text(input, set.cuts);
}

constexpr std::size_t most_asked_for = 1000;

std::vector<const CutSet*> shown_sets(const CutSets& cut_sets, std::size_t most) {
  std::vector<const CutSet*> shown;
  for (const CutSet& set : cut_sets.sets) {
    if (cut_sets.truncation || set.events.size() > 1) shown.push_back(&set);
  }
  if (cut_sets.truncation) {
    most = most_asked_for;
  } else {
    std::stable_sort(shown.begin(), shown.end(), [](const CutSet* a, const CutSet* b) {
      return a->probability > b->probability;
    });
  }
  if (shown.size() > most) shown.resize(most);
  return shown;
}

}  // namespace

std::string cut_set_rows(const RenderInput& input, const CutSets& cut_sets, std::size_t most,
                         const Painter& paint) {
  constexpr std::size_t indent = 4;
  constexpr std::size_t note_indent = 8;
  const std::size_t room = report_width(input) - indent - 14;
  std::string out;
  for (const CutSet* set : shown_sets(cut_sets, most)) {
    out += fmt::format("{:{}}{}   {}\n", "", indent, elided(names_of(input, *set), room),
                       probability_text(set->probability));
    const std::string why = explanation_text(input, *set);
    if (why.empty()) continue;
    out += std::string(note_indent, ' ') +
           paint(Style::dim, wrapped(why, note_indent, note_indent + 2, report_width(input))) +
           '\n';
  }
  if (cut_sets.truncation && cut_sets.sets.size() > most_asked_for) {
    out += fmt::format("    … and {} more (--format json lists all)\n",
                       cut_sets.sets.size() - most_asked_for);
  }
  return out;
}

std::string truncation_text(const RenderInput& input, const JourneyAnalysis& journey) {
  const CutSets& cut_sets = journey.cut_sets;
  if (!cut_sets.truncation) return {};
  const CutSetTruncation& truncation = *cut_sets.truncation;
  std::string text = fmt::format("{} listed", cut_sets.sets.size());
  if (truncation.left_out && *truncation.left_out == 0) return "    " + text + ": all there are\n";
  if (truncation.cutoff) {
    text += fmt::format(" of probability {:.3g} and more{}", *truncation.cutoff,
                        truncation.all_above_cutoff ? "" : " (there may be others)");
  }
  if (truncation.left_out) {
    const bool saturated = *truncation.left_out == std::numeric_limits<std::uint64_t>::max();
    text += fmt::format(", {}{} left out", saturated ? "more than " : "", *truncation.left_out);
  } else {
    text += fmt::format(", orders above {} not counted", cut_sets.by_order.size());
  }
  text += journey.coherent
              ? fmt::format(". Truncation error: all others add {} to the probability.",
                            probability_range(truncation.error_lower, truncation.error_upper))
              : ". The top event is not coherent: they do not make up its probability.";
  return "    " + wrapped(text, 4, 4, report_width(input)) + '\n';
}

std::string cut_sets_further_text(const CutSets& cut_sets) {
  if (cut_sets.complete) return " (all there are)";
  return cut_sets.ends_early ? " (higher orders exceed the budget)"
                             : " (--max-order counts further)";
}

std::string cut_set_counts_text(const CutSets& cut_sets, std::size_t first_order) {
  std::string counts;
  for (std::size_t order = first_order; order <= cut_sets.by_order.size(); ++order) {
    // That there are no single events or pairs is worth saying; of high orders most are empty.
    if (order > 2 && cut_sets.by_order[order - 1] == 0) continue;
    counts += fmt::format("{}{} of order {}", counts.empty() ? "" : ", ",
                          cut_sets.by_order[order - 1], order);
  }
  return counts;
}

}  // namespace cutpoint
