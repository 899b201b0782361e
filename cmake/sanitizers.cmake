# CUTPOINT_SANITIZE=ON builds everything with AddressSanitizer and UndefinedBehaviorSanitizer. Warnings are
# judged in the other builds: instrumented code makes GCC 12 see what is not there.
option(CUTPOINT_SANITIZE "Build with ASan and UBSan" OFF)
if(CUTPOINT_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # Instrumented code makes GCC 12 see uninitialised members inside the standard library.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  add_link_options(-fsanitize=address,undefined)
endif()

# CUTPOINT_SANITIZE_THREADS=ON builds everything with ThreadSanitizer, which cannot be had together with ASan.
option(CUTPOINT_SANITIZE_THREADS "Build with TSan" OFF)
if(CUTPOINT_SANITIZE_THREADS)
  if(CUTPOINT_SANITIZE)
    message(FATAL_ERROR "CUTPOINT_SANITIZE and CUTPOINT_SANITIZE_THREADS exclude each other")
  endif()
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  # Fences of the standard library are not understood by TSan, and GCC says so.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-tsan> $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  add_link_options(-fsanitize=thread)
endif()

# CUTPOINT_FUZZ=ON, with clang, measures besides what inputs reach: tests/fuzz is led by it.
option(CUTPOINT_FUZZ "Build the fuzz targets for libFuzzer" OFF)
if(CUTPOINT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
