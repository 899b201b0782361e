/// Lint: rules that read a model with its analysis and say what a reviewer would say.
///
/// Rules are static and have no state; findings are plain values that own their texts, and places
/// point into the `SourceFiles` of the system. `Rule::check` is for `lint` alone: what it takes is
/// not public.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

class LintSubject;
struct RuleFinding;

/// One row of the rule table; see lint/CMakeLists.txt. Texts are Markdown.
struct Rule {
  std::string_view code;     ///< stable, never reused: "CP101"
  std::string_view slug;     ///< stable, kebab-case: "single-point-of-failure"
  Severity severity;         ///< unless the configuration or the finding itself says otherwise
  std::string_view summary;  ///< one line
  std::string_view what;     ///< when exactly it speaks, and when it does not
  std::string_view why;      ///< why that matters
  std::string_view fix;      ///< how to mend it
  std::string_view good;     ///< a whole document, YAML or Markdown, in which it says nothing
  std::string_view bad;      ///< a whole document in which it speaks
  void (*check)(const LintSubject& subject, std::vector<RuleFinding>& findings);
  /// Whether it asks for components of that kind; null where it asks for none in particular.
  bool (*looks_at)(const Kind& kind) = nullptr;
};

/// True for examples in Markdown.
[[nodiscard]] inline bool is_markdown_example(std::string_view example) {
  return example.rfind("cutpoint:", 0) != 0;
}

/// All rules, by code.
[[nodiscard]] CUTPOINT_API std::span<const Rule* const> rules();
/// The rule of that code (in any case) or slug; null where there is none.
[[nodiscard]] CUTPOINT_API const Rule* find_rule(std::string_view code_or_slug);
/// The rule that somebody may have meant.
[[nodiscard]] CUTPOINT_API std::optional<std::string> nearest_rule(std::string_view word);

/// Why a finding does not count.
struct Suppression {
  enum class By { acceptance, baseline };
  By by = By::acceptance;
  std::string reason;
  std::string owner;
  std::optional<Date> until;
};

/// One finding, free of the model it was found in. Names in texts are as the user wrote them:
/// renderers escape them.
struct Finding {
  std::string code;  ///< empty where the input itself is wrong
  std::string rule;  ///< slug of the rule, or of the diagnostic
  Severity severity = Severity::warning;
  SourceSpan span;
  std::string subject;               ///< what it is about: "vm-1", "checkout"
  std::string message;               ///< one sentence without a full stop
  std::vector<std::string> witness;  ///< the proof: paths, cut sets, figures; one line each
  std::string help;                  ///< what to do
  std::vector<Note> notes;           ///< related places
  /// 16 hex digits: the same for the same rule, subject and file name, wherever the lines move.
  std::string fingerprint;
  std::optional<Suppression> suppression;

  [[nodiscard]] bool is_input_error() const { return code.empty() && severity == Severity::error; }
};

/// What to check a document against.
struct LintOptions {
  /// What a Markdown document claims of this model: the text behind `cutpoint:claim`.
  std::vector<Spanned<std::string>> claims = {};
  std::vector<const Rule*> rules;              ///< those to apply, in the order of the table
  std::map<std::string, Severity> severities;  ///< by slug, over the rule's own
  std::optional<Date> today;                   ///< absent: nothing expires or grows old
};

}  // namespace cutpoint
