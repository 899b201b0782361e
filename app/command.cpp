#include "app/command.hpp"

namespace cutpoint {

const std::vector<std::string>& Arguments::values(const std::string& name) const {
  static const std::vector<std::string> none;
  const auto found = all.find(name);
  return found == all.end() ? none : found->second;
}

std::string Arguments::value(const std::string& name) const {
  const auto& given = values(name);
  return given.empty() ? std::string() : given.back();
}

std::string long_name(std::string_view names) {
  const std::size_t dashes = names.find("--");
  if (dashes == std::string_view::npos) return std::string(names);
  const std::string_view rest = names.substr(dashes + 2);
  return std::string(rest.substr(0, rest.find(',')));
}

}  // namespace cutpoint
