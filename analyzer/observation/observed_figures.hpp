/// Figures of components from the incident files that their document names.
#pragma once

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "model/format/records/incident_files.hpp"

namespace cutpoint {

/// Fills in what the files of `observed: {file: …}` say: operating time, failures, repairs and
/// their 90 % confidence intervals. The document's own `observed` gives figures to every component
/// in its file that states none. What cannot be read or measured is reported.
void take_observed_figures(Draft& draft, IncidentFiles& files, Diagnostics& diagnostics);

}  // namespace cutpoint
