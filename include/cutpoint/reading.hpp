/// From files to a Draft.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// Where texts come from; tests use a map, the program the disk.
class FileAccess {
 public:
  virtual ~FileAccess() = default;
  /// The content, or nothing and a reason ("No such file or directory") in `error`.
  [[nodiscard]] virtual std::optional<std::string> read(const std::string& path,
                                                        std::string& error) = 0;
  /// True when `path`, links resolved, lies in the folder `root` or below it.
  [[nodiscard]] virtual bool is_inside(const std::string& path, const std::string& root) = 0;
};

/// The disk. Refuses folders and files above `size_limit` bytes with a reason; "-" is standard
/// input.
class DiskAccess : public FileAccess {
 public:
  static constexpr std::size_t size_limit = 1U << 30U;
  std::optional<std::string> read(const std::string& path, std::string& error) override;
  bool is_inside(const std::string& path, const std::string& root) override;
};

/// Reads architecture files with what they include; later files overlay earlier ones as in Compose.
/// All findings go to `diagnostics`; the draft is what could be understood, and build_model finds
/// what is wrong with that.
[[nodiscard]] Draft read_architecture(const std::vector<std::string>& paths, FileAccess& access,
                                      SourceFiles& sources, Diagnostics& diagnostics);

/// One text in the format, without overlays or includes.
[[nodiscard]] Draft read_architecture_text(std::string name, std::string text, SourceFiles& sources,
                                           Diagnostics& diagnostics);

/// Lays `later` over `base`: names that both define are merged key by key, later scalars replace
/// earlier ones, lists of requirements, links, backups and acceptances are joined; an empty list
/// removes what stands there.
void overlay(Draft& base, Draft later);

/// The draft as a document in the format, keys in canonical order, with the editor modeline.
[[nodiscard]] std::string write_architecture(const Draft& draft);

/// The document with canonical layout: comments, anchors and the order of names are kept. Nothing
/// when the text is not well-formed YAML (diagnostics say why).
[[nodiscard]] std::optional<std::string> format_architecture(std::string name, std::string text,
                                                             SourceFiles& sources,
                                                             Diagnostics& diagnostics);

/// The JSON Schema (draft-07) of the format, made from the table that the reader uses.
[[nodiscard]] std::string architecture_schema();

/// The key tables as a Markdown reference page.
[[nodiscard]] std::string architecture_format_reference();

}  // namespace cutpoint
