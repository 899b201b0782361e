#include "model/format/records/incidents.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "model/base/csv.hpp"
#include "model/base/meant_words.hpp"
#include "model/base/number_text.hpp"
#include "model/base/utf8.hpp"

namespace cutpoint {

namespace {

enum Column : std::size_t { component, start, end, cause, planned, column_count };

constexpr std::array<std::string_view, column_count> column_names = {"component", "start", "end",
                                                                     "cause", "planned"};
constexpr std::size_t not_there = static_cast<std::size_t>(-1);

class IncidentReader {
 public:
  explicit IncidentReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  std::vector<Incident> read(const std::vector<CsvRow>& rows, FileId file) {
    if (rows.empty()) {
      diagnostics_.error("empty-document", {file, 1, 1, 1}, "the file is empty").help = needed;
      return {};
    }
    if (!read_headings(rows.front())) return {};
    std::vector<Incident> incidents;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (auto incident = read_row(rows[i])) incidents.push_back(std::move(*incident));
    }
    return incidents;
  }

 private:
  static constexpr const char* needed =
      "the first line names the columns: component,start,end,cause,planned";

  bool read_headings(const CsvRow& row) {
    places_.fill(not_there);
    width_ = row.size();
    bool good = true;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string name = lower_case(trimmed(row[i].value));
      const auto found = std::find(column_names.begin(), column_names.end(), name);
      if (found == column_names.end()) {
        suggest(row[i], name);
        continue;
      }
      std::size_t& place = places_[static_cast<std::size_t>(found - column_names.begin())];
      if (place != not_there) {
        diagnostics_.error("duplicate-key", row[i].span,
                           fmt::format("the column `{}` is there twice", name));
        good = false;
      }
      place = i;
    }
    for (const Column column : {component, start, end}) {
      if (places_[column] != not_there) continue;
      diagnostics_
          .error("missing-key", row.front().span,
                 fmt::format("there is no column `{}`", column_names[column]))
          .help = needed;
      good = false;
    }
    return good;
  }

  /// Exports have columns of their own; only what looks like one of ours is told.
  void suggest(const Spanned<std::string>& heading, const std::string& name) {
    const auto near =
        nearest_name(name, std::vector<std::string_view>(column_names.begin(), column_names.end()));
    if (!near) return;
    Diagnostic& found = diagnostics_.warning(
        "unknown-key", heading.span, fmt::format("the column `{}` is not read", heading.value));
    cutpoint::suggest(found, {*near});
  }

  [[nodiscard]] const Spanned<std::string>* field(const CsvRow& row, Column column) const {
    return places_[column] == not_there ? nullptr : &row[places_[column]];
  }

  std::optional<Incident> read_row(const CsvRow& row) {
    if (row.size() != width_) {
      diagnostics_.error("invalid-csv", row.front().span,
                         fmt::format("{} fields, but {} columns", row.size(), width_));
      return std::nullopt;
    }
    const std::size_t before = diagnostics_.error_count();
    Incident incident;
    incident.span = row.front().span;
    const Spanned<std::string>& name = *field(row, component);
    incident.component = {std::string(trimmed(name.value)), name.span};
    if (incident.component.value.empty()) {
      diagnostics_.error("missing-name", name.span, "the incident names no component");
    }
    if (const auto instant = read_instant(*field(row, start))) {
      incident.start = {*instant, field(row, start)->span};
    }
    const Spanned<std::string>& until = *field(row, end);
    if (!trimmed(until.value).empty()) {
      if (const auto instant = read_instant(until)) incident.end = {*instant, until.span};
    }
    if (const auto* text = field(row, cause)) incident.cause = trimmed(text->value);
    if (const auto* text = field(row, planned)) incident.planned = read_truth(*text);
    if (diagnostics_.error_count() > before) return std::nullopt;
    if (incident.end && incident.end->value < incident.start.value) {
      diagnostics_.error("invalid-number", incident.end->span, "the incident ends before it starts")
          .notes.push_back({"it starts here", incident.start.span});
      return std::nullopt;
    }
    return incident;
  }

  std::optional<Instant> read_instant(const Spanned<std::string>& text) {
    const Result<Instant> instant = parse_instant(text.value);
    if (!instant.value) {
      diagnostics_.error("invalid-time", text.span, instant.error.message).help =
          instant.error.help;
    }
    return instant.value;
  }

  bool read_truth(const Spanned<std::string>& text) {
    const std::string word = lower_case(trimmed(text.value));
    if (word == "true" || word == "yes" || word == "1") return true;
    if (!word.empty() && word != "false" && word != "no" && word != "0") {
      diagnostics_.error("invalid-value", text.span,
                         fmt::format("`{}` is neither true nor false", text.value));
    }
    return false;
  }

  Diagnostics& diagnostics_;
  std::array<std::size_t, column_count> places_{};
  std::size_t width_ = 0;
};

}  // namespace

std::vector<Incident> read_incidents(const std::string& name, std::string bytes,
                                     SourceFiles& sources, Diagnostics& diagnostics) {
  const auto file = add_outside_text(name, std::move(bytes), sources, diagnostics);
  if (!file) return {};
  return IncidentReader(diagnostics).read(read_csv(*file, sources, diagnostics), *file);
}

}  // namespace cutpoint
