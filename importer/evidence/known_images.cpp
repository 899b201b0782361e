#include "importer/evidence/known_images.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "importer/evidence/known_image_heads.hpp"
#include "importer/evidence/known_images_table.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

using ImageIndex = std::unordered_map<std::string_view, const KnownImage*>;

template <class Rows>
ImageIndex index_rows(const Rows& rows) {
  ImageIndex index;
  for (const KnownImage& row : rows) index.emplace(row.words, &row);
  return index;
}

const KnownImage* row_in(const ImageIndex& index, std::string_view words) {
  const auto found = index.find(words);
  return found == index.end() ? nullptr : found->second;
}

const ImageIndex& image_rows() {
  static const ImageIndex index = index_rows(known_image_rows);
  return index;
}

const ImageIndex& image_heads() {
  static const ImageIndex index = index_rows(known_image_heads);
  return index;
}

const ImageIndex& name_rows() {
  static const ImageIndex index = index_rows(known_name_rows);
  return index;
}

std::string without_digits(std::string word) {
  while (word.size() > 1 && word.back() >= '0' && word.back() <= '9') word.pop_back();
  return word;
}

/// The words of a name between dashes, low lines and blanks; no more than are worth looking at.
std::vector<std::string> words_of(std::string_view name) {
  constexpr std::size_t most_words = 16;
  std::vector<std::string> words(1);
  for (const char c : lower_case(name)) {
    if (c != '-' && c != '_' && c != ' ') {
      words.back() += c;
    } else if (!words.back().empty()) {
      if (words.size() == most_words) return words;
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

constexpr std::size_t most_words_in_a_row = 4;

/// The row that `words[from, to)` spell; the last word may carry a number: "postgres15".
const KnownImage* row_of(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string joined;
  for (std::size_t i = from; i + 1 < to; ++i) joined += words[i] + '-';
  const std::string& last = words[to - 1];
  if (const KnownImage* row = row_in(image_rows(), joined + last)) return row;
  return row_in(image_rows(), joined + without_digits(last));
}

/// The row of most words; of two that are as long, the one further behind. What follows it may be
/// a head word, and then the thing is that.
const KnownImage* row_of_words(const std::vector<std::string>& words) {
  const std::size_t longest = std::min(words.size(), most_words_in_a_row);
  for (std::size_t length = longest; length > 0; --length) {
    for (std::size_t from = words.size() - length + 1; from-- > 0;) {
      const KnownImage* row = row_of(words, from, from + length);
      if (row == nullptr) continue;
      for (std::size_t behind = words.size(); behind-- > from + length;) {
        if (const KnownImage* head = row_in(image_heads(), words[behind])) return head;
      }
      return row;
    }
  }
  return nullptr;
}

/// The row that the last words spell.
const KnownImage* row_at_end(const std::vector<std::string>& words) {
  const std::size_t longest = std::min(words.size(), most_words_in_a_row);
  for (std::size_t length = longest; length > 0; --length) {
    const KnownImage* row = row_of(words, words.size() - length, words.size());
    if (row != nullptr) return row;
  }
  return row_in(name_rows(), without_digits(words.back()));
}

}  // namespace

std::span<const KnownImage> known_images() {
  return known_image_rows;
}

std::string image_path(std::string_view image) {
  std::string path = lower_case(image.substr(0, image.find('@')));
  const std::size_t first = path.find('/');
  if (first != std::string::npos) {
    const std::string_view registry = std::string_view(path).substr(0, first);
    const bool is_registry =
        registry.find_first_of(".:") != std::string_view::npos || registry == "localhost";
    if (is_registry) path.erase(0, first + 1);
  }
  const std::size_t slash = path.rfind('/');
  path.erase(std::min(path.find(':', slash == std::string::npos ? 0 : slash), path.size()));
  return path;
}

const KnownImage* find_known_image(std::string_view image) {
  const std::string path = image_path(image);
  const std::string_view all = path;
  const std::size_t slash = all.rfind('/');
  if (slash == std::string_view::npos) return row_of_words(words_of(all));
  const std::size_t before = all.substr(0, slash).rfind('/');
  const std::size_t owner = before == std::string_view::npos ? 0 : before + 1;
  if (const KnownImage* row = row_in(image_rows(), all.substr(owner))) return row;
  const std::vector<std::string> words = words_of(all.substr(slash + 1));
  if (const KnownImage* row = row_of_words(words)) return row;
  // What shows how a maker's program is used is none of its programs.
  constexpr std::array<std::string_view, 4> shows = {"example", "examples", "demo", "sample"};
  if (std::find_first_of(words.begin(), words.end(), shows.begin(), shows.end()) != words.end())
    return nullptr;
  for (std::size_t from = 0; from < slash;) {
    const std::size_t end = all.find('/', from);
    if (const KnownImage* row = row_in(image_rows(), all.substr(from, end + 1 - from))) return row;
    from = end + 1;
  }
  return nullptr;
}

const KnownImage* find_known_name(std::string_view name) {
  std::vector<std::string> words = words_of(name);
  while (!words.empty() && words.back().find_first_not_of("0123456789") == std::string::npos) {
    words.pop_back();
  }
  if (words.empty()) return nullptr;
  if (const KnownImage* row = row_at_end(words)) return row;
  const bool has_tail = words.size() > 1 && std::find(name_tails.begin(), name_tails.end(),
                                                      words.back()) != name_tails.end();
  if (!has_tail) return nullptr;
  words.pop_back();
  return row_at_end(words);
}

const KnownImage* find_known_command(const KnownImage& image, std::string_view command) {
  for (const KnownCommand& known : known_command_rows) {
    if (known.image != image.words) continue;
    for (std::string_view rest = command; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      if (word == known.word) return &known.row;
      // A word behind the first that is no option belongs to the program that was started.
      if (!word.empty() && word.front() != '-' && known.word.front() != '-') break;
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
  }
  return nullptr;
}

Recognition recognise(std::string_view image, std::string_view name) {
  if (!image.empty()) {
    if (const KnownImage* row = find_known_image(image)) {
      return {row, Strength::inferred, fmt::format("image {}", image)};
    }
    const std::string path = image_path(image);
    const std::string last = path.substr(path.rfind('/') + 1);
    if (const KnownImage* row = find_known_name(last)) {
      return {row, Strength::assumed, fmt::format("name of the image {}", image)};
    }
  }
  if (const KnownImage* row = find_known_name(name)) {
    return {row, Strength::assumed, fmt::format("name {}", name)};
  }
  return {};
}

std::string_view name_of(Role role) {
  constexpr std::array names = {"unknown", "entry",    "inner",     "store", "cache",
                                "queue",   "balancer", "telemetry", "tool",  "job",
                                "cron",    "control",  "agent"};
  return names[static_cast<std::size_t>(role)];
}

std::string_view name_of(ClusterLife life) {
  constexpr std::array names = {"unknown", "single", "any", "majority", "shards", "primary"};
  return names[static_cast<std::size_t>(life)];
}

bool keeps_data(Role role) {
  return role == Role::store || role == Role::cache || role == Role::queue;
}

bool is_store_kind(std::string_view kind) {
  constexpr std::array<std::string_view, 6> stores = {
      "database", "cache", "queue", "object_storage", "vector_db", "coordination"};
  return std::find(stores.begin(), stores.end(), kind) != stores.end();
}

bool is_beside(Role role) {
  return role == Role::telemetry || role == Role::tool || role == Role::job || role == Role::cron ||
         role == Role::agent;
}

std::optional<std::uint32_t> members_needed(ClusterLife life, std::size_t members) {
  switch (life) {
    case ClusterLife::any:
    case ClusterLife::primary:
      return 1;
    case ClusterLife::majority:
      return static_cast<std::uint32_t>(members / 2 + 1);
    case ClusterLife::unknown:
    case ClusterLife::single:
    case ClusterLife::shards:
      break;
  }
  return std::nullopt;
}

}  // namespace cutpoint
