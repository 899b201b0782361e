// Runs a target without libFuzzer: files that are given, or every seed and then changes of them.
//
//   fuzz_replay TARGET [--seconds S] [--seed N] [FILE...]
//   fuzz_replay --list | --dictionary | --seeds TARGET FOLDER
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "tests/fuzz/mutation.hpp"
#include "tests/fuzz/seeds.hpp"

namespace cutpoint::fuzzing {

namespace {

void write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// Kept on the disk while it is tried: what fells the program is there afterwards.
void try_one(const FuzzTarget& target, const std::string& input) {
  write(fmt::format("{}.input", target.name), input);
  target.run(input);
}

int try_files(const FuzzTarget& target, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    target.run({std::istreambuf_iterator<char>(file), {}});
  }
  std::cout << target.name << ": " << paths.size() << " files\n";
  return 0;
}

int try_changes(const FuzzTarget& target, double seconds, std::uint64_t seed) {
  const auto start = std::chrono::steady_clock::now();
  const auto over = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() >
           seconds;
  };
  const std::vector<std::string> seeds = seeds_of(target), words = dictionary();
  if (seeds.empty()) {
    std::cerr << target.name << ": no seeds\n";
    return 2;
  }
  testing::Random random(seed);
  std::size_t tried = 0;
  // In a short time some of both: large seeds alone would take it all.
  for (std::size_t next = random.below(static_cast<std::uint32_t>(seeds.size())),
                   left = seeds.size();
       !over(); ++tried) {
    if (left == 0 || random.chance(50)) {
      try_one(target, mutated(seeds, words, random));
      continue;
    }
    try_one(target, seeds[next]);
    next = (next + 1) % seeds.size();
    --left;
  }
  std::filesystem::remove(fmt::format("{}.input", target.name));
  std::cout << fmt::format("{}: {} inputs from {} seeds, seed {}\n", target.name, tried,
                           seeds.size(), seed);
  return 0;
}

int write_seeds(const FuzzTarget& target, const std::string& folder) {
  std::size_t number = 0;
  for (const std::string& input : seeds_of(target)) {
    write(fmt::format("{}/seed-{}", folder, number++), input);
  }
  return 0;
}

/// In the form of libFuzzer: a quoted string a line, other bytes as \xNN.
void print_dictionary() {
  for (const std::string& word : dictionary()) {
    std::cout << '"';
    for (const char c : word) {
      const auto byte = static_cast<unsigned char>(c);
      const bool plain = byte >= 0x20U && byte < 0x7FU && c != '"' && c != '\\';
      std::cout << (plain ? std::string(1, c) : fmt::format("\\x{:02x}", byte));
    }
    std::cout << "\"\n";
  }
}

int run(const std::vector<std::string>& words) {
  if (words == std::vector<std::string>{"--dictionary"}) {
    print_dictionary();
    return 0;
  }
  if (words == std::vector<std::string>{"--list"}) {
    for (const FuzzTarget& target : fuzz_targets()) {
      std::cout << fmt::format("{:<11} {}\n", target.name, target.holds);
    }
    return 0;
  }
  const bool wants_seeds = words.size() == 3 && words[0] == "--seeds";
  const FuzzTarget* target =
      words.empty() ? nullptr : find_fuzz_target(wants_seeds ? words[1] : words[0]);
  if (target == nullptr) {
    std::cerr << "usage: fuzz_replay TARGET [--seconds S] [--seed N] [FILE...]; --list\n";
    return 2;
  }
  if (wants_seeds) return write_seeds(*target, words[2]);
  double seconds = 10.0;
  std::uint64_t seed = 1;
  std::vector<std::string> paths;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "--seconds" && i + 1 < words.size()) {
      seconds = std::stod(words[++i]);
    } else if (words[i] == "--seed" && i + 1 < words.size()) {
      seed = std::stoull(words[++i]);
    } else {
      paths.push_back(words[i]);
    }
  }
  return paths.empty() ? try_changes(*target, seconds, seed) : try_files(*target, paths);
}

}  // namespace

}  // namespace cutpoint::fuzzing

int main(int argc, char** argv) {
  return cutpoint::fuzzing::run({argv + 1, argv + argc});
}
