/// Files that a document names: those that it includes, and the models of a Markdown document.
#pragma once

#include <optional>
#include <string>

#include "app/language_server/places.hpp"

namespace cutpoint {

/// The path of the file whose name stands at that place of a document, whether it exists or not;
/// nothing where there is none. Linear in the text.
[[nodiscard]] std::optional<std::string> named_file_at(const std::string& path,
                                                       const std::string& text, TextPlace place);

}  // namespace cutpoint
