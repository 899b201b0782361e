#include "importer/terraform/inventory/address.hpp"

#include <algorithm>

namespace cutpoint::terraform {

namespace {

/// Behind the bracket that closes the one at `at`; quotes hide brackets.
std::size_t end_of_key(std::string_view text, std::size_t at) {
  bool quoted = false;
  for (; at < text.size(); ++at) {
    if (quoted && text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      quoted = !quoted;
    } else if (text[at] == ']' && !quoted) {
      return at + 1;
    }
  }
  return text.size();
}

void read_key(std::string_view key, Step& step) {
  if (key == "*") {
    step.is_splat = true;
    return;
  }
  step.has_key = true;
  if (key.size() < 2 || key.front() != '"') {
    step.key = key;
    return;
  }
  key = key.substr(1, key.size() - 2);
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '\\' && i + 1 < key.size()) ++i;
    step.key += key[i];
  }
}

std::vector<Step> steps_of(std::string_view text) {
  std::vector<Step> steps;
  std::size_t at = 0;
  while (at < text.size()) {
    Step step;
    const std::size_t end = std::min(text.find_first_of(".[", at), text.size());
    step.name = text.substr(at, end - at);
    at = end;
    while (at < text.size() && text[at] == '[') {
      const std::size_t close = end_of_key(text, at);
      if (!step.has_key) read_key(text.substr(at + 1, close - at - 2), step);
      at = close;
    }
    if (at < text.size() && text[at] == '.') ++at;
    // `aws_subnet.private.*.id` and `.0` are the old ways to write `[*]` and `[0]`.
    const bool old_key = !step.name.empty() && !steps.empty() && !steps.back().has_key &&
                         std::all_of(step.name.begin(), step.name.end(),
                                     [](char c) { return c >= '0' && c <= '9'; });
    if (step.name == "*" && !steps.empty()) {
      steps.back().is_splat = true;
    } else if (old_key) {
      steps.back().has_key = true;
      steps.back().key = step.name;
    } else {
      steps.push_back(std::move(step));
    }
  }
  return steps;
}

std::string path_of(const Address& address, bool with_keys) {
  std::string out;
  for (const Step& module : address.modules) {
    if (!out.empty()) out += '.';
    out += "module." + module.name;
    if (with_keys) out += key_text(module);
  }
  return out;
}

Address parse(std::string_view text, bool is_reference) {
  Address address;
  std::vector<Step> steps = steps_of(text);
  std::size_t at = 0;
  while (at + 1 < steps.size() && steps[at].name == "module") {
    address.modules.push_back(std::move(steps[at + 1]));
    at += 2;
  }
  if (at < steps.size() && steps[at].name == "data") {
    address.mode = "data.";
    ++at;
  }
  const bool names_output = is_reference && !address.modules.empty();
  if (!names_output && at + 1 < steps.size()) {
    address.type = std::move(steps[at].name);
    address.resource = std::move(steps[at + 1]);
    at += 2;
  }
  for (; at < steps.size(); ++at) address.rest.push_back(std::move(steps[at]));
  return address;
}

}  // namespace

Address parse_address(std::string_view text) {
  return parse(text, false);
}

Address parse_reference(std::string_view text) {
  return parse(text, true);
}

std::string module_path(const Address& address) {
  return path_of(address, false);
}

std::string module_instance(const Address& address) {
  return path_of(address, true);
}

std::string block_address(const Address& address) {
  std::string out = module_path(address);
  if (address.type.empty()) return out;
  if (!out.empty()) out += '.';
  out += address.mode;
  out += address.type;
  out += '.';
  out += address.resource.name;
  return out;
}

std::string key_text(const Step& step) {
  if (step.is_splat) return "[*]";
  if (!step.has_key) return {};
  const bool is_number =
      !step.key.empty() &&
      std::all_of(step.key.begin(), step.key.end(), [](char c) { return c >= '0' && c <= '9'; });
  std::string out = "[";
  if (!is_number) out += '"';
  out += step.key;
  out += is_number ? "]" : "\"]";
  return out;
}

}  // namespace cutpoint::terraform
