#define KERNEL
#define NAME(kernel) plain_##kernel
#define TABLE onward_plain_kernels
#include "bodies.h"
