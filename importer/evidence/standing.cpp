#include "importer/evidence/standing.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

using Words = std::vector<std::string>;

/// Between dashes, dots and low lines, without numbers at their ends.
Words name_words(std::string_view name) {
  Words words(1);
  for (const char c : lower_case(name)) {
    if (c == '-' || c == '_' || c == '.') {
      words.emplace_back();
    } else if (c < '0' || c > '9') {
      words.back() += c;
    }
  }
  std::erase(words, std::string());
  return words;
}

bool is_front_word(std::string_view word) {
  constexpr std::array<std::string_view, 14> words = {"web",   "ui",      "webui",  "front", "www",
                                                      "site",  "website", "spa",    "edge",  "gw",
                                                      "apigw", "proxy",   "portal", "bff"};
  constexpr std::array<std::string_view, 6> ends = {"gateway", "apigw",     "frontend",
                                                    "webapp",  "webserver", "page"};
  return std::find(words.begin(), words.end(), word) != words.end() ||
         std::any_of(ends.begin(), ends.end(),
                     [word](std::string_view end) { return word.ends_with(end); });
}

bool is_back_word(std::string_view word) {
  constexpr std::array<std::string_view, 9> words = {
      "service", "services", "svc", "microservice", "api", "apis", "rpc", "grpc", "backend"};
  return std::find(words.begin(), words.end(), word) != words.end() || word.ends_with("service");
}

bool is_worker_word(std::string_view word) {
  constexpr std::array<std::string_view, 7> words = {
      "worker", "workers", "consumer", "consumers", "executor", "datanode", "taskmanager"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Standing standing_of(std::string_view name) {
  const Words words = name_words(name);
  if (words.empty()) return Standing::unknown;
  const std::string& last = words.back();
  const std::string_view before = words.size() > 1 ? words[words.size() - 2] : std::string_view();
  // "front-end", "back-end", "ui-dashboard", "web-server".
  if (last == "end" && before == "front") return Standing::front;
  if (last == "end" && before == "back") return Standing::back;
  const bool says_nothing =
      last == "server" || last == "service" || last == "app" || last == "dashboard";
  if (is_front_word(last) || (says_nothing && is_front_word(before))) return Standing::front;
  if (is_worker_word(last)) return Standing::worker;
  return is_back_word(last) ? Standing::back : Standing::unknown;
}

}  // namespace cutpoint
