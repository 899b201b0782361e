#include "renderer/languages/raster.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <dlfcn.h>
#include <fmt/format.h>

namespace cutpoint {

namespace {

// Their interfaces to C, which are stable: structures are theirs alone but for this one.
struct RsvgBox {
  double x, y, width, height;
};
constexpr int argb_surface = 0;
constexpr int no_error = 0;

struct Rasteriser {
  void* (*rsvg_handle_new_from_data)(const unsigned char* data, std::size_t size, void** error);
  int (*rsvg_handle_get_intrinsic_size_in_pixels)(void* handle, double* width, double* height);
  int (*rsvg_handle_render_document)(void* handle, void* context, const RsvgBox* box, void** error);
  void (*g_object_unref)(void* object);
  void* (*cairo_image_surface_create)(int format, int width, int height);
  void* (*cairo_create)(void* surface);
  int (*cairo_status)(void* context);
  int (*cairo_surface_write_to_png_stream)(void* surface,
                                           int (*write)(void* into, const unsigned char* data,
                                                        unsigned int size),
                                           void* into);
  void (*cairo_destroy)(void* context);
  void (*cairo_surface_destroy)(void* surface);
};

template <class Function>
bool find_function(void* library, const char* name, Function& into) {
  into = library == nullptr ? nullptr
                            : reinterpret_cast<Function>(dlsym(library, name));  // NOLINT: dlsym
  return into != nullptr;
}

Result<Rasteriser> load_rasteriser() {
  void* const drawing = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
  void* const surfaces = dlopen("libcairo.so.2", RTLD_NOW | RTLD_LOCAL);
  void* const objects = dlopen("libgobject-2.0.so.0", RTLD_NOW | RTLD_LOCAL);
  Rasteriser found{};
  bool all = true;
#define CUTPOINT_FIND_FUNCTION(LIBRARY, NAME) all = find_function(LIBRARY, #NAME, found.NAME) && all
  CUTPOINT_FIND_FUNCTION(drawing, rsvg_handle_new_from_data);
  CUTPOINT_FIND_FUNCTION(drawing, rsvg_handle_get_intrinsic_size_in_pixels);
  CUTPOINT_FIND_FUNCTION(drawing, rsvg_handle_render_document);
  CUTPOINT_FIND_FUNCTION(objects, g_object_unref);
  CUTPOINT_FIND_FUNCTION(surfaces, cairo_image_surface_create);
  CUTPOINT_FIND_FUNCTION(surfaces, cairo_create);
  CUTPOINT_FIND_FUNCTION(surfaces, cairo_status);
  CUTPOINT_FIND_FUNCTION(surfaces, cairo_surface_write_to_png_stream);
  CUTPOINT_FIND_FUNCTION(surfaces, cairo_destroy);
  CUTPOINT_FIND_FUNCTION(surfaces, cairo_surface_destroy);
#undef CUTPOINT_FIND_FUNCTION
  if (!all) {
    return Failure("librsvg 2.52 or later is not installed (package librsvg2-2 on Debian)");
  }
  return found;
}

const Result<Rasteriser>& rasteriser() {
  static const Result<Rasteriser> loaded = load_rasteriser();
  return loaded;
}

using Released = std::unique_ptr<void, void (*)(void*)>;

int append_to(void* into, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(data), size);
  return no_error;
}

}  // namespace

const std::string& raster_obstacle() {
  return rasteriser().error.message;
}

Result<std::string> png_of_svg(const std::string& svg, const RasterSize& size) {
  const Rasteriser& with = *rasteriser();
  const Released handle(
      with.rsvg_handle_new_from_data(reinterpret_cast<const unsigned char*>(svg.data()), svg.size(),
                                     nullptr),
      with.g_object_unref);
  RsvgBox box{};
  if (!handle ||
      with.rsvg_handle_get_intrinsic_size_in_pixels(handle.get(), &box.width, &box.height) == 0 ||
      box.width < 1 || box.height < 1) {
    return Failure("librsvg cannot read the picture");
  }
  const double scale = std::min({size.scale, size.widest / box.width, size.widest / box.height,
                                 std::sqrt(size.most_area / (box.width * box.height))});
  const auto whole = [scale](double length) { return std::ceil(length * scale - 1e-6); };
  box.width = whole(box.width);
  box.height = whole(box.height);
  const Released surface(with.cairo_image_surface_create(argb_surface, static_cast<int>(box.width),
                                                         static_cast<int>(box.height)),
                         with.cairo_surface_destroy);
  const Released context(with.cairo_create(surface.get()), with.cairo_destroy);
  std::string png;
  if (with.rsvg_handle_render_document(handle.get(), context.get(), &box, nullptr) == 0 ||
      with.cairo_status(context.get()) != no_error ||
      with.cairo_surface_write_to_png_stream(surface.get(), append_to, &png) != no_error) {
    return Failure(
        fmt::format("the picture cannot be drawn with {} × {} pixels", box.width, box.height));
  }
  return png;
}

}  // namespace cutpoint
