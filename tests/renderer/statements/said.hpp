/// What a report says, as sets: what is to be said by the values, and what each format printed.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "renderer/writing/reports.hpp"

namespace cutpoint::testing {

using Said = std::set<std::string>;

/// One entry a statement, its parts joined by bars.
struct SaidOfAll {
  Said journeys, promises, caveats, points, data, sites, groups, assumed, defeated, uncertain,
      planned, unused, next;
};

/// By the values, in the words of the one table.
[[nodiscard]] SaidOfAll said_by_values(const RenderInput& input);
[[nodiscard]] SaidOfAll parsed_text(const RenderInput& input, const std::string& text);
/// Of the first screen: verdicts and caveats.
[[nodiscard]] SaidOfAll parsed_first_screen(const RenderInput& input, const std::string& text);
[[nodiscard]] SaidOfAll parsed_markdown(const RenderInput& input, const std::string& text);
[[nodiscard]] SaidOfAll parsed_html(const RenderInput& input, const std::string& html);
[[nodiscard]] SaidOfAll parsed_json(const RenderInput& input, const std::string& text);

/// What pictures say of a result: at the journeys, and in the legend.
struct SaidInPicture {
  Said journeys, methods, promises, caveats, points, assumed;
};
/// By the values: names beyond as many as a legend has room for are counted.
[[nodiscard]] SaidInPicture said_in_pictures(const RenderInput& input);
[[nodiscard]] SaidInPicture parsed_picture(const RenderInput& input, const std::string& format,
                                           const std::string& picture);

/// The journeys that "a, b", "both" or "all" stands for.
[[nodiscard]] std::vector<std::string> journeys_named(const RenderInput& input,
                                                      const std::string& words);
[[nodiscard]] std::string joined(const std::vector<std::string>& parts);
[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);
[[nodiscard]] std::string trimmed(std::string text);
[[nodiscard]] std::string replaced(std::string text, const std::string& what,
                                   const std::string& with);

}  // namespace cutpoint::testing
