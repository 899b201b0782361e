/// What was written together about one failure process: contradictions are reported, and
/// remembered, so that nothing is said of figures that are wrong already.
#pragma once

#include <cstdint>
#include <set>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"

namespace cutpoint {

class FigureChecks {
 public:
  explicit FigureChecks(Diagnostics& diagnostics)
      : diagnostics_(diagnostics), reading_failed_(diagnostics.has_errors()) {}

  /// False where something is wrong.
  bool check(const DraftFigures& written);
  /// Remembers figures of which something could not be read.
  void note_unread(const KeyMarks& marks, const DraftFigures& figures);
  /// Whether an error on these figures has been told.
  [[nodiscard]] bool are_wrong(const DraftFigures& figures) const {
    return wrong_.contains(&figures);
  }
  /// Whether there were errors before the draft was checked: what is missing may be unread.
  [[nodiscard]] bool reading_failed() const { return reading_failed_; }

  /// What is repaired for longer than half the time that it works, restarts counted, has its
  /// figures swapped, or one of them wrong.
  /// `levels`: where they stand, the nearest first. Told once a place.
  void doubt_long_repair(const std::vector<const DraftFigures*>& levels, Duration mtbf,
                         Duration mttr);

  void check_restart(const Restart& restart);
  /// A restart that takes longer than the repair it saves would make things worse.
  void check_restart_time(const Restart& restart, const DraftFigures& figures);

 private:
  void check_twice_said(const DraftFigures& written);
  void check_profile(const Spanned<std::string>& written);
  void check_observed(const DraftFigures::Observed& observed);
  void check_hand_written(const DraftFigures::Observed& observed);
  void check_repair(const RepairTimes& repair);

  Diagnostics& diagnostics_;
  bool reading_failed_;
  std::unordered_set<const DraftFigures*> wrong_;
  std::set<std::tuple<FileId, std::uint32_t, std::uint32_t>> doubted_;
};

}  // namespace cutpoint
