/// Records of what failed and when, and the CSV files that hold them.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/date_time.hpp"
#include "cutpoint/diagnostic.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

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
[[nodiscard]] std::vector<Incident> read_incidents(const std::string& name, std::string bytes,
                                                   SourceFiles& sources, Diagnostics& diagnostics);

}  // namespace cutpoint
