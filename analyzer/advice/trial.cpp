#include "analyzer/advice/trial.hpp"

#include "analyzer/compile/compile.hpp"
#include "model/architecture/build_model.hpp"

namespace cutpoint {

std::optional<BuiltDraft> build(const Draft& draft, SolvedChains* chains, GroupDetail groups) {
  Diagnostics diagnostics;
  auto model = build_model(draft, diagnostics);
  if (!model || diagnostics.has_errors()) return std::nullopt;
  auto function = compile(*model, diagnostics, {.chains = chains, .groups = groups});
  if (!function || diagnostics.has_errors()) return std::nullopt;
  return BuiltDraft{std::move(*model), std::move(*function)};
}

}  // namespace cutpoint
