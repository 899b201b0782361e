/// The one table of words for statements about results. Names in them are made visible; formats
/// escape them further.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/statements/statements.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

[[nodiscard]] Statements statements_of(const RenderInput& input);

/// "✓", "✗" or "?", and how it is painted.
[[nodiscard]] std::string mark_of(TargetVerdict verdict);
[[nodiscard]] Style style_of(TargetVerdict verdict);

/// "SLO", "SLA".
[[nodiscard]] std::string_view name_of(PromiseStatement::Kind kind);

/// "meets 99.9 %, 4 h 41 min a year left", "misses 99.95 % by 4 h 5 min a year", "99.9 % is not
/// decided: it lies within the interval".
[[nodiscard]] std::string promise_words(const PromiseStatement& promise);
/// The same with mark and name for the narrow: "SLO: ✗ misses 99.95 %", "by 4 h 5 min a year".
[[nodiscard]] std::array<std::string, 2> promise_lines(const PromiseStatement& promise);
/// "2 h a year of it planned", "3 h a year not counted"; empty where it is all of the downtime.
[[nodiscard]] std::string promise_scope_words(const PromiseStatement& promise);
/// The verdict under a heading that says "a year": "meets 99.9 %, 4 h 41 min left".
[[nodiscard]] std::string short_promise_words(const PromiseStatement& promise);

/// "52 % of its downtime is payment-provider, 19 % region"; "no single failure stops it; db takes
/// part in 80 % of its downtime". Empty where it is never down.
[[nodiscard]] std::string downtime_words(const RenderInput& input, const JourneyStatement& journey);
/// "payment-provider *", "several at once": a part of the downtime.
[[nodiscard]] std::string part_name(const RenderInput& input, const DowntimePart& part);

/// "the times of db are estimated: …"; whole, whatever its length.
[[nodiscard]] std::string caveat_words(const RenderInput& input, const Caveat& caveat);
/// "times of groups are estimated": where there is no room for the whole words, without a comma.
[[nodiscard]] std::string_view short_words(Caveat::What what);
/// "groups-in-doubt": as in JSON.
[[nodiscard]] std::string_view name_of(Caveat::What what);

/// "99.7 % to 99.9 % in 90 % of 4096 trials, SLO met in 31 %".
[[nodiscard]] std::string uncertain_words(const UncertainRange& range);
/// Rounded to whole percent, with spaces that no line breaks at.
[[nodiscard]] std::string rounded_percent(double share);
/// "planned downtime 12 h a year, not part of the availability"
[[nodiscard]] std::string planned_words(Duration planned);

/// "✗", "~" or "○", none of them a verdict that is met, and how it is painted.
[[nodiscard]] std::string point_marker(SinglePointClass value);
[[nodiscard]] Style point_style(SinglePointClass value);

/// "accepted until 2027-12-31: a second provider costs more".
[[nodiscard]] std::string acceptance_words(const Acceptance& acceptance);

/// "the redundancy of web (4 of 6 needed)".
[[nodiscard]] std::string redundancy_words(const RenderInput& input, GroupId group);

/// "catalogue figures", "catalogue repair time": what of a component is assumed.
[[nodiscard]] std::string_view assumption_words(Assumption::What what);
/// All of them, those alike together: "a, b: catalogue figures; c: catalogue repair time"; each
/// list names `most` and counts the rest.
[[nodiscard]] std::string assumptions_text(const RenderInput& input,
                                           const std::vector<Assumption>& assumptions,
                                           std::size_t most);

/// "spare; by copies only: vault, tape": backups or replicas use these; each list names `most` and
/// counts the rest.
[[nodiscard]] std::string unused_text(const RenderInput& input, const std::vector<Unused>& unused,
                                      std::size_t most);

/// What is said of a method, below a report.
inline constexpr std::string_view what_estimated_means =
    "Times of redundancy in time that no chain of some states gives exactly (fixed, log-normal and "
    "Weibull times, chains that are too large). The interval is that of the fit, or the 99.9 % "
    "interval of a short play with a fixed seed; a promise is met or missed only where all of the "
    "interval says so.";
inline constexpr std::string_view how_chances_are_found =
    "Estimated: groups in time solved together, single points of failure, pairs of failures and "
    "everything else together are taken as independent causes of outages, with the lengths of "
    "their repairs, restarts and switches; what is under way at either end of a period counts in "
    "part, and what is on together once. Single points are exact so, pairs and more approximate. "
    "Where lengths are not known or outages meet, a short play with a fixed seed decides. cutpoint "
    "simulate needs none of this.";

/// How the time that groups take to switch and repair stands to the availability.
inline constexpr std::string_view counted_in_availability = "part of the availability above";

}  // namespace cutpoint
