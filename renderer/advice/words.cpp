#include "renderer/advice/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

std::string amount_text(double amount) {
  const double size = std::abs(amount);
  if (size != 0.0 && size < 0.01) return "< 0.01";
  const bool whole = size >= 100.0 || amount == std::floor(amount);
  return whole ? fmt::format("{:.0f}", amount) : fmt::format("{:.2f}", amount);
}

/// "checkout 99.95 %, browse 99.96 %".
std::string reached_text(const AdviceReport& report, const TriedChanges& tried) {
  std::string text;
  for (std::size_t i = 0; i < tried.after.size(); ++i) {
    text += fmt::format("{}`{}` {}", i == 0 ? "" : ", ",
                        report.model.journeys[report.advice.journeys[i]].name,
                        availability_text(tried.after[i], std::array{report.advice.targets[i]}));
  }
  return text;
}

/// Whether the truth may meet all targets, though nobody can say that it does.
bool may_meet(const Advice& advice, const TriedChanges& tried) {
  if (tried.meets_target || tried.after.empty()) return false;
  for (std::size_t i = 0; i < tried.after.size(); ++i) {
    if (tried.after[i].lower_unavailability > advice.targets[i].unavailability()) return false;
  }
  return true;
}

/// Of what does not surely meet its target: between which ends it lies, where a target does too.
std::string undecided_text(const AdviceReport& report, const TriedChanges& tried) {
  std::string text;
  for (std::size_t i = 0; i < tried.after.size(); ++i) {
    const AvailabilityResult& up = tried.after[i];
    if (up.upper_unavailability <= report.advice.targets[i].unavailability()) continue;
    text += fmt::format(
        "{}`{}` is {}", text.empty() ? "" : ", ",
        report.model.journeys[report.advice.journeys[i]].name,
        to_human_text(up.availability, Availability::from_unavailability(up.upper_unavailability),
                      Availability::from_unavailability(up.lower_unavailability)));
  }
  return text + ", and the target lies within the interval";
}

/// How far from the target: "too much downtime by 2 h a year".
std::string shortfall_text(const AdviceReport& report, const TriedChanges& tried) {
  if (may_meet(report.advice, tried)) {
    return "which is not decided: " + undecided_text(report, tried);
  }
  return fmt::format("too much downtime by {} a year", to_human_text(report.advice.missing(tried)));
}

std::string pay_back_of(const TriedChanges& tried) {
  const auto time = tried.pay_back();
  return time ? fmt::format("which pays it back in {}", to_human_text(*time))
              : "which does not pay it back";
}

std::string_view search_sentence(SearchMethod method) {
  switch (method) {
    case SearchMethod::exact:
      return "The set is the cheapest of all sets of these changes (branch and bound).";
    case SearchMethod::heuristic:
      return "There are too many sets to try all: the set was found by adding what saves most "
             "downtime for its cost and leaving out what is not needed, so a cheaper one may "
             "exist.";
    case SearchMethod::ended:
      return "The time that was given was over before all was tried: the set is the best of those "
             "that were, and a cheaper or better one may exist.";
  }
  return "";
}

}  // namespace

bool is_chosen(const Advice& advice, std::size_t change) {
  return std::find(advice.chosen.changes.begin(), advice.chosen.changes.end(), change) !=
         advice.chosen.changes.end();
}

bool any_money_saved(const AdviceReport& report) {
  const auto& changes = report.advice.changes;
  return std::any_of(changes.begin(), changes.end(), [](const AdvisedChange& change) {
    return change.alone.money_saved.has_value();
  });
}

std::vector<std::size_t> changes_to_show(const AdviceReport& report) {
  const auto& changes = report.advice.changes;
  std::vector<std::size_t> order(changes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return changes[a].alone.downtime_saved > changes[b].alone.downtime_saved;
  });
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i < report.top || is_chosen(report.advice, order[i])) shown.push_back(order[i]);
  }
  return shown;
}

std::string cost_text(std::string_view currency, const AdvisedChange& change) {
  const bool assumed = std::any_of(change.costs.begin(), change.costs.end(),
                                   [](const CostItem& item) { return item.assumed; });
  return fmt::format("{}{} {}", assumed ? "~" : "", amount_text(change.alone.cost_per_month),
                     currency);
}

std::string money_saved_text(const Advice& advice, const TriedChanges& tried) {
  if (!tried.money_saved) return "–";
  return fmt::format("{} {}", amount_text(*tried.money_saved), advice.currency);
}

std::string nines_gained_text(double nines) {
  return std::isinf(nines) ? "all" : nines < 0.005 ? "< 0.01" : fmt::format("{:.2f}", nines);
}

std::string pay_back_text(const AdvisedChange& change) {
  if (!change.alone.money_saved) return "–";
  if (!change.pay_back) return "never";
  // A cost that comes again every year is earned back within it, or not at all.
  if (change.pay_back->in_years() > 1.0) return "never";
  return "in " + to_human_text(*change.pay_back);
}

std::string Footnotes::marks(const std::vector<std::string>& notes) {
  std::string text;
  for (const std::string& note : notes) {
    auto found = std::find(all_.begin(), all_.end(), note);
    if (found == all_.end()) found = all_.insert(all_.end(), note);
    text += fmt::format("{}{}", text.empty() ? " [" : ",", found - all_.begin() + 1);
  }
  return text.empty() ? text : text + ']';
}

std::string target_text(const AdviceReport& report) {
  const Advice& advice = report.advice;
  const bool is_one = std::all_of(advice.targets.begin(), advice.targets.end(),
                                  [&](Availability row) { return row == advice.target; });
  if (is_one) {
    return advice.targets_are_slos ? fmt::format("the SLO of {}", stated_text(advice.target))
                                   : stated_text(advice.target);
  }
  std::string text;
  for (std::size_t i = 0; i < advice.targets.size(); ++i) {
    text +=
        fmt::format("{}`{}` {}", i == 0 ? "" : ", ", report.model.journeys[advice.journeys[i]].name,
                    stated_text(advice.targets[i]));
  }
  return fmt::format("the SLOs ({})", text);
}

std::vector<std::string> verdict_sentences(const AdviceReport& report) {
  const Advice& advice = report.advice;
  const std::string target = target_text(report);
  if (advice.met_already) {
    return {fmt::format("What is aimed at, {}, is met as it is: no change is needed.", target)};
  }
  std::vector<std::string> sentences;
  const TriedChanges& chosen = advice.chosen;
  if (chosen.meets_target) {
    sentences.push_back(fmt::format(
        "The cheapest set of changes {} {} costs {} {} a month: {}.",
        advice.method == SearchMethod::exact ? "that meets" : "that was found to meet", target,
        amount_text(chosen.cost_per_month), advice.currency, reached_text(report, chosen)));
    if (chosen.money_saved) {
      sentences.push_back(fmt::format("It costs {} {} a year and saves {}, {}.",
                                      amount_text(chosen.cost_per_month * 12.0), advice.currency,
                                      money_saved_text(advice, chosen), pay_back_of(chosen)));
    }
    return sentences;
  }
  if (advice.everything.meets_target) {
    sentences.push_back(
        fmt::format("What is aimed at, {}, can be met, but not for {} {} a month. What comes "
                    "nearest within it costs "
                    "{} {}: {}, {}.",
                    target, amount_text(advice.budget_per_month.value_or(0.0)), advice.currency,
                    amount_text(chosen.cost_per_month), advice.currency,
                    reached_text(report, chosen), shortfall_text(report, chosen)));
  } else if (may_meet(advice, advice.everything)) {
    sentences.push_back(fmt::format(
        "Whether the changes tried here meet what is aimed at, {}, is not decided: with all of "
        "them, for {} {} a month, {}.",
        target, amount_text(advice.everything.cost_per_month), advice.currency,
        undecided_text(report, advice.everything)));
  } else {
    sentences.push_back(
        fmt::format("What is aimed at, {}, cannot be met by the changes tried here. The ceiling is "
                    "{}, for {} {} a "
                    "month: too much "
                    "downtime by {} a year.",
                    target, reached_text(report, advice.everything),
                    amount_text(advice.everything.cost_per_month), advice.currency,
                    to_human_text(advice.missing(advice.everything))));
  }
  if (!advice.everything.meets_target && chosen.changes != advice.everything.changes) {
    sentences.push_back(fmt::format(
        "What comes nearest{} costs {} {} a month: {}.",
        advice.budget_per_month ? " within the budget" : ", leaving out what hardly helps,",
        amount_text(chosen.cost_per_month), advice.currency, reached_text(report, chosen)));
  }
  return sentences;
}

std::string method_sentence(const Advice& advice) {
  std::string text = fmt::format(
      "Every figure is that of the changed model, built and analysed; {} models were tried. ",
      advice.evaluations + advice.changes.size());
  text += search_sentence(advice.method);
  text += fmt::format(" Costs marked ~ are assumed{}: state `cost` to have your own.",
                      advice.currency_assumed ? ", as is the currency" : "");
  return text;
}

}  // namespace cutpoint
