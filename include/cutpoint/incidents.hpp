/// Records of what failed and when: instants, incidents, and the CSV files that hold them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/duration.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// A moment, in milliseconds since 1970 in universal time.
struct Instant {
  std::int64_t milliseconds = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// Negative where `to` lies before `from`.
[[nodiscard]] double seconds_between(Instant from, Instant to);
[[nodiscard]] Instant later_by(Instant start, double seconds);

/// RFC 3339 with a zone: 2026-03-01T08:30:00Z, 2026-03-01 09:30:00.5+01:00. Digits beyond the
/// millisecond are dropped.
[[nodiscard]] Parsed<Instant> parse_instant(std::string_view text);
/// In universal time, readable by parse_instant.
[[nodiscard]] std::string to_text(Instant instant);

/// One row of an incident file.
struct Incident {
  SourceSpan span;
  Spanned<std::string> component;
  Spanned<Instant> start;
  Given<Instant> end;  ///< absent: it goes on
  std::string cause;
  bool planned = false;
};

/// Reads comma-separated values (RFC 4180: quotes, doubled quotes, line breaks in quotes, CRLF, a
/// byte order mark) with a line of headings. `component`, `start` and `end` are needed, `cause` and
/// `planned` are read where present, other columns are left alone. An empty or missing `end` means
/// that the incident goes on. All errors are reported; rows with one are left out.
[[nodiscard]] std::vector<Incident> read_incidents(const std::string& name, const std::string& text,
                                                   SourceFiles& sources, Diagnostics& diagnostics);

}  // namespace cutpoint
