#include "importer/evidence/balancer_configuration.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <string>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

struct ConfigurationLine {
  std::size_t number = 0;
  std::vector<std::string> words;
};

/// Words between blanks and quotes; braces and semicolons stand for themselves.
std::vector<ConfigurationLine> configuration_lines(std::string_view text) {
  std::vector<ConfigurationLine> lines;
  ConfigurationLine line{1, {}};
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) line.words.push_back(std::move(word));
    word.clear();
  };
  std::size_t number = 1;
  for (const char c : text) {
    if (c == '\n') {
      end_word();
      if (!line.words.empty()) lines.push_back(std::move(line));
      line = {++number, {}};
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '"' || c == '\'') {
      end_word();
    } else if (c == '{' || c == '}' || c == ';') {
      // "{$HOST}" and "${HOST}" are one word.
      const bool variable = c == '{' && !word.empty() && word.back() == '$';
      const bool closes = c == '}' && word.find('{') != std::string::npos;
      if (variable || closes) {
        word += c;
      } else {
        end_word();
        line.words.emplace_back(1, c);
      }
    } else {
      word += c;
    }
  }
  end_word();
  if (!line.words.empty()) lines.push_back(std::move(line));
  return lines;
}

/// "http://host:80/path", "host:80" or "host".
Address address_of(std::string_view word) {
  const std::size_t scheme = word.find("://");
  if (scheme != std::string_view::npos) word.remove_prefix(scheme + 3);
  word = word.substr(0, word.find_first_of("/?"));
  // Here even a small number is a port.
  const std::size_t colon = word.find(':');
  const bool small = colon != std::string_view::npos && word.size() - colon <= 3 &&
                     word.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
  if (small) word = word.substr(0, colon);
  const auto found = addresses_in(word);
  if (!found.empty()) return found.front();
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
  return plain ? Address{std::string(word), 0} : Address{};
}

using BalancedRoutes = std::vector<BalancedRoute>;

void add_route(BalancedRoutes& routes, std::vector<Address> members, std::size_t line) {
  std::erase_if(members, [](const Address& member) { return member.host.empty(); });
  if (!members.empty()) routes.push_back({std::move(members), line});
}

class NginxReader {
 public:
  explicit NginxReader(const std::vector<ConfigurationLine>& lines) : lines_(lines) {}

  BalancedRoutes run() {
    read_upstreams();
    for (const ConfigurationLine& line : lines_) read_passes(line);
    return std::move(routes_);
  }

 private:
  void read_upstreams() {
    std::string open;
    for (const ConfigurationLine& line : lines_) {
      for (std::size_t i = 0; i < line.words.size(); ++i) {
        const std::string& word = line.words[i];
        const bool has_next = i + 1 < line.words.size();
        if (word == "upstream" && has_next) open = line.words[i + 1];
        if (word == "}") open.clear();
        if (open.empty() || word != "server" || !has_next) continue;
        const auto rest = line.words.begin() + static_cast<std::ptrdiff_t>(i);
        const auto end = std::find(rest, line.words.end(), ";");
        const bool down = std::find(rest, end, "down") != end;
        if (!down) upstreams_[open].push_back(address_of(line.words[i + 1]));
      }
    }
  }

  void read_passes(const ConfigurationLine& line) {
    constexpr std::array<std::string_view, 6> passes = {
        "proxy_pass", "fastcgi_pass", "uwsgi_pass", "grpc_pass", "memcached_pass", "scgi_pass"};
    for (std::size_t i = 0; i + 1 < line.words.size(); ++i) {
      const bool variable = line.words[i] == "set" && i + 2 < line.words.size();
      if (!variable && std::find(passes.begin(), passes.end(), line.words[i]) == passes.end()) {
        continue;
      }
      const std::string& to = line.words[i + (variable ? 2 : 1)];
      if (variable && to.find("://") == std::string::npos && to.find(':') == std::string::npos) {
        continue;
      }
      const Address address = address_of(to);
      const auto upstream = upstreams_.find(address.host);
      if (upstream == upstreams_.end()) {
        add_route(routes_, {address}, line.number);
      } else {
        add_route(routes_, upstream->second, line.number);
      }
    }
  }

  const std::vector<ConfigurationLine>& lines_;
  std::map<std::string, std::vector<Address>> upstreams_;
  BalancedRoutes routes_;
};

/// BalancedRoutes whose members stand on lines of their own below a line that opens the route:
/// sections of HAProxy, `servers:` of Traefik, endpoints of Envoy.
class RouteCollector {
 public:
  void open(std::size_t line) {
    close();
    start_ = line;
  }
  void add(std::string_view member) {
    if (start_ > 0) members_.push_back(address_of(member));
  }
  void close() {
    add_route(routes_, std::move(members_), start_);
    members_.clear();
    start_ = 0;
  }
  [[nodiscard]] bool has_members() const { return !members_.empty(); }
  BalancedRoutes take() {
    close();
    return std::move(routes_);
  }

 private:
  std::vector<Address> members_;
  std::size_t start_ = 0;  ///< 0: no route is open
  BalancedRoutes routes_;
};

BalancedRoutes haproxy_routes(const std::vector<ConfigurationLine>& lines) {
  constexpr std::array<std::string_view, 5> sections = {"backend", "listen", "frontend", "defaults",
                                                        "global"};
  RouteCollector collector;
  for (const ConfigurationLine& line : lines) {
    const std::string& first = line.words.front();
    if (std::find(sections.begin(), sections.end(), first) != sections.end()) {
      collector.open(line.number);
    } else if (first == "server" && line.words.size() > 2) {
      collector.add(line.words[2]);
    } else if (first == "server-template" && line.words.size() > 3) {
      collector.add(line.words[3]);
    }
  }
  return collector.take();
}

BalancedRoutes caddy_routes(const std::vector<ConfigurationLine>& lines) {
  BalancedRoutes routes;
  bool inside = false;
  for (const ConfigurationLine& line : lines) {
    const auto directive = std::find_if(line.words.begin(), line.words.end(), [](const auto& word) {
      return word == "reverse_proxy" || word == "php_fastcgi";
    });
    const bool to = inside && line.words.front() == "to";
    if (directive == line.words.end() && !to) {
      if (line.words.front() == "}") inside = false;
      continue;
    }
    std::vector<Address> members;
    const auto from = to ? line.words.begin() : directive;
    for (auto word = from + 1; word != line.words.end(); ++word) {
      if (*word == "{") inside = true;
      const bool matcher = word->front() == '/' || word->front() == '@' || word->front() == '*';
      if (!matcher && *word != "{" && *word != "}") members.push_back(address_of(*word));
    }
    add_route(routes, std::move(members), line.number);
  }
  return routes;
}

/// The word behind one of `keys`, which stand with or without their colon; no mapping.
std::string_view value_behind(const ConfigurationLine& line,
                              std::initializer_list<std::string_view> keys) {
  for (std::size_t i = 0; i + 1 < line.words.size(); ++i) {
    std::string_view key = line.words[i];
    const bool has_colon = key.ends_with(':');
    if (has_colon) key.remove_suffix(1);
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) continue;
    std::size_t value = i + 1;
    const bool apart = line.words[value] == ":" || line.words[value] == "=";
    if (apart) ++value;
    if ((!has_colon && !apart) || value == line.words.size() || line.words[value] == "{") continue;
    return trimmed(line.words[value], ",");
  }
  return {};
}

/// servers: [{url: …}] of Traefik's file provider.
BalancedRoutes traefik_routes(const std::vector<ConfigurationLine>& lines) {
  RouteCollector collector;
  for (const ConfigurationLine& line : lines) {
    if (line.words.front() == "servers:") {
      collector.open(line.number);
      continue;
    }
    const std::string_view member = value_behind(line, {"url", "address"});
    if (!member.empty()) {
      collector.add(member);
    } else if (line.words.front() != "-" && collector.has_members()) {
      collector.close();
    }
  }
  return collector.take();
}

/// Addresses below `load_assignment`, or `hosts` of old, of each of Envoy's clusters; those of
/// listeners are its own.
BalancedRoutes envoy_routes(const std::vector<ConfigurationLine>& lines) {
  RouteCollector collector;
  for (const ConfigurationLine& line : lines) {
    for (const std::string& word : line.words) {
      if (word == "load_assignment:" || word == "hosts:") collector.open(line.number);
      if (word == "listeners:" || word == "admin:") collector.close();
    }
    const std::string_view member = value_behind(line, {"address"});
    if (!member.empty()) collector.add(member);
  }
  return collector.take();
}

/// Of a router of models, such as LiteLLM: entries of one `model_name` stand in for each other.
BalancedRoutes model_routes(const std::vector<ConfigurationLine>& lines) {
  std::vector<std::string> names;  // in the order of the text
  std::map<std::string, BalancedRoute> by_name;
  std::string current;
  for (const ConfigurationLine& line : lines) {
    if (const std::string_view name = value_behind(line, {"model_name"}); !name.empty())
      current = name;
    const std::string_view base = value_behind(line, {"api_base"});
    if (base.empty() || current.empty()) continue;
    const auto [route, added] = by_name.try_emplace(current, BalancedRoute{{}, line.number});
    if (added) names.push_back(current);
    route->second.members.push_back(address_of(base));
  }
  BalancedRoutes routes;
  for (const std::string& name : names) {
    add_route(routes, std::move(by_name[name].members), by_name[name].line);
  }
  return routes;
}

bool contains_word(const std::vector<ConfigurationLine>& lines, std::string_view word) {
  return std::any_of(lines.begin(), lines.end(), [word](const ConfigurationLine& line) {
    return std::find(line.words.begin(), line.words.end(), word) != line.words.end();
  });
}

}  // namespace

std::string without_comments(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool comment = false;
  char before = '\n';
  for (const char c : text) {
    if (c == '\n') comment = false;
    if (c == '#' && (before == '\n' || before == ' ' || before == '\t' || before == ';')) {
      comment = true;
    }
    out += comment ? ' ' : c;
    before = c;
  }
  return out;
}

BalancerConfiguration balancer_configuration(std::string_view text) {
  const std::string plain = without_comments(text);
  const auto lines = configuration_lines(plain);
  const auto has = [&lines](std::string_view word) { return contains_word(lines, word); };
  for (const char* word : {"proxy_pass", "fastcgi_pass", "uwsgi_pass", "grpc_pass"}) {
    if (has(word)) return {NginxReader(lines).run(), false};
  }
  if (has("reverse_proxy") || has("php_fastcgi")) return {caddy_routes(lines), false};
  if (has("model_list:")) return {model_routes(lines), true};
  if (has("load_assignment:") || (has("static_resources:") && has("hosts:")))
    return {envoy_routes(lines), false};
  if (has("backend") || has("listen")) return {haproxy_routes(lines), false};
  if (has("servers:") && has("services:")) return {traefik_routes(lines), false};
  return {};
}

}  // namespace cutpoint
