#include "app/rpc/message_stream.hpp"

#include <fmt/format.h>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

/// A line without its end, at most so long; the rest of a longer one is passed over. Nothing at the
/// end of the stream.
std::optional<ReadMessage> read_line(std::istream& in, std::size_t longest) {
  ReadMessage line;
  for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get()) {
    if (c == '\n') {
      if (!line.text.empty() && line.text.back() == '\r') line.text.pop_back();
      return line;
    }
    if (line.text.size() < longest) {
      line.text += static_cast<char>(c);
    } else if (line.error.empty()) {
      line.error = fmt::format("a message is longer than {} bytes", longest);
    }
  }
  if (line.text.empty()) return std::nullopt;
  return line;
}

/// The number behind `Content-Length:`, whatever its case; nothing in another header.
std::optional<std::string_view> length_text(std::string_view header) {
  constexpr std::string_view name = "content-length:";
  if (lower_case(header.substr(0, name.size())) != name) return std::nullopt;
  return trimmed(header.substr(name.size()), " ");
}

/// Lines up to an empty one that hold a length; what has none is told once and passed over.
std::optional<ReadMessage> read_headed(std::istream& in) {
  constexpr std::size_t longest_header = 4096;
  std::optional<std::size_t> length;
  std::string wrong;
  while (const auto line = read_line(in, longest_header)) {
    if (line->text.empty()) {
      if (length) break;
      if (!wrong.empty()) return ReadMessage{"", wrong};
      continue;
    }
    const auto text = length_text(line->text);
    if (!text) {
      // `Content-Type` is the one other header that there is.
      if (line->text.find(':') == std::string::npos) wrong = "a header was expected";
      continue;
    }
    if (const auto number = number_of_text<std::size_t>(*text)) {
      length = number;
    } else {
      wrong = "Content-Length is no number";
    }
  }
  if (!length) return wrong.empty() ? std::nullopt : std::optional(ReadMessage{"", wrong});
  if (*length > largest_message) {
    in.ignore(static_cast<std::streamsize>(*length));
    return ReadMessage{"", fmt::format("a message is longer than {} bytes", largest_message)};
  }
  ReadMessage message;
  message.text.resize(*length);
  in.read(message.text.data(), static_cast<std::streamsize>(*length));
  if (static_cast<std::size_t>(in.gcount()) < *length) return std::nullopt;
  return message;
}

}  // namespace

std::optional<ReadMessage> read_message(std::istream& in, Framing framing) {
  if (framing == Framing::headers) return read_headed(in);
  while (auto line = read_line(in, largest_message)) {
    if (!line->error.empty()) line->text.clear();
    if (!line->text.empty() || !line->error.empty()) return line;
  }
  return std::nullopt;
}

void write_message(std::ostream& out, Framing framing, std::string_view text) {
  if (framing == Framing::headers) {
    out << fmt::format("Content-Length: {}\r\n\r\n", text.size()) << text;
  } else {
    out << text << '\n';
  }
  out.flush();
}

}  // namespace cutpoint
