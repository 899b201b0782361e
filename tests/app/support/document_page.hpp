// A Markdown page as its reader sees it: fences, and code in its prose.
#pragma once

#include <string>
#include <vector>

namespace cutpoint::testing {

[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);

struct Fence {
  std::string language;
  std::vector<std::string> lines;
  std::size_t line = 0;  ///< of the opening one, from 1 on
  [[nodiscard]] std::string text() const;
};

struct Page {
  std::vector<Fence> fences;
  std::vector<std::string> spans;  ///< inline code that begins with `cutpoint `
};

[[nodiscard]] Page read_page(const std::string& path);
/// The page with other lines in its fences, which stand in the same order.
[[nodiscard]] std::string with_fences(const std::string& text, const std::vector<Fence>& fences);

/// `…` on a line of its own stands for any lines.
[[nodiscard]] bool matches(const std::vector<std::string>& shown,
                           const std::vector<std::string>& actual);
/// What a page would show of `actual` now where it has shown `shown`: the same stretches of it, as
/// far as they are found again.
[[nodiscard]] std::vector<std::string> shown_anew(const std::vector<std::string>& shown,
                                                  const std::vector<std::string>& actual);

}  // namespace cutpoint::testing
