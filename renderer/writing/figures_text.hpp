/// Figures as people read them, shared by all formats for people.
#pragma once

#include <span>
#include <string>

#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// "no nine", "one nine", "three nines".
[[nodiscard]] std::string nines_text(Availability availability);

/// "36.2", "0.51", "< 0.001": outages a year.
[[nodiscard]] std::string rate_text(double per_year);

/// The availability, or "between a and b" where it is bounded; as exact as tells it from the
/// targets `beside` it.
[[nodiscard]] std::string availability_text(const AvailabilityResult& result,
                                            std::span<const Availability> beside = {});
/// The end of bounds that surely holds, as `availability_text` gives it.
[[nodiscard]] std::string worse_end_text(const AvailabilityResult& result);

/// Of a journey, beside its own targets.
[[nodiscard]] std::string availability_text(const JourneyAnalysis& journey);

/// How often an error budget is used up, on the side of one that the verdict says: "0.43", "1.2",
/// "120".
[[nodiscard]] std::string used_text(double times, bool is_met);

/// Four digits, all of a large number: "0.5123", "123457". Not for what is near one and not one.
[[nodiscard]] std::string significant_text(double value);

/// A probability: what nearly always happens is "1 − 4e-07", which is not what always does.
[[nodiscard]] std::string probability_text(double probability, int digits = 4);

/// Names of components joined by " → ", with the number left out in the middle.
[[nodiscard]] std::string path_text(const Model& model, const FailurePath& path);

/// Names joined by commas, the rest counted: "a, b, c and 12 more".
[[nodiscard]] std::string names_text(const Model& model, const std::vector<ComponentId>& ids,
                                     std::size_t most);
[[nodiscard]] std::string names_text(const Model& model, const std::vector<JourneyId>& ids,
                                     std::size_t most);
[[nodiscard]] std::string names_text(const std::vector<std::string_view>& names, std::size_t most);

/// What a single point of failure is called by kind: the component's kind, "link", "common cause".
[[nodiscard]] std::string event_kind_text(const Model& model, const BasicEvent& event);

/// "88 USD", "0.45 USD": as many digits as matter.
[[nodiscard]] std::string money_text(const Money& money);

/// "12 %", "0.3 %", "< 0.01 %".
[[nodiscard]] std::string chance_text(double probability);
/// "12.1 % to 13.4 %", "< 0.01 %".
[[nodiscard]] std::string chance_ends_text(const Interval& chance);

}  // namespace cutpoint
