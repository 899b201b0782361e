/// Kinds by name: built-in ones, those that the document declares, and its defaults for either.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/model.hpp"
#include "model/architecture/builder/figure_checks.hpp"

namespace cutpoint {

/// The draft must outlive the table.
class KindTable {
 public:
  KindTable(const Draft& draft, FigureChecks& figures, Diagnostics& diagnostics);

  [[nodiscard]] const Kind& operator[](KindId id) const { return kinds_[id]; }
  [[nodiscard]] KindId built_in(const std::string& name) const { return ids_.at(name); }
  /// Invalid where it is missing or unknown, which is reported.
  [[nodiscard]] KindId resolve(const DraftComponent& written);
  /// What the document says of a kind, nearest first: its defaults, its declaration, and the same
  /// for the kind it is like.
  [[nodiscard]] std::vector<const DraftFigures*> figures_of(KindId kind) const;
  /// The component's own, or that of its kind; null where there is none.
  [[nodiscard]] const Restart* restart_of(const DraftComponent& written) const;
  [[nodiscard]] IdVector<KindId, Kind> take() { return std::move(kinds_); }

 private:
  void declare(const DraftKind& written);
  void take_shape(const DraftKind& written, Kind& kind);
  void read_defaults();
  [[nodiscard]] std::optional<KindId> find(const std::string& name) const;
  void report_unknown(const WrittenName& name);

  const Draft& draft_;
  FigureChecks& figures_;
  Diagnostics& diagnostics_;
  IdVector<KindId, Kind> kinds_;
  std::unordered_map<std::string, KindId> ids_;
  IdVector<KindId, KindId> like_;                    ///< invalid for built-in kinds
  IdVector<KindId, const DraftKind*> declared_;      ///< null for built-in kinds
  IdVector<KindId, const DraftDefaults*> defaults_;  ///< null where the document gives none
};

}  // namespace cutpoint
