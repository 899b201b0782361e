#include "importer/kubernetes/named_hosts.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "importer/evidence/variables.hpp"
#include "importer/kubernetes/service_table.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint::kubernetes {

namespace {

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_';
}

/// What stands around names and values on a line of any configuration.
constexpr std::string_view around_words = " \t\r\"',";

/// `DATABASE_SERVICE_NAME`, as templates of OpenShift have it; what a program calls itself in its
/// traces is its own name, which makes no edge.
bool names_a_service(std::string_view key) {
  return key.ends_with("SERVICE_NAME") || key.ends_with("_SERVICE") || key.ends_with("_SVC");
}

/// `shop.settings.Production` names code: the end of no host is written so.
bool is_class_path(std::string_view word) {
  const std::string_view last = word.substr(word.rfind('.') + 1);
  return std::any_of(last.begin(), last.end(), [](char c) {
    return c == '_' || std::isupper(static_cast<unsigned char>(c)) != 0;
  });
}

/// A single word under such a name may be told as a host that is not there; elsewhere it may as
/// well be a driver or a switch.
bool may_be_missing(std::string_view word, std::string_view key) {
  constexpr std::array switches = {std::string_view("true"), std::string_view("false"),
                                   std::string_view("yes"),  std::string_view("no"),
                                   std::string_view("none"), std::string_view("null"),
                                   std::string_view("auto"), std::string_view("default")};
  if (word.find('.') != std::string_view::npos) return !is_class_path(word);
  const bool is_switch = std::find(switches.begin(), switches.end(), word) != switches.end();
  for (const std::string_view ending : {"HOST", "ADDR", "ADDRESS", "SERVER", "ENDPOINT"}) {
    if (key.ends_with(ending)) return !is_switch;
  }
  return false;
}

/// Flags whose value is whom to follow or join.
bool is_peer_flag(std::string_view flag) {
  constexpr std::array flags = {std::string_view("--replicaof"), std::string_view("--slaveof"),
                                std::string_view("--join"),      std::string_view("--peers"),
                                std::string_view("--peer"),      std::string_view("--zookeeper"),
                                std::string_view("--target"),    std::string_view("--remote")};
  return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

class HostFinder {
 public:
  explicit HostFinder(const Setting& setting) : setting_(setting) {}

  std::vector<NamedHost> run() {
    if (setting_.is_file) {
      read_lines();
    } else if (!is_own_address_variable(setting_.name)) {
      read_text(setting_.text, setting_.name, "");
      if (setting_.name.empty()) read_flags();
      // `nc -z db 5432`: what an init container waits for stands in any form.
      if (setting_.name.empty() && setting_.starts_only) read_words();
    }
    return std::move(found_);
  }

 private:
  void add(const Address& address, bool is_certain, std::string_view name) {
    // What is left of `${SERVICE}.svc:80`.
    if (address.host.empty() || address.host.front() == '.') return;
    const auto known = std::find_if(found_.begin(), found_.end(), [&](const NamedHost& own) {
      return own.address.host == address.host;
    });
    if (known == found_.end()) {
      found_.push_back({address, is_certain, std::string(name)});
    } else {
      known->is_certain = known->is_certain || is_certain;
      if (known->address.port == 0) known->address.port = address.port;
    }
  }

  /// `key` is what the text stands under; `told` what of it is told.
  void read_text(std::string_view text, std::string_view key, std::string_view told) {
    for (const Address& address : addresses_in(text)) add(address, !setting_.is_file, told);
    const bool is_connection = is_connection_variable(key);
    if (is_connection || names_a_service(key)) {
      const std::vector<std::string> words = listed_words(text);
      for (const std::string& word : words) {
        if (std::all_of(word.begin(), word.end(), is_name_character))
          add({word, 0},
              is_connection && words.size() == 1 && !setting_.is_file && may_be_missing(word, key),
              told);
      }
    }
    read_cluster_names(text, told);
  }

  /// `redis.shop.svc.cluster.local` is a host wherever it stands.
  void read_cluster_names(std::string_view text, std::string_view told) {
    for (std::size_t at = text.find(".svc"); at != std::string_view::npos;
         at = text.find(".svc", at + 4)) {
      std::size_t start = at;
      while (start > 0 && is_name_character(text[start - 1])) --start;
      std::size_t end = at + 4;
      while (end < text.size() && is_name_character(text[end])) ++end;
      // Of `redis.${SPACE}.svc` the name is known when the script runs.
      constexpr std::string_view ends_of_variables = "$})>`%";
      const bool is_built = start == at || (start > 0 && ends_of_variables.find(text[start - 1]) !=
                                                             std::string_view::npos);
      const std::string_view host = text.substr(start, end - start);
      if (!is_built && ServiceTable::is_cluster_name(host)) add({std::string(host), 0}, true, told);
    }
  }

  void read_words() {
    std::string_view rest = setting_.text;
    while (!rest.empty()) {
      const std::size_t start =
          std::min(static_cast<std::size_t>(
                       std::find_if(rest.begin(), rest.end(), is_name_character) - rest.begin()),
                   rest.size());
      rest.remove_prefix(start);
      const auto end = std::find_if_not(rest.begin(), rest.end(), is_name_character);
      const auto length = static_cast<std::size_t>(end - rest.begin());
      if (length > 1) add({std::string(rest.substr(0, length)), 0}, false, "");
      rest.remove_prefix(length);
    }
  }

  void read_flags() {
    for (const FlagValue& flag : flag_values(setting_.text)) {
      if (is_own_address_variable(flag.flag)) continue;
      if (!is_connection_flag(flag.flag) && !is_peer_flag(flag.flag)) continue;
      for (const std::string& word : listed_words(flag.value)) {
        if (std::all_of(word.begin(), word.end(), is_name_character))
          add({word, 0}, false, flag.flag);
      }
    }
  }

  /// Configuration: `key: value` or `key = value`, a line each; what is no such line is a text.
  void read_lines() {
    std::string_view rest = setting_.text;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      const std::string_view text = trimmed(line, around_words);
      if (text.empty() || text.front() == '#' || text.substr(0, 2) == "//") continue;
      const std::size_t mark = text.find_first_of("=:");
      const std::string_view key = mark == std::string_view::npos
                                       ? std::string_view()
                                       : trimmed(text.substr(0, mark), around_words);
      const bool is_key = !key.empty() && std::all_of(key.begin(), key.end(), is_name_character);
      if (!is_key || text.substr(mark, 3) == "://") {
        read_text(text, "", "");
      } else if (!is_own_address_variable(key)) {
        read_text(trimmed(text.substr(mark + 1), around_words), key, key);
        // `redis:6379` alone on its line is no key.
        if (text[mark] == ':') read_text(text, "", "");
      }
    }
  }

  const Setting& setting_;
  std::vector<NamedHost> found_;
};

}  // namespace

std::vector<NamedHost> named_hosts(const Setting& setting) {
  return HostFinder(setting).run();
}

std::vector<std::string> service_variables(std::string_view text) {
  constexpr std::string_view ending = "_SERVICE_HOST";
  std::vector<std::string> found;
  for (std::size_t at = text.find(ending); at != std::string_view::npos;
       at = text.find(ending, at + 1)) {
    std::size_t start = at;
    while (start > 0 && is_name_character(text[start - 1])) --start;
    if (start < at) found.emplace_back(text.substr(start, at + ending.size() - start));
  }
  return found;
}

}  // namespace cutpoint::kubernetes
