#include "importer/compose/addresses.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace cutpoint::compose {

namespace {

bool is_host_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

/// HOST of DB_HOST, db.host, dbHost: is one of the words among those of the name?
template <std::size_t N>
bool has_word(std::string_view name, const std::array<std::string_view, N>& words) {
  std::string spread;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const bool hump =
        i > 0 && std::isupper(c) != 0 && std::islower(static_cast<unsigned char>(name[i - 1])) != 0;
    if (hump) spread += '_';
    spread += std::isalnum(c) != 0 ? static_cast<char>(c) : '_';
  }
  spread = '_' + upper(spread) + '_';
  return std::any_of(words.begin(), words.end(), [&spread](std::string_view word) {
    return spread.find('_' + std::string(word) + '_') != std::string::npos;
  });
}

/// Number of digits of a port at `at`; 0 where there is none. Below 20 it is a version, not a port.
std::size_t port_length(std::string_view text, std::size_t at) {
  std::size_t length = 0;
  std::size_t value = 0;
  while (at + length < text.size() && length < 6 &&
         std::isdigit(static_cast<unsigned char>(text[at + length])) != 0) {
    value = value * 10 + static_cast<std::size_t>(text[at + length] - '0');
    ++length;
  }
  const bool ends = at + length == text.size() || !is_host_character(text[at + length]);
  return length > 0 && ends && value >= 20 && value <= 65535 ? length : 0;
}

class AddressFinder {
 public:
  explicit AddressFinder(std::string_view text) : text_(text) {}

  std::vector<std::string> run() {
    find_urls();
    find_ports();
    find_servers();
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Found& a, const Found& b) { return a.at < b.at; });
    std::vector<std::string> hosts;
    for (const Found& found : found_) {
      if (std::find(hosts.begin(), hosts.end(), found.host) == hosts.end()) {
        hosts.push_back(found.host);
      }
    }
    return hosts;
  }

 private:
  struct Found {
    std::size_t at;
    std::string host;
  };

  void add(std::size_t at, std::size_t length) {
    const std::string_view host = text_.substr(at, length);
    // Without a letter it is a time of day or a number, not the name of a service.
    const bool named = std::any_of(host.begin(), host.end(), [](char c) {
      return std::isalpha(static_cast<unsigned char>(c)) != 0;
    });
    if (named) found_.push_back({at, std::string(host)});
  }

  [[nodiscard]] std::size_t host_length(std::size_t at) const {
    std::size_t length = 0;
    while (at + length < text_.size() && is_host_character(text_[at + length])) ++length;
    return length;
  }

  /// scheme://user:password@host:port,host:port/…
  void find_urls() {
    for (std::size_t at = text_.find("://"); at != std::string_view::npos;
         at = text_.find("://", at + 3)) {
      std::size_t host = at + 3;
      const std::size_t end = std::min(text_.find_first_of("/?#\"' \t\n", host), text_.size());
      const std::size_t user = text_.substr(host, end - host).rfind('@');
      if (user != std::string_view::npos) host += user + 1;
      while (host < end) {
        const std::size_t length = std::min(host_length(host), end - host);
        if (text_.substr(host + length, 3) == "://") break;  // the scheme of the next URL
        add(host, length);
        const std::size_t comma = text_.find(',', host);
        if (comma == std::string_view::npos || comma >= end) break;
        host = comma + 1;
      }
    }
  }

  void find_ports() {
    for (std::size_t colon = text_.find(':'); colon != std::string_view::npos;
         colon = text_.find(':', colon + 1)) {
      if (port_length(text_, colon + 1) == 0) continue;
      std::size_t start = colon;
      while (start > 0 && is_host_character(text_[start - 1])) --start;
      // Behind another colon stands a port or password, behind a slash a path with a tag.
      if (start == colon || (start > 0 && (text_[start - 1] == ':' ||
                                           (text_[start - 1] == '/' && !after_scheme(start))))) {
        continue;
      }
      add(start, colon - start);
    }
  }

  [[nodiscard]] bool after_scheme(std::size_t start) const {
    return start >= 3 && text_.substr(start - 3, 3) == "://";
  }

  /// Server=db;Database=…, Data Source=db,1433, Host=db
  void find_servers() {
    constexpr std::array keys = {std::string_view("SERVER="), std::string_view("DATA SOURCE="),
                                 std::string_view("HOST=")};
    const std::string folded = upper(text_);
    for (const std::string_view key : keys) {
      for (std::size_t at = folded.find(key); at != std::string::npos;
           at = folded.find(key, at + 1)) {
        const bool starts = at == 0 || text_[at - 1] == ';' || text_[at - 1] == ' ' ||
                            text_[at - 1] == '?' || text_[at - 1] == '&';
        std::size_t host = at + key.size();
        if (folded.compare(host, 4, "TCP:") == 0) host += 4;
        if (starts) add(host, host_length(host));
      }
    }
  }

  std::string_view text_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<std::string> addresses_in(std::string_view text) {
  return AddressFinder(text).run();
}

bool is_connection_variable(std::string_view name) {
  constexpr std::array words = {
      std::string_view("HOST"),       std::string_view("HOSTS"),     std::string_view("SERVER"),
      std::string_view("SERVERS"),    std::string_view("URL"),       std::string_view("URLS"),
      std::string_view("URI"),        std::string_view("URIS"),      std::string_view("ADDR"),
      std::string_view("ADDRS"),      std::string_view("ADDRESS"),   std::string_view("ADDRESSES"),
      std::string_view("ENDPOINT"),   std::string_view("ENDPOINTS"), std::string_view("BROKER"),
      std::string_view("BROKERS"),    std::string_view("BOOTSTRAP"), std::string_view("CONNECT"),
      std::string_view("CONNECTION"), std::string_view("NODES"),     std::string_view("UPSTREAM"),
      std::string_view("UPSTREAMS"),  std::string_view("SEEDS"),     std::string_view("BACKEND"),
      std::string_view("MASTER"),     std::string_view("PROXY"),     std::string_view("IP"),
  };
  return has_word(name, words) && !is_own_address_variable(name);
}

bool is_connection_flag(std::string_view flag) {
  return flag == "-h" || flag == "-H" || (flag.size() > 2 && is_connection_variable(flag));
}

bool is_health_check_variable(std::string_view name) {
  std::string letters;
  for (const char c : upper(name)) {
    if (c >= 'A' && c <= 'Z') letters += c;
  }
  return letters.find("HEALTHCHECK") != std::string::npos;
}

bool is_own_address_variable(std::string_view name) {
  constexpr std::array words = {
      std::string_view("LISTEN"),    std::string_view("LISTENER"),   std::string_view("LISTENERS"),
      std::string_view("ADVERTISE"), std::string_view("ADVERTISED"), std::string_view("BIND"),
      std::string_view("CORS"),      std::string_view("ORIGIN"),     std::string_view("ORIGINS"),
      std::string_view("ALLOWED"),   std::string_view("CALLBACK"),   std::string_view("REDIRECT"),
      std::string_view("TRUSTED"),   std::string_view("NO"),         std::string_view("IMAGE"),
      std::string_view("TAG"),       std::string_view("VERSION"),
  };
  return has_word(name, words);
}

std::vector<std::string> listed_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (const char c : text) {
    if (c == ',' || c == ';' || std::isspace(static_cast<unsigned char>(c)) != 0) {
      finish();
    } else if (c != '"' && c != '\'' && c != '[' && c != ']') {
      word += c;
    }
  }
  finish();
  return words;
}

namespace {

/// One member of a list of addresses: host, host:port, or a URL.
struct ListMember {
  std::string host;      ///< empty where it is no address
  bool has_key = false;  ///< `key=address`
};

ListMember list_member(std::string_view word) {
  ListMember member;
  const std::size_t scheme = word.find("://");
  const std::size_t start = scheme == std::string_view::npos ? 0 : scheme + 3;
  std::string_view rest = word.substr(start);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  member.has_key = word.substr(0, start).find('=') != std::string_view::npos;
  if (const std::size_t equals = rest.rfind('='); equals != std::string_view::npos) {
    member.has_key = true;
    rest.remove_prefix(equals + 1);
  }
  if (const std::size_t user = rest.rfind('@'); user != std::string_view::npos) {
    rest.remove_prefix(user + 1);
  }
  const std::size_t colon = std::min(rest.find(':'), rest.size());
  const bool plain = std::all_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(colon),
                                 is_host_character);
  const bool port = colon == rest.size() || port_length(rest, colon + 1) > 0;
  if (plain && port) member.host = std::string(rest.substr(0, colon));
  return member;
}

}  // namespace

std::vector<std::vector<std::string>> address_lists(std::string_view text, bool blanks_separate) {
  std::vector<std::vector<std::string>> lists(1);
  std::string word;
  bool joined = false;  // a comma stands between this member and the one before
  const auto finish = [&] {
    if (word.empty()) return;
    const ListMember member = list_member(word);
    if (member.has_key || member.host.empty() || !(joined || blanks_separate)) lists.emplace_back();
    if (!member.host.empty()) lists.back().push_back(member.host);
    word.clear();
    joined = false;
  };
  for (const char c : text) {
    if (c == ',' || c == ';') {
      finish();
      joined = true;
    } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      finish();
    } else if (c != '"' && c != '\'' && c != '[' && c != ']') {
      word += c;
    }
  }
  finish();
  return lists;
}

std::vector<FlagValue> flag_values(std::string_view command) {
  std::vector<FlagValue> result;
  const std::vector<std::string> words = [&] {
    std::vector<std::string> split;
    for (std::size_t at = 0; at < command.size();) {
      const std::size_t start = command.find_first_not_of(" \t\n\"'", at);
      if (start == std::string_view::npos) break;
      const std::size_t end = std::min(command.find_first_of(" \t\n\"'", start), command.size());
      split.emplace_back(command.substr(start, end - start));
      at = end;
    }
    return split;
  }();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].size() < 2 || words[i][0] != '-') continue;
    const std::size_t equals = words[i].find('=');
    if (equals != std::string::npos) {
      result.push_back({words[i].substr(0, equals), words[i].substr(equals + 1)});
    } else if (i + 1 < words.size() && words[i + 1][0] != '-') {
      result.push_back({words[i], words[i + 1]});
    }
  }
  return result;
}

}  // namespace cutpoint::compose
