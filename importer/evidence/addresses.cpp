#include "importer/evidence/addresses.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

bool is_host_character(char c) {
  // Names of services may be of any alphabet.
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::string upper_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
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

/// The port behind the host that ends at `at`.
std::uint16_t port_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != ':') return 0;
  const std::size_t length = port_length(text, at + 1);
  std::uint16_t port = 0;
  for (std::size_t i = at + 1; i < at + 1 + length; ++i) {
    port = static_cast<std::uint16_t>(port * 10 + (text[i] - '0'));
  }
  return port;
}

class AddressFinder {
 public:
  explicit AddressFinder(std::string_view text) : text_(text) {}

  std::vector<Address> run() {
    find_urls();
    find_ports();
    find_servers();
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Found& a, const Found& b) { return a.at < b.at; });
    // The same place may be found twice, once with its port.
    std::vector<Address> addresses;
    std::unordered_map<std::string, std::size_t> known;
    for (Found& found : found_) {
      const auto [place, added] = known.emplace(found.address.host, addresses.size());
      if (added) {
        addresses.push_back(std::move(found.address));
      } else if (addresses[place->second].port == 0) {
        addresses[place->second].port = found.address.port;
      }
    }
    return addresses;
  }

 private:
  struct Found {
    std::size_t at;
    Address address;
  };

  void add(std::size_t at, std::size_t length) {
    const std::string_view host = text_.substr(at, length);
    // Without a letter it is a time of day or a number, not the name of a service, unless it is an
    // address of four numbers.
    const bool named = std::any_of(host.begin(), host.end(),
                                   [](char c) {
                                     return std::isalpha(static_cast<unsigned char>(c)) != 0 ||
                                            (static_cast<unsigned char>(c) & 0x80U) != 0;
                                   }) ||
                       std::count(host.begin(), host.end(), '.') == 3;
    if (named) found_.push_back({at, {std::string(host), port_at(text_, at + length)}});
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
    const std::string folded = upper_case(text_);
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

std::vector<Address> addresses_in(std::string_view text) {
  return AddressFinder(text).run();
}

namespace {

/// One member of a list of addresses: host, host:port, or a URL.
struct ListMember {
  Address address;       ///< without host where it is no address
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
  if (plain && port) member.address = {std::string(rest.substr(0, colon)), port_at(rest, colon)};
  return member;
}

}  // namespace

std::vector<std::vector<Address>> address_lists(std::string_view text, bool blanks_separate) {
  std::vector<std::vector<Address>> lists(1);
  std::string word;
  bool joined = false;  // a comma stands between this member and the one before
  const auto finish = [&] {
    if (word.empty()) return;
    const ListMember member = list_member(word);
    const bool is_address = !member.address.host.empty();
    if (member.has_key || !is_address || !(joined || blanks_separate)) lists.emplace_back();
    if (is_address) lists.back().push_back(member.address);
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

namespace {

struct HostRange {
  std::size_t open = 0;   ///< of the brace
  std::size_t close = 0;  ///< behind the other one
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t width = 0;  ///< of the first number as it is written: "01"
};

/// "{1...4}" or "{1..4}" at a brace.
std::optional<HostRange> range_at(std::string_view text, std::size_t open) {
  constexpr std::size_t most_members = 1000;
  const std::size_t close = text.substr(0, open + 24).find('}', open);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view body = text.substr(open + 1, close - open - 1);
  const std::size_t dots = body.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const std::size_t behind = body.find_first_not_of('.', dots);
  if (behind == std::string_view::npos) return std::nullopt;
  const auto first = number_of_text<std::size_t>(body.substr(0, dots));
  const auto last = number_of_text<std::size_t>(body.substr(behind));
  if (!first || !last || *last < *first || *last - *first >= most_members) return std::nullopt;
  const std::size_t width = body.front() == '0' ? dots : 0;
  return HostRange{open, close + 1, *first, *last, width};
}

/// One word without blanks; the first row in it is written out.
void append_expanded(std::string& out, std::string_view word) {
  std::optional<HostRange> range;
  for (std::size_t at = word.find('{'); at != std::string_view::npos && !range;
       at = word.find('{', at + 1)) {
    range = range_at(word, at);
  }
  constexpr std::size_t longest_word = 4096;
  if (!range || word.size() > longest_word) {
    out += word;
    return;
  }
  for (std::size_t i = range->first; i <= range->last; ++i) {
    if (i > range->first) out += ',';
    out += word.substr(0, range->open);
    const std::string number = std::to_string(i);
    if (number.size() < range->width) out.append(range->width - number.size(), '0');
    out += number;
    out += word.substr(range->close);
  }
}

}  // namespace

std::string with_ranges_expanded(std::string_view text) {
  if (text.find("..") == std::string_view::npos || text.find('{') == std::string_view::npos) {
    return std::string(text);
  }
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\n,;", at), text.size());
    append_expanded(out, text.substr(at, end - at));
    if (end < text.size()) out += text[end];
    at = end + 1;
  }
  return out;
}

std::optional<Address> labelled_address(std::string_view word) {
  const std::size_t first = word.find(':');
  if (first == std::string_view::npos || first == 0) return std::nullopt;
  const std::size_t second = word.find(':', first + 1);
  if (second == std::string_view::npos || second == first + 1) return std::nullopt;
  const std::string_view host = word.substr(first + 1, second - first - 1);
  if (!std::all_of(host.begin(), host.end(), is_host_character)) return std::nullopt;
  if (port_length(word, second + 1) == 0) return std::nullopt;
  return Address{std::string(host), port_at(word, second)};
}

std::string normalised_host(std::string_view host) {
  while (!host.empty() && host.back() == '.') host.remove_suffix(1);
  return lower_case(host);
}

bool is_connection_string(std::string_view text) {
  constexpr std::array<std::string_view, 15> schemes = {
      "postgres",    "postgresql", "mysql",     "mariadb",    "mongodb",
      "mongodb+srv", "redis",      "rediss",    "amqp",       "amqps",
      "nats",        "kafka",      "sqlserver", "clickhouse", "cassandra"};
  if (text.starts_with("jdbc:")) text.remove_prefix(std::string_view("jdbc:").size());
  // "postgresql+asyncpg", as libraries name their drivers.
  const std::string_view scheme = text.substr(0, std::min(text.find("://"), text.size()));
  if (scheme.size() == text.size()) return false;
  const std::string_view family = scheme.substr(0, scheme.find('+'));
  return std::any_of(schemes.begin(), schemes.end(),
                     [&](std::string_view known) { return known == scheme || known == family; });
}

}  // namespace cutpoint
