#include "app/options/analysis_options.hpp"

#include <chrono>
#include <ctime>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

/// Each costs memory for its events and what explains it.
constexpr std::size_t most_listed_cut_sets = 10'000'000;
constexpr std::size_t most_cut_sets_by_cutoff = 100'000;

Date present_day() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  return {parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday};
}

bool read_day(const Arguments& arguments, Console& console, AnalysisOptions& options) {
  if (!arguments.given("today")) return true;
  const auto date = parse_date(arguments.value("today"));
  if (!date.value) {
    fail(console, fmt::format("--today: {}", date.error.message));
    return false;
  }
  options.today = *date.value;
  return true;
}

bool read_budget(const Arguments& arguments, Console& console, AnalysisOptions& options) {
  if (!arguments.given("budget")) return true;
  const auto budget = parse_engine_budget(arguments.value("budget"));
  if (!budget.value) {
    fail(console, fmt::format("--budget: {}", budget.error.text()));
    return false;
  }
  options.budget = *budget.value;
  // Time and memory are the limits then, not what usually fits into them.
  options.bdd_nodes = EngineBudget::most_nodes;
  return true;
}

bool read_cut_sets(const Arguments& arguments, Console& console, AnalysisOptions& options) {
  if (arguments.given("truncate")) {
    const std::string text = arguments.value("truncate");
    const auto cutoff = number_of_text<double>(text);
    if (!cutoff || !(*cutoff > 0.0) || !(*cutoff <= 1.0)) {
      fail(console,
           fmt::format("--truncate takes a probability above 0, such as 1e-9, not `{}`", text));
      return false;
    }
    options.cutoff = cutoff;
    options.most_probable_first = true;
    options.listed_cut_sets = most_cut_sets_by_cutoff;
  }
  if (arguments.given("cut-sets")) {
    const std::string text = arguments.value("cut-sets");
    const auto count = number_of_text<std::size_t>(text);
    if (!count || *count < 1 || *count > most_listed_cut_sets) {
      fail(console, fmt::format("--cut-sets takes a number from 1 to {}, not `{}`",
                                most_listed_cut_sets, text));
      return false;
    }
    options.listed_cut_sets = *count;
    options.most_probable_first = true;
  }
  return true;
}

/// After --cut-sets and --truncate, which `auto` depends on.
bool read_order(const Arguments& arguments, Console& console, AnalysisOptions& options) {
  const std::string order = arguments.value("max-order");
  if (order == "all" || (order == "auto" && options.most_probable_first)) {
    options.max_order.reset();
  } else if (order != "auto") {
    const auto number = number_of_text<std::uint32_t>(order);
    if (!number || *number < 1) {
      fail(console,
           fmt::format("--max-order takes a number from 1 on, `all` or `auto`, not `{}`", order));
      return false;
    }
    options.max_order = number;
  }
  return true;
}

}  // namespace

OptionSpec budget_option() {
  return {"--budget", "TIME,MEMORY",
          "how long the command may work and what the process may hold, either or both, such as "
          "10s,4GiB; beyond it, guaranteed bounds, or a word that there is no answer [4GiB, and as "
          "many steps as take some half a minute]"};
}

std::vector<OptionSpec> AnalysisOptionGroup::specs() const {
  std::vector<OptionSpec> specs;
  if (has(order)) {
    specs.push_back(
        {"--max-order",
         "N",
         "count and list minimal cut sets up to this order, or `all`; `auto`: 2, and all where "
         "--cut-sets or --truncate is given",
         {},
         "auto"});
  }
  if (has(day)) {
    specs.push_back({"--today", "DATE",
                     "the day on which accepted risks are judged, YYYY-MM-DD [the present day]"});
  }
  if (has(budget)) {
    specs.push_back(budget_option());
  }
  if (has(cut_sets)) {
    specs.push_back(
        {"--cut-sets", "K", "list the K most probable minimal cut sets, and say what they miss"});
    specs.push_back(
        {"--truncate", "PROBABILITY",
         "list the minimal cut sets that are at least so probable (100 000 at most, or K), and say "
         "what they miss"});
  }
  return specs;
}

std::optional<AnalysisOptions> AnalysisOptionGroup::read(const Arguments& arguments,
                                                         Console& console) const {
  AnalysisOptions options;
  options.today = present_day();
  if (has(cut_sets) && !read_cut_sets(arguments, console, options)) return std::nullopt;
  if (has(order)) {
    if (!read_order(arguments, console, options)) return std::nullopt;
  } else {
    options.max_order = 1;
    options.combinations = false;
  }
  if (has(day) && !read_day(arguments, console, options)) return std::nullopt;
  if (has(budget) && !read_budget(arguments, console, options)) return std::nullopt;
  return options;
}

}  // namespace cutpoint
