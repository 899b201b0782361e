/// A Markdown document whose regions are made anew.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/console/console.hpp"
#include "model/format/markdown/markdown.hpp"
#include "renderer/documents/document_regions.hpp"

namespace cutpoint {

struct UpdatedDocument {
  std::string text;
  std::map<std::string, std::string> files;  ///< pictures that belong to it: path to content
  std::size_t regions = 0;
};

class DocumentUpdate {
 public:
  DocumentUpdate(std::string path, const AnalysisOptions& options, Console& console)
      : path_(std::move(path)), options_(options), console_(console) {}

  /// The document with fresh regions; nothing, with the reason printed, where that cannot be done.
  [[nodiscard]] std::optional<UpdatedDocument> run(std::string text);

 private:
  /// One model of the document with its analysis, made once.
  struct Loaded {
    std::optional<System> system;
    Analysis analysis;
  };

  [[nodiscard]] const Loaded* model_of(std::size_t number);
  [[nodiscard]] std::string content_of(const MarkdownRegion& region);
  /// A finding at the region; what stands there is then nothing.
  [[nodiscard]] std::string refuse(const MarkdownRegion& region, const Failure& why);
  [[nodiscard]] std::string with_contents(const std::vector<MarkdownRegion>& regions,
                                          const std::vector<std::string>& contents) const;

  std::string path_;
  const AnalysisOptions& options_;
  Console& console_;
  SourceFiles sources_;
  Diagnostics diagnostics_;
  FileId file_;
  std::vector<MarkdownModel> models_;
  std::vector<std::optional<Loaded>> loaded_;
  std::map<std::string, std::string> files_;
  bool failed_ = false;
};

}  // namespace cutpoint
