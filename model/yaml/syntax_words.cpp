#include "model/yaml/syntax_words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace cutpoint {

namespace {

constexpr const char* quotes_help =
    "put a text with `: ` or ` #` in it, or one that starts with a special character, in quotes: "
    "description: \"Note: see below\"";
constexpr const char* indent_help =
    "indent with blanks only, keys of one mapping in the same column, what belongs to a key two "
    "blanks further";

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// The value behind `key: `, blanks and comments left out; empty where there is none.
std::string_view value_in(std::string_view line) {
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return {};
  std::string_view value = line.substr(colon + 2);
  value = value.substr(0, value.find(" #"));
  const std::size_t first = value.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view() : value.substr(first);
}

bool is_key_line(std::string_view line) {
  const std::string_view cut = line.substr(0, line.find(" #"));
  const std::size_t last = cut.find_last_not_of(' ');
  return line.find(": ") != std::string_view::npos ||
         (last != std::string_view::npos && cut[last] == ':');
}

/// A `key: value` where there should be none.
SyntaxWords stray_value(const SyntaxPlace& place) {
  const std::size_t first = place.line.find(": ");
  if (first != std::string_view::npos && first < place.at) {
    return {"a second `: ` in a value", quotes_help};
  }
  const bool deeper = indent_of(place.line) > indent_of(place.before);
  if (deeper && !value_in(place.before).empty()) {
    return {"this line is indented further than the line above, which has a value already",
            indent_help};
  }
  if (!is_key_line(place.before)) {
    return {"the line above is no `key: value`, so that no key can follow it",
            "write `key: value` with a colon and a blank behind it, also in the line above"};
  }
  return {"a `:` cannot stand here", quotes_help};
}

/// Where the keys of a mapping go on as something else.
SyntaxWords broken_mapping(const SyntaxPlace& place) {
  const std::string_view here = place.line.substr(std::min(place.at, place.line.size()));
  if (here.starts_with("- ") || here == "-") {
    return {"a list item cannot stand among the keys of a mapping",
            "write the list behind a key of its own: `depends_on: [a, b]`"};
  }
  const std::string_view value = value_in(place.line);
  if (!value.empty() && (value.front() == '\'' || value.front() == '"') &&
      value.data() < here.data()) {
    return {"a quoted text ends before its line does",
            "inside '…' a quote is written twice, ''; inside \"…\" it is written \\\""};
  }
  if (!here.empty() && (here.front() == ',' || here.front() == ']' || here.front() == '}')) {
    return {fmt::format("a `{}` cannot stand here", here.front()), quotes_help};
  }
  return {"this line is indented unlike the lines that it belongs to", indent_help};
}

/// A `{…}` that does not go on as one.
SyntaxWords broken_braces(const SyntaxPlace& place) {
  if (place.at >= place.line.size()) {
    return {"the text ends, and a `{`, a `[` or a quote is still open",
            "close every `{` with `}`, every `[` with `]`, and quotes with the same quote"};
  }
  if (place.line[place.at] == ':') {
    return {"a `:` where a `,` or a `}` should come",
            "put a `,` between two keys, close the `{` above with `}`, and put a text with `: ` in "
            "it in quotes"};
  }
  if (place.line.find('\t') != std::string_view::npos) {
    return {"a tab cannot stand here", "use blanks"};
  }
  return {"a `,` or a `}` is missing", "between keys stands a `,`, at the end a `}`"};
}

SyntaxWords broken_brackets(const SyntaxPlace& place) {
  if (place.at >= place.line.size()) return broken_braces(place);
  return {"a `,` or a `]` is missing", "between items stands a `,`, at the end a `]`"};
}

SyntaxWords stray_end(const SyntaxPlace& place) {
  // The parser stands behind the bracket.
  const std::size_t at = place.line.find_last_of("]}", std::min(place.at, place.line.size()));
  const char end = at == std::string_view::npos ? ']' : place.line[at];
  return {fmt::format("a `{}` closes nothing that is open", end),
          "every `{` is closed by `}` and every `[` by `]`, the inner ones first"};
}

SyntaxWords stray_character(const SyntaxPlace& place) {
  if (place.at >= place.line.size()) return {"something is missing here", ""};
  const char c = place.line[place.at];
  if (c == '|' || c == '>') {
    return {fmt::format("a text of several lines (`{}`) cannot stand inside {{…}} or […]", c),
            "give its key a line of its own"};
  }
  if (c == '`') return {"a value cannot start with a backtick", quotes_help};
  return {fmt::format("a value cannot start with `{}`", c), quotes_help};
}

SyntaxWords not_open_here(const SyntaxPlace&) {
  return {"a list item or a key cannot stand here", indent_help};
}
SyntaxWords no_anchor(const SyntaxPlace&) {
  return {"nothing is named by this `*name`",
          "`*name` repeats what `&name` names above it; put a text that starts with * in quotes"};
}
SyntaxWords bad_anchor(const SyntaxPlace&) {
  return {"`&` and `*` need a name behind them, one for each value",
          "such as `&base` and `*base`; put a text that starts with & or * in quotes"};
}
SyntaxWords bad_tag(const SyntaxPlace&) {
  return {"a `!` starts a tag, and this is none", "put a text that starts with ! in quotes"};
}
SyntaxWords bad_escape(const SyntaxPlace&) {
  return {"`\\` and the character behind it mean nothing in \"…\"",
          "write \\\\ for one backslash, or use '…', where it is a character like any other"};
}
SyntaxWords open_text(const SyntaxPlace&) {
  return {"a quoted text is not closed", "close it with the quote that it began with"};
}
SyntaxWords bad_block(const SyntaxPlace&) {
  return {"behind `|` or `>` only `+`, `-` or how far it is indented can stand",
          "the text begins on the next line"};
}
SyntaxWords bad_directive(const SyntaxPlace&) {
  return {"a line that starts with % is a directive, and this is none",
          "put a text that starts with % in quotes"};
}

struct SyntaxRow {
  std::string_view begins;  ///< the parser's message
  SyntaxWords (*words)(const SyntaxPlace& place);
};

constexpr std::array syntax_rows = {
    SyntaxRow{"illegal map value", stray_value},
    SyntaxRow{"illegal map key", not_open_here},
    SyntaxRow{"illegal block entry", not_open_here},
    SyntaxRow{"end of map flow", broken_braces},
    SyntaxRow{"end of map", broken_mapping},
    SyntaxRow{"end of sequence flow", broken_brackets},
    SyntaxRow{"end of sequence", broken_mapping},
    SyntaxRow{"illegal flow end", stray_end},
    SyntaxRow{"unknown token", stray_character},
    SyntaxRow{"the referenced anchor", no_anchor},
    SyntaxRow{"alias", bad_anchor},
    SyntaxRow{"anchor", bad_anchor},
    SyntaxRow{"illegal character found while scanning a", bad_anchor},
    SyntaxRow{"cannot assign multiple anchors", bad_anchor},
    SyntaxRow{"cannot assign multiple aliases", bad_anchor},
    SyntaxRow{"cannot assign the same alias", bad_anchor},
    SyntaxRow{"cannot assign multiple tags", bad_tag},
    SyntaxRow{"illegal character found while scanning tag", bad_tag},
    SyntaxRow{"tag handle", bad_tag},
    SyntaxRow{"end of verbatim tag", bad_tag},
    SyntaxRow{"unknown escape", bad_escape},
    SyntaxRow{"bad character found", bad_escape},
    SyntaxRow{"invalid unicode", bad_escape},
    SyntaxRow{"illegal EOF in scalar", open_text},
    SyntaxRow{"illegal document indicator", open_text},
    SyntaxRow{"invalid character in single-quoted", open_text},
    SyntaxRow{"cannot set zero indentation", bad_block},
    SyntaxRow{"unexpected character in block", bad_block},
    SyntaxRow{"YAML directives", bad_directive},
    SyntaxRow{"TAG directives", bad_directive},
    SyntaxRow{"repeated", bad_directive},
    SyntaxRow{"bad YAML version", bad_directive},
    SyntaxRow{"YAML major", bad_directive},
};

}  // namespace

SyntaxWords syntax_words(std::string_view parsers_message, const SyntaxPlace& place) {
  if (place.line.find(":{") != std::string_view::npos ||
      place.line.find(":[") != std::string_view::npos) {
    return {"a `:` without a blank behind it starts no value",
            "write `key: {…}` and `key: […]`, with a blank behind the colon"};
  }
  const auto found =
      std::find_if(syntax_rows.begin(), syntax_rows.end(),
                   [&](const SyntaxRow& row) { return parsers_message.starts_with(row.begins); });
  if (found != syntax_rows.end()) return found->words(place);
  return {"this is no well-formed YAML", indent_help};
}

}  // namespace cutpoint
