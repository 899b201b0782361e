/// Logarithm and exponential function with the same digits on every platform. Mathematical
/// libraries differ in the last one; these use nothing but additions, multiplications, divisions
/// and scaling by powers of two, which IEEE 754 fixes. The files of this folder are compiled
/// without fused multiplications for the same reason.
#pragma once

namespace cutpoint::portable {

/// Natural logarithm of a finite number above zero, within a few units of the last digit.
[[nodiscard]] double log(double x);

/// eˣ, within a few units of the last digit; 0 and infinity where it leaves the range of doubles.
[[nodiscard]] double exp(double x);

}  // namespace cutpoint::portable
