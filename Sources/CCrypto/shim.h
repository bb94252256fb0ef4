// libcrypto: says whether what was downloaded is what was published.
#ifndef ONWARD_CRYPTO_SHIM_H
#define ONWARD_CRYPTO_SHIM_H

#include <openssl/evp.h>

#endif
