// From a draft to a model: tables of names and kinds, then part after part, each with a resolver or
// a check of its own. The order of the steps is the order of the findings.
#include "model/architecture/build_model.hpp"
#include "model/architecture/builder/acceptances.hpp"
#include "model/architecture/builder/components.hpp"
#include "model/architecture/builder/journeys.hpp"
#include "model/architecture/builder/network.hpp"
#include "model/architecture/builder/placement.hpp"
#include "model/architecture/builder/places.hpp"
#include "model/architecture/builder/seats.hpp"
#include "model/architecture/model_parts.hpp"

namespace cutpoint {

namespace {

std::optional<ModelParts> resolved_parts(const Draft& draft, Kept kept, Diagnostics& diagnostics) {
  if (!draft.complete) return std::nullopt;
  const std::size_t errors_before = diagnostics.error_count();
  FigureChecks checks(diagnostics);
  KindTable kinds(draft, checks, diagnostics);
  NameTable names(draft, diagnostics);
  FigureResolver figures(kinds, checks, diagnostics);

  ModelParts parts;
  parts.name = text_of(draft.name);
  parts.description = text_of(draft.description);
  parts.owner = text_of(draft.owner);
  parts.labels = draft.labels;
  // Common causes compare the figures of their members.
  if (kept == Kept::structure && !draft.common_causes.empty()) kept = Kept::all;
  parts.components = ComponentResolver(names, kinds, checks, figures, diagnostics).resolve(kept);
  refuse_host_cycles(parts.components, names, diagnostics);
  refuse_instance_names(parts.components, names, diagnostics);

  NetworkResolver network(names, parts.components, kinds, figures, diagnostics);
  parts.links = network.resolve_links(draft);
  parts.common_causes = network.resolve_common_causes(draft);

  ServiceLevelChecks levels(names, network.events(), checks.reading_failed(), diagnostics);
  for (const DraftComponent& written : draft.components) {
    if (written.sla) levels.check_level(*written.sla);
  }
  parts.journeys = JourneyResolver(names, kinds, levels, diagnostics).resolve(draft.journeys);
  SeatChecks(parts.components, names, diagnostics).check(parts.journeys);
  PlaceChecks(parts.components, names, kinds, diagnostics).check(parts.journeys);
  AcceptanceChecks(names, diagnostics).check(draft.accept, true);
  parts.accept = draft.accept;
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  parts.kinds = kinds.take();
  return parts;
}

}  // namespace

std::optional<Model> build_model(const Draft& draft, Diagnostics& diagnostics) {
  auto parts = resolved_parts(draft, Kept::all, diagnostics);
  if (!parts) return std::nullopt;
  return Model(*std::move(parts));
}

void check_draft(const Draft& draft, Diagnostics& diagnostics) {
  (void)resolved_parts(draft, Kept::structure, diagnostics);
}

}  // namespace cutpoint
