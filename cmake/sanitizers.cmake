# CUTPOINT_SANITIZE=ON builds everything with AddressSanitizer and UndefinedBehaviorSanitizer. Warnings are
# judged in the other builds: instrumented code makes GCC 12 see what is not there.
option(CUTPOINT_SANITIZE "Build with ASan and UBSan" OFF)
if(CUTPOINT_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # Instrumented code makes GCC 12 see uninitialised members inside the standard library.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  add_link_options(-fsanitize=address,undefined)
endif()

# CUTPOINT_FUZZ=ON, with clang, measures besides what inputs reach: tests/fuzz is led by it.
option(CUTPOINT_FUZZ "Build the fuzz targets for libFuzzer" OFF)
if(CUTPOINT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
