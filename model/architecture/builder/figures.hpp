/// Figures of components, links and common causes, from the first source that states them.
#pragma once

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/model.hpp"
#include "model/architecture/builder/figure_checks.hpp"
#include "model/architecture/builder/kinds.hpp"

namespace cutpoint {

class FigureResolver {
 public:
  FigureResolver(const KindTable& kinds, FigureChecks& checks, Diagnostics& diagnostics)
      : kinds_(kinds), checks_(checks), diagnostics_(diagnostics) {}

  /// How often something fails; nothing where it cannot fail, or what is written is wrong.
  [[nodiscard]] Boxed<Figures> resolve(const DraftFigures& written, KindId kind,
                                       const Restart* restart);
  /// False where a finding on these figures, or on those of the kind, is already told.
  [[nodiscard]] bool are_known(const DraftFigures& written, KindId kind) const;

 private:
  const KindTable& kinds_;
  FigureChecks& checks_;
  Diagnostics& diagnostics_;
};

}  // namespace cutpoint
