#include "tests/app/support/document_page.hpp"

#include <algorithm>
#include <regex>
#include <sstream>

#include "tests/support/golden.hpp"

namespace cutpoint::testing {

namespace {

using Lines = std::vector<std::string>;

constexpr const char* elided = "…";

bool matches_from(const Lines& shown, const Lines& actual, std::size_t i, std::size_t j) {
  if (i == shown.size()) return j == actual.size();
  if (shown[i] == elided) {
    for (std::size_t k = j; k <= actual.size(); ++k) {
      if (matches_from(shown, actual, i + 1, k)) return true;
    }
    return false;
  }
  return j < actual.size() && shown[i] == actual[j] && matches_from(shown, actual, i + 1, j + 1);
}

/// What stands between the marks of what is left out.
std::vector<Lines> stretches_of(const Lines& shown) {
  std::vector<Lines> stretches(1);
  for (const std::string& line : shown) {
    if (line == elided) {
      stretches.emplace_back();
    } else {
      stretches.back().push_back(line);
    }
  }
  return stretches;
}

/// Where a stretch is found again: one of its lines stands in `actual` from `after` on.
std::ptrdiff_t place_of(const Lines& stretch, const Lines& actual, std::size_t after) {
  for (std::size_t k = 0; k < stretch.size(); ++k) {
    if (stretch[k].find_first_not_of(' ') == std::string::npos) continue;
    for (std::size_t at = after; at < actual.size(); ++at) {
      if (actual[at] == stretch[k])
        return static_cast<std::ptrdiff_t>(at) - static_cast<std::ptrdiff_t>(k);
    }
  }
  return -1;
}

}  // namespace

std::string Fence::text() const {
  std::string all;
  for (const std::string& row : lines) all += row + '\n';
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Page read_page(const std::string& path) {
  Page page;
  std::string closing;
  const std::regex span("`(cutpoint [^`]*)`");
  std::string prose;
  std::size_t number = 0;
  for (const std::string& line : lines_of(read_file(path))) {
    ++number;
    const std::size_t ticks = std::min(line.find_first_not_of('`'), line.size());
    if (closing.empty() && ticks >= 3) {
      closing = line.substr(0, ticks);
      page.fences.push_back({line.substr(ticks), {}, number});
    } else if (!closing.empty() && line == closing) {
      closing.clear();
    } else if (!closing.empty()) {
      page.fences.back().lines.push_back(line);
    } else {
      prose += line + ' ';
    }
  }
  for (std::sregex_iterator at(prose.begin(), prose.end(), span), end; at != end; ++at) {
    page.spans.push_back((*at)[1]);
  }
  return page;
}

std::string with_fences(const std::string& text, const std::vector<Fence>& fences) {
  std::string out, closing;
  std::size_t next = 0;
  for (const std::string& line : lines_of(text)) {
    const std::size_t ticks = std::min(line.find_first_not_of('`'), line.size());
    if (closing.empty() && ticks >= 3) {
      closing = line.substr(0, ticks);
      out += line + '\n' + fences[next++].text();
    } else if (!closing.empty()) {
      if (line != closing) continue;
      closing.clear();
      out += line + '\n';
    } else {
      out += line + '\n';
    }
  }
  return out;
}

bool matches(const std::vector<std::string>& shown, const std::vector<std::string>& actual) {
  return matches_from(shown, actual, 0, 0);
}

std::vector<std::string> shown_anew(const std::vector<std::string>& shown,
                                    const std::vector<std::string>& actual) {
  if (matches(shown, actual)) return shown;
  const auto stretches = stretches_of(shown);
  if (stretches.size() == 1) return actual;
  Lines anew;
  std::size_t done = 0;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const std::size_t length = stretches[i].size();
    std::size_t from = done;
    if (i + 1 == stretches.size()) {
      from = actual.size() - std::min(length, actual.size());
    } else if (i > 0) {
      const std::ptrdiff_t place = place_of(stretches[i], actual, done);
      if (place < 0) continue;
      from = static_cast<std::size_t>(place);
    }
    from = std::max(from, done);
    const std::size_t to = std::min(from + length, actual.size());
    if (from > done && (anew.empty() || anew.back() != elided)) anew.emplace_back(elided);
    for (std::size_t at = from; at < to; ++at) anew.push_back(actual[at]);
    done = std::max(done, to);
  }
  if (done < actual.size()) anew.emplace_back(elided);
  return anew;
}

}  // namespace cutpoint::testing
