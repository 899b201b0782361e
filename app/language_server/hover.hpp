/// What is told of the word under the pointer, as Markdown.
#pragma once

#include <string>

#include "app/language_server/format_words.hpp"
#include "app/language_server/places.hpp"
#include "app/language_server/workspace.hpp"

namespace cutpoint {

/// Empty where nothing is known of it. A component: its figures, where they come from, its share of
/// each journey's downtime and what it takes down; a journey: availability, promise, single points;
/// a kind, a key: what they are.
[[nodiscard]] std::string hover_text(const std::string& path, std::string_view text,
                                     TextPlace place, const std::vector<const CheckedRoot*>& roots,
                                     const FormatWords& words);

/// "99.903 % · misses 99.95 % · 3 single points": what stands above a journey.
[[nodiscard]] std::string journey_line(const CheckedModel& model, JourneyId journey);

}  // namespace cutpoint
