// The C libraries for files: zlib reads compressed data sets, libcrypto checks what was downloaded.
#ifndef ONWARD_FILES_SHIM_H
#define ONWARD_FILES_SHIM_H

#include <openssl/evp.h>
#include <zlib.h>

#endif
