/// Incident files that a document names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cutpoint/draft.hpp"
#include "cutpoint/file_access.hpp"
#include "model/format/records/incidents.hpp"

namespace cutpoint {

/// Reads the files of `observed: {file: …}`: relative to the document that names them and never
/// outside the folder of the draft's first file. What cannot be read is reported.
class IncidentFiles {
 public:
  /// Everything but the draft must outlive it.
  IncidentFiles(const Draft& draft, FileAccess& access, SourceFiles& sources,
                Diagnostics& diagnostics);

  /// Where the file lies that is named there.
  [[nodiscard]] std::string path_of(const Spanned<std::string>& file) const;
  /// Its records, but for rows with errors; nothing where the file cannot be had.
  [[nodiscard]] std::optional<std::vector<Incident>> read(const Spanned<std::string>& file);

 private:
  FileAccess& access_;
  SourceFiles& sources_;
  Diagnostics& diagnostics_;
  std::string root_;
};

}  // namespace cutpoint
