#include "importer/terraform/inventory/secrets.hpp"

#include <algorithm>

namespace cutpoint::terraform {

namespace {

/// The first characters as one number, as a secret is looked for at every place of a text.
std::uint32_t start_of(std::string_view text) {
  std::uint32_t start = 0;
  for (std::size_t i = 0; i < Secrets::shortest; ++i)
    start = start << 8U | static_cast<unsigned char>(text[i]);
  return start;
}

std::size_t first_two(std::string_view text, std::size_t at) {
  return static_cast<std::size_t>(static_cast<unsigned char>(text[at])) << 8U |
         static_cast<unsigned char>(text[at + 1]);
}

}  // namespace

void Secrets::add(std::string_view secret) {
  if (secret.size() < shortest || secret == "true" || secret == "false") return;
  if (!all_.emplace(secret).second) return;
  by_start_[start_of(secret)].emplace_back(secret);
  first_two_[first_two(secret, 0)] = true;
}

std::size_t Secrets::length_at(std::string_view text, std::size_t at) const {
  if (at + shortest > text.size() || !first_two_[first_two(text, at)]) return 0;
  const auto bucket = by_start_.find(start_of(text.substr(at, shortest)));
  if (bucket == by_start_.end()) return 0;
  std::size_t longest = 0;
  for (const std::string& secret : bucket->second) {
    if (text.substr(at, secret.size()) == secret) longest = std::max(longest, secret.size());
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
