#include "importer/terraform/inventory/secrets.hpp"

#include <algorithm>

namespace cutpoint::terraform {

namespace {

/// Names of hosts and buckets repeat a secret in small letters.
char lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with(std::string_view text, std::string_view secret) {
  return text.size() >= secret.size() &&
         std::equal(secret.begin(), secret.end(), text.begin(),
                    [](char own, char c) { return own == lowered(c); });
}

/// The first characters as one number, as a secret is looked for at every place of a text.
std::uint32_t start_of(std::string_view text) {
  std::uint32_t start = 0;
  for (std::size_t i = 0; i < Secrets::shortest; ++i)
    start = start << 8U | static_cast<unsigned char>(lowered(text[i]));
  return start;
}

std::size_t first_two(std::string_view text, std::size_t at) {
  return static_cast<std::size_t>(static_cast<unsigned char>(lowered(text[at]))) << 8U |
         static_cast<unsigned char>(lowered(text[at + 1]));
}

}  // namespace

void Secrets::add(std::string_view secret) {
  if (secret.size() < shortest || secret == "true" || secret == "false") return;
  std::string own(secret);
  std::transform(own.begin(), own.end(), own.begin(), lowered);
  if (!all_.insert(own).second) return;
  by_start_[start_of(secret)].push_back(std::move(own));
  first_two_[first_two(secret, 0)] = true;
}

std::size_t Secrets::length_at(std::string_view text, std::size_t at) const {
  if (at + shortest > text.size() || !first_two_[first_two(text, at)]) return 0;
  const auto bucket = by_start_.find(start_of(text.substr(at, shortest)));
  if (bucket == by_start_.end()) return 0;
  std::size_t longest = 0;
  for (const std::string& secret : bucket->second) {
    if (begins_with(text.substr(at), secret)) longest = std::max(longest, secret.size());
  }
  return longest;
}

bool Secrets::reveals(std::string_view text) const {
  for (std::size_t at = 0; at + shortest <= text.size(); ++at) {
    if (length_at(text, at) > 0) return true;
  }
  return false;
}

}  // namespace cutpoint::terraform
