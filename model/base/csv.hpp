/// Comma-separated values with the place of every field.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

using CsvRow = std::vector<Spanned<std::string>>;

/// RFC 4180: fields in quotes may hold commas, line breaks and doubled quotes; lines end in LF,
/// CRLF or CR; a byte order mark is skipped, as are empty lines. What is no such file is reported,
/// and reading goes on behind it. A span covers the field as far as its first line goes, quotes
/// included.
[[nodiscard]] std::vector<CsvRow> read_csv(FileId file, const SourceFiles& sources,
                                           Diagnostics& diagnostics);

}  // namespace cutpoint
