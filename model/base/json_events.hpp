/// JSON as a row of events with places, which the JSON library does not keep.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cutpoint {

/// A byte of a text: its offset, its 1-based line and its 1-based column in bytes.
struct JsonPlace {
  std::size_t offset = 0;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

enum class JsonCollection : std::uint8_t { list, mapping };

/// What is told of a text, in its order. A key comes right before its value. Who answers false ends
/// the reading.
class JsonReceiver {
 public:
  virtual ~JsonReceiver() = default;
  [[nodiscard]] virtual bool start(JsonCollection kind, const JsonPlace& place) = 0;
  virtual void finish(JsonCollection kind) = 0;
  /// `text`: escapes resolved, good until the next event. `length`: as written, with quotes.
  [[nodiscard]] virtual bool key(std::string_view text, const JsonPlace& place,
                                 std::uint32_t length) = 0;
  [[nodiscard]] virtual bool text(std::string_view text, const JsonPlace& place,
                                  std::uint32_t length) = 0;
  /// A number as it was written, `true`, `false` or `null`.
  [[nodiscard]] virtual bool word(std::string_view word, const JsonPlace& place) = 0;
  /// A value that nothing holds has ended.
  virtual void end_of_document() = 0;
};

struct JsonError {
  std::string message;
  JsonPlace place;
};

struct JsonAllowance {
  bool several_documents = false;  ///< one behind the other
  /// Half a surrogate pair (the replacement mark takes its place), and control characters in texts
  /// but for ends of lines.
  bool damaged_texts = false;
};

/// Reads once, in time and memory linear in the text, however deep it is nested. What is wrong
/// first ends it and is returned; nothing is where all was read, or the receiver wants no more.
[[nodiscard]] std::optional<JsonError> read_json_events(std::string_view text,
                                                        JsonReceiver& receiver,
                                                        const JsonAllowance& allowance = {});

}  // namespace cutpoint
