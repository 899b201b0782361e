#include "app/options/picture_options.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "app/options/journey_options.hpp"
#include "model/base/number_text.hpp"
#include "session/failure_names.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view cut_set_mark = "cutset:";

/// The number written in `text`, all of it; nothing where it is none or below `least`.
std::optional<std::uint32_t> number_in(std::string_view text, std::uint32_t least) {
  const auto number = number_of_text<std::uint32_t>(text);
  return number >= least ? number : std::nullopt;
}

template <class Named>
bool find_name(const Named& rows, const std::string& name, const char* what, std::size_t& position,
               Console& console) {
  std::vector<std::string_view> names;
  for (const auto& row : rows) names.push_back(row.name);
  const auto found = std::find(names.begin(), names.end(), name);
  position = static_cast<std::size_t>(found - names.begin());
  if (found != names.end()) return true;
  const auto near = nearest_name(name, names);
  fail(console, fmt::format("there is no {} `{}`{}", what, name,
                            near ? fmt::format("; did you mean `{}`?", *near) : ""));
  return false;
}

Collapse collapse_of(const std::string& name) {
  if (name == "none") return Collapse::none;
  if (name == "host") return Collapse::host;
  if (name == "zone") return Collapse::zone;
  return name == "kind" ? Collapse::kind : Collapse::automatic;
}

}  // namespace

OptionSpec theme_option() {
  return {"--theme",
          "THEME",
          "colours of the picture; print is black and grey",
          {"light", "dark", "print"},
          "light"};
}

Theme theme_of(const Arguments& arguments) {
  const std::string name = arguments.value("theme");
  if (name == "dark") return Theme::dark;
  return name == "print" ? Theme::print : Theme::light;
}

void keep_analysis_short(AnalysisOptions& options, const Arguments& arguments) {
  constexpr std::size_t few_nodes = 200'000;
  constexpr std::uint64_t few_steps = 20'000'000;
  if (!arguments.given("budget")) {
    options.bdd_nodes = few_nodes;
    options.budget.steps = few_steps;
  }
  if (arguments.value("highlight").starts_with(cut_set_mark)) return;
  options.max_order = 1;
  options.combinations = false;
}

std::vector<OptionSpec> PictureOptionGroup::specs() const {
  std::vector<OptionSpec> specs = {theme_option(),
                                   {"--collapse",
                                    "BY",
                                    "draw what runs on a host or in a zone, or components of a "
                                    "kind, as one box; none draws all; "
                                    "auto shows as many levels as can be read",
                                    {"auto", "none", "host", "zone", "kind"},
                                    "auto"}};
  if (!has_scope_) return specs;
  specs.insert(
      specs.end(),
      {{"--focus", "WHAT", "draw only single points of failure and the ways to them", {"spof"}},
       journey_option("draw only what this journey uses"),
       {"--around", "NAME[,NAME]", "draw only these components and what is near", {}, {}, true},
       {"--depth", "N", "how many edges away is near", {}, "1"},
       {"--highlight", "WHAT",
        "show what falls when these fail: cutset:N (the Nth of the journey given, or of the first) "
        "or NAME[,NAME]"}});
  return specs;
}

bool PictureChoices::choose_scope(const Arguments& arguments, const Model& model,
                                  Console& console) {
  std::size_t position = 0;
  options.only_single_points = arguments.given("focus");
  const auto depth = number_in(arguments.value("depth"), 0);
  if (!depth) {
    fail(console, fmt::format("--depth takes a number, not `{}`", arguments.value("depth")));
    return false;
  }
  options.depth = *depth;
  if (arguments.given("journey")) {
    if (!find_name(model.journeys, arguments.value("journey"), "journey", position, console)) {
      return false;
    }
    options.journey = JourneyId(position);
  }
  for (const std::string& word : arguments.values("around")) {
    if (const ComponentId whole = model.find_component(word); whole.valid()) {
      options.around.push_back(whole);
      continue;
    }
    for (std::size_t start = 0; start <= word.size();) {
      const std::size_t end = std::min(word.find(',', start), word.size());
      const std::string name = word.substr(start, end - start);
      if (!find_name(model.components, name, "component", position, console)) return false;
      options.around.emplace_back(position);
      start = end + 1;
    }
  }
  return true;
}

bool PictureChoices::choose_failure(const std::string& wish, const System& loaded,
                                    const Analysis& analysis, Console& console) {
  std::vector<EventId> failed;
  std::string title;
  if (wish.starts_with(cut_set_mark)) {
    const JourneyId journey = options.journey.valid() ? options.journey : JourneyId(0U);
    const auto& sets = analysis.journeys[journey].cut_sets.sets;
    const auto number = number_in(std::string_view(wish).substr(cut_set_mark.size()), 1);
    const std::string& name = loaded.model().journeys[journey].name;
    if (!number || *number > sets.size()) {
      fail(console, fmt::format("--highlight {}: {} has {} listed cut sets; --max-order lists more",
                                wish, name, sets.size()));
      return false;
    }
    failed = sets[*number - 1].events;
    title = fmt::format("cut set {} of {}", *number, name);
  } else {
    const auto unknown = FailureNames(loaded.model(), loaded.function()).add(wish, failed);
    for (const Failure& name : unknown) fail(console, name.message);
    if (!unknown.empty()) return false;
    title = wish + (failed.size() == 1 ? " fails" : " fail");
  }
  consequence_ = what_if(loaded.model(), loaded.function(), std::move(failed));
  failure_.emplace(DrawnFailure{*consequence_, std::move(title)});
  options.failure = &*failure_;
  return true;
}

std::unique_ptr<PictureChoices> PictureChoices::from(PictureOptionGroup group,
                                                     const Arguments& arguments,
                                                     const System& loaded, const Analysis& analysis,
                                                     Console& console) {
  auto choices = std::make_unique<PictureChoices>();
  choices->options.theme = theme_of(arguments);
  choices->options.collapse = collapse_of(arguments.value("collapse"));
  if (!group.has_scope()) return choices;
  if (!choices->choose_scope(arguments, loaded.model(), console)) return nullptr;
  const std::string wish = arguments.value("highlight");
  if (!wish.empty() && !choices->choose_failure(wish, loaded, analysis, console)) return nullptr;
  return choices;
}

}  // namespace cutpoint
