#include "tests/fuzz/invariants.hpp"

#include <cstdio>
#include <cstdlib>
#include <sstream>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <yaml-cpp/yaml.h>

#include "app/cli.hpp"
#include "cutpoint/file_access.hpp"

namespace cutpoint::fuzzing {

namespace {

constexpr std::size_t shown_at_most = 2000;

struct Read {
  char32_t point = 0;
  std::size_t length = 0;  ///< 0: not well-formed
};

/// The code point at `at`; written for this, so that the decoder of the program is not its own
/// judge.
Read code_point(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char first = byte(0);
  if (first < 0x80U) return {first, 1};
  const std::size_t length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
  if (first < 0xC2U || first > 0xF4U || at + length > text.size()) return {};
  char32_t point = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    point = (point << 6U) | (byte(i) & 0x3FU);
  }
  const bool overlong = (length == 3 && point < 0x800U) || (length == 4 && point < 0x10000U);
  const bool surrogate = point >= 0xD800U && point <= 0xDFFFU;
  if (overlong || surrogate || point > 0x10FFFFU) return {};
  return {point, length};
}

bool is_harmless(char32_t point) {
  if (point < 0x20U) return point == U'\n' || point == U'\r' || point == U'\t';
  const bool control = point >= 0x7FU && point <= 0x9FU;
  const bool turns =
      (point >= 0x202AU && point <= 0x202EU) || (point >= 0x2066U && point <= 0x2069U);
  return !control && !turns;
}

void require_no_noncharacter(const std::string& text) {
  for (const char* const point : {"\xef\xbf\xbe", "\xef\xbf\xbf"}) {
    require(text.find(point) == std::string::npos, "no U+FFFE or U+FFFF is written", text);
  }
}

}  // namespace

void require(bool holds, std::string_view what, std::string_view of) {
  if (holds) return;
  const std::string_view shown = of.substr(0, shown_at_most);
  std::fprintf(stderr, "\ndoes not hold: %.*s\n%.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(shown.size()), shown.data());
  std::abort();
}

void require_clean(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Read read = code_point(text, at);
    const std::size_t from = at < 200 ? 0 : at - 200;
    require(read.length > 0, "what is printed is UTF-8", text.substr(from, 400));
    require(is_harmless(read.point), "no control or direction mark is printed as it is",
            text.substr(from, 400));
    at += read.length;
  }
}

void require_json(const std::string& text) {
  require(nlohmann::json::accept(text), "JSON is well-formed", text);
}

void require_xml(const std::string& text) {
  const pugi::xml_parse_result read = pugi::xml_document().load_buffer(text.data(), text.size());
  require(static_cast<bool>(read), "XML is well-formed", text);
  require_no_noncharacter(text);
}

void require_yaml(const std::string& text) {
  require_no_noncharacter(text);
  try {
    (void)YAML::LoadAll(text);
  } catch (const YAML::Exception& error) {
    require(false, std::string("YAML is well-formed: ") + error.what(), text);
  }
}

Ran run_over(const Files& files, const std::vector<std::string>& arguments) {
  Ran ran = run_writing(files, arguments);
  require_clean(ran.out);
  return ran;
}

Ran run_writing(const Files& files, const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  MemoryAccess memory(files);
  Console console{out, err, memory, false, false, 100};
  const Exit exit = run_command_line(arguments, console);
  Ran ran{static_cast<int>(exit), out.str(), err.str()};
  require(ran.exit >= 0 && ran.exit <= 2, "the exit code is a documented one");
  require(ran.exit != 2 || !ran.err.empty() || !ran.out.empty(), "a failure has a reason");
  require_clean(ran.err);
  return ran;
}

void run_in_formats(const Files& files, const std::vector<std::string>& arguments,
                    const std::vector<std::string_view>& formats) {
  for (const std::string_view format : formats) {
    std::vector<std::string> with_format = arguments;
    with_format.insert(with_format.end(), {"--format", std::string(format)});
    const Ran ran = run_over(files, with_format);
    if (ran.exit == 2 || ran.out.empty()) continue;
    if (format == "json" || format == "sarif" || format == "gitlab") require_json(ran.out);
    if (format == "junit" || format == "svg" || format == "open-psa") require_xml(ran.out);
    if (format == "litmus" || format == "chaos-mesh") require_yaml(ran.out);
  }
}

std::pair<std::string, std::string> halves_of(const std::string& input) {
  const std::string mark = "\n%%\n";
  const std::size_t at = input.find(mark);
  if (at == std::string::npos) return {input, input};
  return {input.substr(0, at + 1), input.substr(at + mark.size())};
}

}  // namespace cutpoint::fuzzing
