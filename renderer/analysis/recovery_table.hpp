/// What each loss costs the data, in the words of every format.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// An RPO or RTO, judged by its objective.
struct JudgedTime {
  std::string text;  ///< "4 h", "1 d ✗", "5 s ✓", "everything", "not stated"
  bool stated = false;
  bool never = false;
  std::optional<bool> met;  ///< its objective, where there is one
};
[[nodiscard]] JudgedTime judged_time(const std::optional<Duration>& time,
                                     const std::optional<bool>& met, std::string_view if_never);

/// Data and what becomes of them. Names are as the user wrote them: formats escape them.
struct RecoveredData {
  struct Loss {
    FailureScope scope = FailureScope::process;
    std::string lost_with;   ///< "zone zone-a"; the scope alone where the data itself is lost
    std::string other_part;  ///< what is lost, where it is not the data itself
    JudgedTime rpo;
    JudgedTime rto;
    std::string from;  ///< "replica db-2"
    bool without_copy = false;
  };
  struct Objective {
    std::string_view of;  ///< "RPO"
    Duration at_most;
    std::string journey;  ///< that asks for it, where one does
  };
  /// How many copies there are; `kept` says whether the rule 3-2-1 is, where it applies.
  struct Copies {
    std::string text;    ///< "3-2-1 kept: 3 copies, 2 media, one off-site"; empty without data
    std::string counts;  ///< the part after the colon
    std::optional<bool> kept;
  };

  ComponentId component;
  std::string name;
  std::vector<Objective> objectives;
  Copies copies;
  std::vector<Loss> losses;
};

[[nodiscard]] std::vector<RecoveredData> recovery_table(const RenderInput& input);

}  // namespace cutpoint
