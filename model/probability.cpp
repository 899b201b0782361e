#include "cutpoint/probability.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/number_text.hpp"

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

ParseError not_a_share(std::string_view written) {
  return {fmt::format("`{}` is no probability", written), range_help};
}

ParseError out_of_range(std::string_view written, bool percent) {
  return {fmt::format("`{}` lies above {}", written, percent ? "100 %" : "1"),
          percent ? "" : "percentages need a %"};
}

/// 1 − the decimal number in `digits` (at most 1), or 100 − it, without losing a digit: the
/// complement is taken digit by digit. Absent where the text has an exponent.
std::optional<double> exact_complement(std::string_view digits, bool percent) {
  if (digits.find_first_of("eE") != std::string_view::npos) return std::nullopt;
  const std::size_t dot = std::min(digits.find('.'), digits.size());
  std::string whole(digits.substr(0, dot));
  std::string fraction(dot < digits.size() ? digits.substr(dot + 1) : std::string_view());
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  const std::size_t width = percent ? 2 : 0;
  if (whole.size() > width) return 0.0;  // exactly 100 or 1: larger values were refused
  const std::string all = std::string(width - whole.size(), '0') + whole + fraction;
  std::string complement(all.size(), '0');
  int borrow = 0;
  for (std::size_t i = all.size(); i-- > 0;) {
    const int digit = 10 - (all[i] - '0') - borrow;
    complement[i] = static_cast<char>('0' + digit % 10);
    borrow = digit < 10 ? 1 : 0;
  }
  if (borrow == 0) return 1.0;  // all digits were zero
  return read_number("0." + complement);
}

}  // namespace

int Availability::nines() const {
  constexpr int most = 99;
  if (unavailability_ <= 0.0) return most;
  // 0.001 is not exactly a power of ten: a hair of room keeps 99.9 % at three nines.
  const double nines = -std::log10(unavailability_);
  return std::clamp(static_cast<int>(std::floor(nines + 1e-9)), 0, most);
}

Parsed<Probability> parse_probability(std::string_view written) {
  const auto share = split_share(written);
  if (!share) return {std::nullopt, not_a_share(written)};
  const double value = *read_number(share->digits) / (share->percent ? 100.0 : 1.0);
  if (value > 1.0) return {std::nullopt, out_of_range(written, share->percent)};
  return {Probability(value), {}};
}

Parsed<Availability> parse_availability(std::string_view written) {
  const Parsed<Probability> plain = parse_probability(written);
  if (!plain.value) return {std::nullopt, plain.error};
  const auto share = split_share(written);
  const auto exact = exact_complement(share->digits, share->percent);
  return {Availability::from_unavailability(exact.value_or(1.0 - plain.value->value())), {}};
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
  for (int digits = 0; digits <= 40; ++digits) {
    // 100 − 100u in decimal text, digit by digit, until it reads back to the same unavailability.
    const std::string missing = fmt::format("{:.{}f}", u * 100.0, digits);
    const auto complement = exact_complement(missing, true);
    if (!complement) break;
    std::string text = fmt::format("{:.{}f}", *complement * 100.0, digits);
    if (const auto back = parse_availability(text + "%").value;
        back && back->unavailability() == u) {
      return text + "%";
    }
  }
  return number_text(availability.value());
}

std::string to_human_text(Availability availability) {
  const double u = availability.unavailability();
  if (u <= 0.0) return "100 %";
  // Two significant digits of what is missing, and as many more as keep the number of nines.
  const int leading = static_cast<int>(std::floor(-std::log10(u * 100.0)));
  for (int digits = std::clamp(leading + 2, 2, 18); digits <= 18; ++digits) {
    const double scale = std::pow(10.0, digits);
    const double missing = std::max(std::round(u * 100.0 * scale), 1.0);
    // Through integers, so that 100 − 1e-9 keeps its digits.
    const double whole = 100.0 * scale;
    if (whole >= 9e15) break;
    const auto shown = Availability::from_unavailability(std::min(1.0, missing / whole));
    if (shown.nines() != availability.nines() && digits < leading + 6) continue;
    std::string text = fmt::format("{:.{}f}", (whole - missing) / scale, digits);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text + " %";
  }
  return fmt::format("100 % - {:.1e}", u);
}

}  // namespace cutpoint
