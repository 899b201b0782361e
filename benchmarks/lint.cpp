// `cutpoint lint` with all rules, from the text to the findings as JSON, at 10^3 to 10^5
// components.
#include <sstream>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "app/cli.hpp"

namespace cutpoint {
namespace {

/// A tree of services: each needs one or two others, a third of them redundantly; ten journeys at
/// its top, hosts in three zones.
std::string tree_document(std::int64_t components) {
  std::string text = "cutpoint: 1\njourneys:\n";
  for (int j = 0; j < 10; ++j) {
    text += fmt::format("  j{}: {{needs: [s{}], slo: {{availability: 99%, period: 30d}}}}\n", j, j);
  }
  text += "components:\n";
  const std::int64_t hosts = components / 20;
  const std::int64_t services = components - hosts - 3;
  for (std::int64_t i = 0; i < services; ++i) {
    text += fmt::format("  s{}: {{kind: service, runs_on: h{}", i, i % hosts);
    const std::int64_t a = 2 * i + 10;
    if (a + 1 < services) {
      text += i % 3 == 0 ? fmt::format(", depends_on: [{{any_of: [s{}, s{}]}}]", a, a + 1)
                         : fmt::format(", depends_on: [s{}, s{}]", a, a + 1);
    }
    text += "}\n";
  }
  for (std::int64_t h = 0; h < hosts; ++h) {
    text += fmt::format("  h{}: {{kind: host, runs_on: zone-{}}}\n", h, h % 3);
  }
  for (int z = 0; z < 3; ++z) text += fmt::format("  zone-{}: {{kind: zone}}\n", z);
  return text;
}

/// One text, whatever is asked for.
class OneText : public FileAccess {
 public:
  explicit OneText(std::string text) : text_(std::move(text)) {}
  Result<std::string> read(const std::string&) override { return text_; }
  bool is_inside(const std::string&, const std::string&) override { return true; }

 private:
  std::string text_;
};

void lint(benchmark::State& state) {
  OneText files(tree_document(state.range(0)));
  for (auto _ : state) {
    std::ostringstream out;
    std::ostringstream err;
    Console console{out, err, files};
    benchmark::DoNotOptimize(run_command_line(
        {"lint", "tree.yaml", "--no-config", "--exit-zero", "--format", "json"}, console));
  }
}

BENCHMARK(lint)->RangeMultiplier(10)->Range(1000, 100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cutpoint
