/// What the page's script works with: the structure function and what to say of its parts.
#pragma once

#include <string>

#include "renderer/html_report/page_input.hpp"

namespace cutpoint {

/// Functions with more nodes and children than this are left out, with their events: the page would
/// take too long to load and to follow each click.
inline constexpr std::size_t largest_function_in_page = 2'000'000;

/// As JSON that may stand in a script element: no `<` in it.
[[nodiscard]] std::string page_data(const PageInput& input,
                                    std::size_t largest_function = largest_function_in_page);

}  // namespace cutpoint
