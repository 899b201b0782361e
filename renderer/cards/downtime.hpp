/// Which part of the journeys' downtime each part of a model is behind.
#pragma once

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// Minutes a year, in the journey that it costs most.
struct DowntimeShares {
  IdVector<ComponentId, double> components;
  IdVector<CommonCauseId, double> causes;
  /// Where a journey is bounded, only its single points have a share.
  bool is_whole = true;
};

[[nodiscard]] DowntimeShares downtime_shares(const RenderInput& input);

}  // namespace cutpoint
