/// One word of the field, explained.
#pragma once

#include <cstddef>
#include <string>

#include "model/catalogue/terms.hpp"

namespace cutpoint {

[[nodiscard]] std::string render_term_text(const Term& term, bool colour, std::size_t width);

}  // namespace cutpoint
