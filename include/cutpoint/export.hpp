/// What a shared cutpoint shows to those who use it; all else in it is hidden.
#pragma once

#if defined(__GNUC__)
#define CUTPOINT_API __attribute__((visibility("default")))
#else
#define CUTPOINT_API
#endif
