#include "renderer/statements/picture_words.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "cutpoint/analysis.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_in_legends = 12;

/// All of them, or where they are too many a few: a dozen of two hundred say no more than that.
std::size_t names_of(std::size_t all) {
  constexpr std::size_t few = 4;
  return all > most_in_legends ? few : most_in_legends;
}

class PictureWords {
 public:
  PictureWords(const RenderInput& input, const std::vector<JourneyId>& journeys)
      : input_(input), statements_(statements_of(input)) {
    std::erase_if(statements_.journeys, [&](const JourneyStatement& row) {
      return std::find(journeys.begin(), journeys.end(), row.journey) == journeys.end();
    });
  }

  std::vector<std::string> run(bool tells_single_points) {
    if (statements_.journeys.empty()) return {};
    for (const Method method : {Method::exact, Method::estimated, Method::bounded}) {
      tell_method(method);
    }
    for (const JourneyStatement& journey : statements_.journeys) tell_caveats(journey);
    if (untold_caveats_ > 0) {
      lines_.push_back(fmt::format("caveats of {} more journeys", untold_caveats_));
    }
    if (tells_single_points) {
      for (const auto value :
           {SinglePointClass::full, SinglePointClass::partial, SinglePointClass::accepted}) {
        tell_points(value);
      }
    }
    if (!statements_.assumptions.empty()) {
      lines_.push_back("assumed *: " + assumptions_text(input_, statements_.assumptions,
                                                        names_of(statements_.assumptions.size())));
    }
    return std::move(lines_);
  }

 private:
  void tell_method(Method method) {
    std::vector<std::string_view> names;
    for (const JourneyStatement& row : statements_.journeys) {
      if (row.method == method) names.push_back(input_.model.journeys[row.journey].name);
    }
    if (names.empty()) return;
    lines_.push_back(fmt::format("availability {}: {}", name_of(method),
                                 names_text(names, names_of(names.size()))));
  }

  /// In short, each once: reports have them whole.
  void tell_caveats(const JourneyStatement& journey) {
    if (journey.caveats.empty()) return;
    if (++told_caveats_ > most_in_legends) {
      ++untold_caveats_;
      return;
    }
    std::vector<std::string_view> words;
    for (const Caveat& caveat : journey.caveats) {
      const std::string_view said = short_words(caveat.what);
      if (std::find(words.begin(), words.end(), said) == words.end()) words.push_back(said);
    }
    lines_.push_back(fmt::format("caveats of {}: {}; `cutpoint analyze` has them whole",
                                 visible(input_.model.journeys[journey.journey].name),
                                 fmt::join(words, ", ")));
  }

  /// Each once, in the order of the downtime they cause, with the star of what is assumed.
  void tell_points(SinglePointClass value) {
    std::vector<std::string> names;
    for (const PointStatement& point : statements_.points) {
      const bool stops_one = std::any_of(
          statements_.journeys.begin(), statements_.journeys.end(), [&](const auto& row) {
            return std::find(point.journeys.begin(), point.journeys.end(), row.journey) !=
                   point.journeys.end();
          });
      if (!stops_one || point.point->classification != value) continue;
      const BasicEvent& event = input_.function.events[point.point->event];
      std::string name = event.name + (event.assumed ? " *" : "");
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
      }
    }
    if (names.empty()) return;
    lines_.push_back(
        fmt::format("single points, {}: {}", name_of(value),
                    names_text(std::vector<std::string_view>(names.begin(), names.end()),
                               names_of(names.size()))));
  }

  const RenderInput& input_;
  Statements statements_;
  std::vector<std::string> lines_;
  std::size_t told_caveats_ = 0;
  std::size_t untold_caveats_ = 0;
};

}  // namespace

std::vector<std::string> picture_statements(const RenderInput& input,
                                            const std::vector<JourneyId>& journeys,
                                            bool tells_single_points) {
  return PictureWords(input, journeys).run(tells_single_points);
}

std::vector<std::string> legend_lines(const std::string& statement, std::size_t width) {
  std::istringstream text(wrapped(statement, 0, 0, width));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(std::move(line));
  return lines;
}

}  // namespace cutpoint
