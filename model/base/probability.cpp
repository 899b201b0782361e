#include "cutpoint/probability.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "model/base/meant_words.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

constexpr const char* range_help = "write a percentage, 99.9%, or a number from 0 to 1, 0.999";

/// "99.95" of "99.95%" and whether there was a percent sign; nothing where the text is no such
/// number.
struct WrittenShare {
  std::string_view digits;
  bool percent = false;
};

std::optional<WrittenShare> split_share(std::string_view text) {
  text = trimmed(text);
  WrittenShare share;
  if (!text.empty() && text.back() == '%') {
    share.percent = true;
    text = trimmed(text.substr(0, text.size() - 1));
  }
  share.digits = text;
  if (!read_number(text)) return std::nullopt;
  return share;
}

Failure not_a_share(std::string_view written) {
  // Many languages write the point as a comma.
  std::string pointed(trimmed(written));
  std::replace(pointed.begin(), pointed.end(), ',', '.');
  if (pointed != trimmed(written) && split_share(pointed)) {
    return mistaken(fmt::format("`{}` is no probability", written), {pointed});
  }
  return {fmt::format("`{}` is no probability", written), range_help};
}

Failure out_of_range(std::string_view written, bool percent) {
  std::string message = fmt::format("`{}` lies above {}", written, percent ? "100 %" : "1");
  if (percent) return Failure(std::move(message));
  Failure failure(std::move(message), "percentages need a %");
  std::string meant = fmt::format("{}%", trimmed(written));
  if (parse_probability(meant)) failure.meant.push_back(std::move(meant));
  return failure;
}

/// The digits of 1 − 0.d₁d₂d₃…, taken digit by digit; "" where all digits are zero (the result is
/// 1).
std::string complement_digits(std::string_view digits) {
  std::string complement(digits.size(), '0');
  int borrow = 0;
  for (std::size_t i = digits.size(); i-- > 0;) {
    const int digit = 10 - (digits[i] - '0') - borrow;
    complement[i] = static_cast<char>('0' + digit % 10);
    borrow = digit < 10 ? 1 : 0;
  }
  return borrow == 0 ? std::string() : complement;
}

/// 1 − the decimal number in `text` (at most 1), or 100 − it, without losing a digit. Absent where
/// the text has an exponent.
std::optional<double> exact_complement(std::string_view text, bool percent) {
  if (text.find_first_of("eE") != std::string_view::npos) return std::nullopt;
  const std::size_t dot = std::min(text.find('.'), text.size());
  std::string whole(text.substr(0, dot));
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  const std::size_t width = percent ? 2 : 0;
  if (whole.size() > width) return 0.0;  // exactly 100 or 1: larger values were refused
  std::string digits = std::string(width - whole.size(), '0') + whole;
  if (dot < text.size()) digits += text.substr(dot + 1);
  const std::string complement = complement_digits(digits);
  return complement.empty() ? 1.0 : read_number("0." + complement);
}

}  // namespace

int Availability::nines() const {
  constexpr int most = 99;
  if (unavailability_ <= 0.0) return most;
  // What has been divided and added a few times is off by a few units of the last place, no more:
  // 99.8999999999 % is two nines.
  constexpr double rounding = 1.0 + 4.0 * std::numeric_limits<double>::epsilon();
  int nines = std::clamp(static_cast<int>(std::floor(-std::log10(unavailability_))) - 1, 0, most);
  while (nines < most && unavailability_ <= std::pow(10.0, -(nines + 1)) * rounding) ++nines;
  return nines;
}

Result<Probability> parse_probability(std::string_view written) {
  const auto share = split_share(written);
  if (!share) return {std::nullopt, not_a_share(written)};
  const double value = *read_number(share->digits) / (share->percent ? 100.0 : 1.0);
  if (value > 1.0) return {std::nullopt, out_of_range(written, share->percent)};
  return {Probability(value), {}};
}

Result<Availability> parse_availability(std::string_view written) {
  const Result<Probability> plain = parse_probability(written);
  if (!plain.value) return {std::nullopt, plain.error};
  const auto share = split_share(written);
  const auto exact = exact_complement(share->digits, share->percent);
  return {Availability::from_unavailability(exact.value_or(1.0 - plain.value->value())), {}};
}

Result<AvailabilityRange> parse_availability_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  const std::string_view from = text.substr(0, dots);
  const Result<Availability> low = parse_availability(from);
  if (dots == std::string_view::npos) {
    if (!low.value) return low.error;
    return AvailabilityRange{*low.value, *low.value};
  }
  const std::string_view to = text.substr(dots + 2);
  const Result<Availability> high = parse_availability(to);
  if (!low.value || !high.value) {
    Failure why = low.value ? high.error : low.error;
    why.meant =
        meant_ranges({from, low.has_value(), low.error}, {to, high.has_value(), high.error});
    std::erase_if(why.meant, [](const std::string& one) { return !parse_availability_range(one); });
    return why;
  }
  if (low.value->unavailability() >= 1.0 || high.value->unavailability() <= 0.0 ||
      *low.value > *high.value) {
    return {
        std::nullopt,
        {fmt::format("the range `{}` must run from above 0 % to a higher one below 100 %", text),
         "such as 99.5%..99.9%"}};
  }
  return {AvailabilityRange{*low.value, *high.value}, {}};
}

Availability AvailabilityRange::middle() const {
  if (!is_range()) return low;
  const double odds = std::sqrt(low.unavailability() / (1.0 - low.unavailability())) *
                      std::sqrt(high.unavailability() / (1.0 - high.unavailability()));
  return Availability::from_unavailability(odds / (1.0 + odds));
}

std::string to_text(const AvailabilityRange& range) {
  return range.is_range() ? to_text(range.low) + ".." + to_text(range.high) : to_text(range.low);
}

std::string to_text(Probability probability) {
  // Percent where that reads back to the same number.
  const std::string percent = number_text(probability.value() * 100.0);
  if (const auto back = read_number(percent); back && *back / 100.0 == probability.value()) {
    return percent + "%";
  }
  return number_text(probability.value());
}

std::string to_text(Availability availability) {
  const double u = availability.unavailability();
  if (u == 0.0) return "100%";
  if (u == 1.0) return "0%";
  constexpr int most_digits = 340;  // of the smallest doubles
  for (int count = 2; count <= most_digits; ++count) {
    const std::string missing = fmt::format("{:.{}f}", u, count);
    if (read_number(missing) != u) continue;
    const std::string digits = complement_digits(missing.substr(2));
    std::string text = fmt::format("{}.{}", digits.substr(0, 2), digits.substr(2));
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    if (text.size() > 1 && text[0] == '0' && text[1] != '.') text.erase(0, 1);
    return text + "%";
  }
  return number_text(availability.value());
}

}  // namespace cutpoint
