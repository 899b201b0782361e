/// From files to a Draft.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/file_access.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

class YamlMemory;

/// Reads architecture files with what they include; later files overlay earlier ones as in Compose.
/// All findings go to `diagnostics`; the draft is what could be understood, and build_model finds
/// what is wrong with that. `memory`: of the same files as they were before, if any.
[[nodiscard]] Draft read_architecture(const std::vector<std::string>& paths, FileAccess& access,
                                      SourceFiles& sources, Diagnostics& diagnostics,
                                      YamlMemory* memory = nullptr);

/// One text in the format, without overlays or includes.
[[nodiscard]] Draft read_architecture_text(std::string name, std::string text, SourceFiles& sources,
                                           Diagnostics& diagnostics);

/// Lays `later` over `base`: names that both define are merged key by key, later scalars replace
/// earlier ones, lists of requirements, links, backups and acceptances are joined; an empty list
/// removes what stands there.
void overlay(Draft& base, Draft later);

/// The draft as a document in the format, keys in canonical order.
[[nodiscard]] std::string write_architecture(const Draft& draft);

/// The schema as documents name it: beside them, so that editors find it without a network.
inline constexpr std::string_view schema_file_name = "cutpoint.schema.json";
/// The first line of a document that the schema lies beside.
[[nodiscard]] std::string schema_modeline();

/// The JSON Schema (draft-07) of the format, made from the table that the reader uses.
[[nodiscard]] std::string architecture_schema();

/// The key tables as a Markdown reference page.
[[nodiscard]] std::string architecture_format_reference();

}  // namespace cutpoint
