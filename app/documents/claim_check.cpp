#include "app/documents/claim_check.hpp"

#include <string>

#include <fmt/format.h>

#include "lint/facts/claims.hpp"
#include "model/base/utf8.hpp"
#include "model/format/markdown/markdown.hpp"
#include "renderer/documents/document_regions.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

std::string claim_line(const Spanned<std::string>& claim, const ClaimVerdict& verdict,
                       const std::string& path) {
  return fmt::format("claim `{}` ({}:{}): {}{}", visible(claim.value), visible(path),
                     claim.span.line, verdict.understood ? "" : "it cannot be understood; ",
                     visible(verdict.problem));
}

}  // namespace

std::optional<CheckedClaims> check_claims(const std::string& path, const System& system,
                                          const Analysis& analysis, Console& console) {
  CheckedClaims checked;
  if (!is_markdown_path(path)) return checked;
  auto bytes = console.files.read(path);
  auto text = bytes ? to_utf8(std::move(*bytes)) : Result<std::string>(bytes.error);
  if (!text) {
    fail(console, fmt::format("cannot read {}: {}", path, text.error.message));
    return std::nullopt;
  }
  SourceFiles sources;
  const FileId file = sources.add(path, std::move(*text));
  std::vector<std::string_view> kinds;
  for (const DocumentRegionKind& kind : document_region_kinds()) kinds.push_back(kind.name);
  Diagnostics diagnostics;
  (void)find_markdown_regions(file, sources, kinds, diagnostics);
  print_diagnostics(diagnostics, sources, console);
  if (diagnostics.has_errors()) return std::nullopt;
  const LintOptions options;
  const LintSubject subject(system.model(), system.function(), analysis, options);
  for (const MarkdownModel& model : find_markdown_models(file, sources)) {
    for (const Spanned<std::string>& claim : model.claims) {
      const ClaimVerdict verdict = judge_claim(subject, claim.value);
      if (verdict.supported) continue;
      auto& lines = verdict.decided ? checked.missed : checked.undecided;
      lines.push_back(claim_line(claim, verdict, path));
    }
  }
  return checked;
}

}  // namespace cutpoint
