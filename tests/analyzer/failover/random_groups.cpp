#include "tests/analyzer/failover/random_groups.hpp"

#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "tests/support/random.hpp"

namespace cutpoint::testing {

namespace {

class MixedDocument {
 public:
  explicit MixedDocument(std::uint64_t seed, bool checked = false)
      : random_(seed), checked_(checked) {}

  std::string text() {
    add_ground();
    const std::uint32_t groups = random_.chance(65) ? 1 : 2;
    for (std::uint32_t g = 0; g < groups; ++g) {
      if (random_.chance(60)) {
        add_pool(g, groups > 1);
      } else {
        add_named_members(g, groups > 1);
      }
    }
    add_plain_part();
    std::string journeys;
    for (const std::string& need : needs_) journeys += (journeys.empty() ? "" : ", ") + need;
    std::string result = "journeys:\n  j: {needs: [" + journeys + "]}\n";
    // A group of named members is written once: it is one group, whoever needs it.
    const bool again = needs_.size() > 1 && needs_[0][0] != '{' && random_.chance(40);
    if (again) result += "  k: {needs: [" + needs_[0] + "]}\n";
    result += "components:\n" + components_;
    if (!causes_.empty()) result += "common_causes:\n" + causes_;
    return result;
  }

 private:
  template <std::size_t N>
  std::string_view one_of(const std::array<std::string_view, N>& values) {
    return values[random_.below(N)];
  }
  std::string_view mtbf() { return one_of<6>({"50h", "100h", "300h", "720h", "1500h", "4000h"}); }
  std::string_view mttr() { return one_of<6>({"10m", "40m", "2h", "5h", "12h", "1d"}); }

  void add_ground() {
    zones_ = random_.chance(45) ? 1 + random_.below(2) : 0;
    for (std::uint32_t z = 0; z < zones_; ++z) {
      components_ += fmt::format("  z{}: {{kind: zone, mtbf: {}, mttr: {}}}\n", z,
                                 one_of<4>({"300h", "1000h", "4000h", "1y"}),
                                 one_of<4>({"10m", "1h", "3h", "8h"}));
    }
    if (!random_.chance(20)) return;
    has_disk_ = true;
    components_ += fmt::format("  disk: {{kind: volume, mtbf: {}, mttr: {}}}\n", mtbf(), mttr());
  }

  std::string figures() {
    std::string text = fmt::format("mtbf: {}, mttr: {}", mtbf(), mttr());
    if (random_.chance(25)) {
      text += fmt::format(", restart: {{policy: always, time: {}, cures: {}}}",
                          one_of<4>({"5s", "20s", "45s", "2m"}),
                          one_of<4>({"50%", "80%", "95%", "99%"}));
    }
    const std::uint32_t kind = random_.below(100);
    if (kind < 12) text += ", repair: {distribution: fixed}";
    if (kind >= 12 && kind < 18) text += ", repair: {distribution: log-normal, shape: 1}";
    if (kind >= 18 && kind < 22) text += ", repair: {distribution: weibull, shape: 0.7}";
    return text;
  }

  std::string failover() {
    std::string text = one_of_modes();
    text += fmt::format(", detection: {}", one_of<4>({"5s", "15s", "1m", "5m"}));
    if (random_.chance(20)) {
      return text + fmt::format(", automatic: false, manual: {}", one_of<2>({"10m", "1h"}));
    }
    if (random_.chance(70))
      text += fmt::format(", time: {}", one_of<4>({"5s", "30s", "4m", "20m"}));
    if (random_.chance(50)) {
      text += fmt::format(", success: {}", one_of<4>({"50%", "80%", "95%", "99%"}));
      if (random_.chance(50)) text += fmt::format(", manual: {}", one_of<2>({"10m", "1h"}));
    }
    if (random_.chance(15)) text += ", failback: true";
    if (random_.chance(15)) text += arbiter();
    return text;
  }

  /// One, or a majority, alone or on the ground that others stand on.
  std::string arbiter() {
    if (!has_arbiter_) {
      has_arbiter_ = true;
      components_ +=
          fmt::format("  arbiter: {{kind: service, mtbf: {}, mttr: {}{}{}}}\n", mtbf(), mttr(),
                      random_.chance(30) ? ", replicas: 3, quorum: majority" : "",
                      random_.chance(40) ? ground(true, 0) : "");
      if (random_.chance(15)) needs_.emplace_back("arbiter");
    }
    return ", by: [arbiter]";
  }

  std::string one_of_modes() {
    switch (random_.below(6)) {
      case 0:
        return "mode: active-active";
      case 1:
        return "standby: hot";
      case 2:
        return "standby: cold";
      case 3:
        return "standby: warm";
      case 4:
        return fmt::format("standby: warm, standby_failures: {}", one_of<2>({"10%", "70%"}));
      default:
        return "mode: active-passive";
    }
  }

  /// Where an instance or a member stands; `n` is its position.
  std::string ground(bool whole_pool, std::uint32_t n) {
    std::string text;
    if (zones_ == 2 && whole_pool) text = ", runs_on: [z0, z1]";
    if (zones_ > 0 && text.empty()) text = fmt::format(", runs_on: z{}", n % zones_);
    if (has_disk_ && random_.chance(40)) text += ", depends_on: [disk]";
    return text;
  }

  void add_pool(std::uint32_t g, bool small) {
    const std::string name = fmt::format("p{}", g);
    const std::uint32_t count = small ? 2 : 2 + random_.below(3);
    std::string text = fmt::format("{}, replicas: {}, at_least: {}", figures(), count,
                                   1 + random_.below(count - 1));
    const bool crews = random_.chance(50);
    if (crews) text += fmt::format(", repair_crews: {}", 1 + random_.below(count - 1));
    if (!crews || random_.chance(40)) text += ", failover: {" + failover() + "}";
    components_ += fmt::format("  {}: {{kind: service, {}{}}}\n", name, text, ground(true, 0));
    needs_.push_back(name);
    if (random_.chance(15)) {
      causes_ += fmt::format("  release-{}: {{members: [{}], beta: {}}}\n", name, name,
                             one_of<3>({"2%", "10%", "30%"}));
    }
  }

  /// How a member's failure is noticed, and how long it starts: members may differ in these.
  std::string checks() {
    if (!checked_ || random_.chance(40)) return "";
    return fmt::format(
        ", health_check: {{interval: {}, timeout: 2s, retries: 3, start_period: {}, detects: {}}}",
        one_of<3>({"5s", "1m", "10m"}), one_of<3>({"1s", "2m", "1h"}),
        one_of<3>({"60%", "90%", "100%"}));
  }

  void add_named_members(std::uint32_t g, bool small) {
    const std::uint32_t count = small ? 2 : 2 + random_.below(2);
    const std::string alike = random_.chance(35) ? figures() : "";
    std::string names;
    for (std::uint32_t n = 0; n < count; ++n) {
      const std::string name = fmt::format("m{}-{}", g, n);
      components_ += fmt::format("  {}: {{kind: vm, {}{}{}}}\n", name,
                                 alike.empty() ? figures() : alike, ground(false, n), checks());
      names += (n > 0 ? ", " : "") + name;
    }
    needs_.push_back(fmt::format("{{at_least: {}, of: [{}], failover: {{{}}}}}",
                                 1 + random_.below(count - 1), names, failover()));
    if (random_.chance(20)) {
      causes_ += fmt::format("  rack-{}: {{members: [m{}-0, m{}-1], mtbf: {}, mttr: {}}}\n", g, g,
                             g, one_of<3>({"500h", "2000h", "1y"}), mttr());
    }
  }

  /// Something that no group holds, perhaps on a group's ground.
  void add_plain_part() {
    if (!random_.chance(25)) return;
    components_ += fmt::format("  plain: {{kind: service, mtbf: {}, mttr: {}{}}}\n", mtbf(), mttr(),
                               ground(false, 0));
    needs_.emplace_back("plain");
  }

  Random random_;
  bool checked_;
  std::uint32_t zones_ = 0;
  bool has_disk_ = false;
  bool has_arbiter_ = false;
  std::string components_;
  std::string causes_;
  std::vector<std::string> needs_;
};

}  // namespace

std::string random_groups_document(std::uint64_t seed) {
  return MixedDocument(seed).text();
}

std::string random_checked_groups_document(std::uint64_t seed) {
  return MixedDocument(seed, true).text();
}

}  // namespace cutpoint::testing
