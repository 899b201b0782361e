#include "tests/fuzz/mutation.hpp"

#include <algorithm>

namespace cutpoint::fuzzing {

namespace {

using testing::Random;

constexpr std::size_t largest_input = 64'000;

std::size_t place_in(const std::string& text, Random& random) {
  return random.below(static_cast<std::uint32_t>(text.size()) + 1);
}

struct Line {
  std::size_t begin, end;  ///< with its line end
};

Line line_of(const std::string& text, Random& random) {
  const std::size_t at = place_in(text, random);
  const std::size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  return {begin, std::min(text.find('\n', begin), text.size() - 1) + 1};
}

void change_byte(std::string& text, Random& random) {
  if (text.empty()) return;
  text[random.below(static_cast<std::uint32_t>(text.size()))] =
      static_cast<char>(random.below(256));
}

void cut_out(std::string& text, Random& random) {
  const std::size_t at = place_in(text, random);
  text.erase(at, random.below(16));
}

void put_word(std::string& text, const std::vector<std::string>& words, Random& random) {
  const std::string& word = words[random.below(static_cast<std::uint32_t>(words.size()))];
  const std::size_t at = place_in(text, random);
  // As often in the place of a word as between others.
  std::size_t end = at;
  if (random.chance(50)) end = std::min(text.find_first_of(" ,\n:]}\"", at), text.size());
  text.replace(at, end - at, word);
}

void change_number(std::string& text, Random& random) {
  const std::size_t at = text.find_first_of("0123456789", place_in(text, random));
  if (at == std::string::npos) return;
  text.replace(at, random.chance(50) ? 1 : 0, std::to_string(random.below(1000)));
}

void change_lines(std::string& text, const std::string& other, Random& random) {
  if (text.empty() || other.empty()) return;
  const Line line = line_of(text, random);
  const std::string said = text.substr(line.begin, line.end - line.begin);
  switch (random.below(4)) {
    case 0:
      text.erase(line.begin, line.end - line.begin);
      break;
    case 1:
      text.insert(line.begin, said);
      break;
    case 2:
      text.erase(line.begin, line.end - line.begin);
      text.insert(std::min(line_of(text + '\n', random).begin, text.size()), said);
      break;
    default: {
      const Line of_other = line_of(other, random);
      text.insert(line.begin, other, of_other.begin, of_other.end - of_other.begin);
    }
  }
}

}  // namespace

std::string mutated(const std::vector<std::string>& seeds, const std::vector<std::string>& words,
                    Random& random) {
  const auto any = [&] { return seeds[random.below(static_cast<std::uint32_t>(seeds.size()))]; };
  std::string text = any();
  for (std::uint32_t changes = 1 + random.below(6); changes > 0; --changes) {
    switch (random.below(6)) {
      case 0:
        change_byte(text, random);
        break;
      case 1:
        cut_out(text, random);
        break;
      case 2:
        change_number(text, random);
        break;
      case 3:
        change_lines(text, any(), random);
        break;
      default:
        put_word(text, words, random);
    }
  }
  if (text.size() > largest_input) text.resize(largest_input);
  return text;
}

}  // namespace cutpoint::fuzzing
