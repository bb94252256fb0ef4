// The C libraries for pictures. Both keep their longjmp to themselves: libpng's simplified API and
// TurboJPEG return a status, so no jump ever crosses a Swift frame.
#ifndef ONWARD_PICTURES_SHIM_H
#define ONWARD_PICTURES_SHIM_H

#include <png.h>
#include <turbojpeg.h>

#endif
