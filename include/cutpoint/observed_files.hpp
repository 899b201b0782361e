/// Incident files that a document names: its figures are taken from them.
#pragma once

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/file_access.hpp"

namespace cutpoint {

/// Reads the files of `observed: {file: …}`, relative to the document that names them and never
/// outside the folder of the first one, and fills in what they say: operating time, failures,
/// repairs and their 90 % confidence intervals. The document's own `observed` gives figures to
/// every component in its file that states none. What cannot be read or measured is reported.
void take_observed_figures(Draft& draft, FileAccess& access, SourceFiles& sources,
                           Diagnostics& diagnostics);

}  // namespace cutpoint
