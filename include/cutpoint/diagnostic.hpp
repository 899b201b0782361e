/// What is wrong with an input, where, and how to mend it. Bad input is never an exception.
///
/// Plain values that own what they hold; places point into the `SourceFiles` that were read with
/// them. `Diagnostics` is changed by one thread at a time. Names are compared in time linear in the
/// candidates.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/export.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// An error leaves no model; the others do.
enum class Severity { error, warning, info };

/// "error", "warning" or "info"; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(Severity severity);

/// A related place, such as "first defined here".
struct Note {
  std::string message;
  SourceSpan span;
};

/// A replacement of a stretch of text that may mend the finding.
struct FixIt {
  SourceSpan span;
  std::string replacement;
};

/// One finding. Messages hold no location: renderers add it.
struct Diagnostic {
  std::string rule;  ///< stable slug, such as "unknown-key"
  Severity severity = Severity::error;
  SourceSpan span;
  std::string message;
  std::string
      help;  ///< what to do about it, a full sentence or "did you mean `mttr`?"; may be empty
  std::vector<Note> notes;
  std::vector<FixIt> fixes;  ///< each by itself, the likeliest first; mostly empty
};

/// All findings of a run, in the order they were met, up to a limit that keeps memory bounded.
class CUTPOINT_API Diagnostics {
 public:
  static constexpr std::size_t kept_limit = 1000;

  /// Adds a finding; the reference stays valid until the next add. Beyond `kept_limit` findings are
  /// only counted.
  Diagnostic& add(Diagnostic diagnostic);
  Diagnostic& error(std::string_view rule, SourceSpan span, std::string message);
  Diagnostic& warning(std::string_view rule, SourceSpan span, std::string message);
  Diagnostic& info(std::string_view rule, SourceSpan span, std::string message);

  /// Errors that were not kept count too.
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  /// How many were only counted.
  [[nodiscard]] std::size_t dropped() const { return dropped_; }
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return kept_; }

  /// Sorts by file, line and column, keeping the order of findings at the same place.
  void sort_by_place();

 private:
  std::vector<Diagnostic> kept_;
  Diagnostic overflow_;
  std::size_t errors_ = 0;
  std::size_t dropped_ = 0;
};

/// The nearest of `candidates` to a misspelt `word`, if any is near enough to be meant.
[[nodiscard]] CUTPOINT_API std::optional<std::string> nearest_name(
    std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace cutpoint
