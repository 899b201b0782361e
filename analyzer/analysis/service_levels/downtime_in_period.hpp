/// The distribution of downtime in a period.
#pragma once

#include <vector>

#include "analyzer/analysis/service_levels/outage_cause.hpp"

namespace cutpoint {

/// P(downtime in a period > allowed) of a system that runs since long ago: outages under way at the
/// start count with what is left of them, outages at the end with what lies before it.
///
/// While everything is up, the next outage comes at a constant rate, so that what is up since the
/// start of the period is all that matters: the downtime D exceeds a allowed hours exactly when
/// what is left of a first outage and all outages that begin within T − a hours *of up time* last
/// longer than a together (Takács 1957). That sum is a compound Poisson variable, added up on a
/// lattice of a (Panjer 1981); outages shorter than a step keep mean and variance. Where causes are
/// often on together, the lengths of their joint outages come from the chances p(t) that each is up
/// at t when it was at 0: the product of these is that of all of them.
///
/// Exact for independent causes with exponential times between failures and any lengths, but for
/// the lattice: 1e-5 where lengths are spread, a thousandth of the allowed time where they are
/// fixed. Lengths that add up to exactly what is allowed do not exceed it.
[[nodiscard]] double probability_of_exceeding(const std::vector<OutageCause>& causes,
                                              double period_hours, double allowed_hours);

/// Share of time that all these causes are off.
[[nodiscard]] double share_up(const std::vector<OutageCause>& causes);

}  // namespace cutpoint
