// The entry points of libFuzzer: `--target=NAME` among the arguments says what is fuzzed.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/fuzz/fuzz_target.hpp"

namespace {

const cutpoint::fuzzing::FuzzTarget* chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  constexpr std::string_view option = "--target=";
  for (int i = 1; i < *argc; ++i) {
    const std::string_view word = (*argv)[i];
    if (word.rfind(option, 0) == 0) {
      chosen = cutpoint::fuzzing::find_fuzz_target(word.substr(option.size()));
    }
  }
  if (chosen == nullptr) {
    (void)std::fputs("--target=NAME is missing or names no target\n", stderr);
    std::exit(2);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  chosen->run(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
