// How a convolution's windows lie. Included by shim.h.

/// Strides, and zeros before and after the image, down and across; and how it is computed.
typedef struct {
    dnnl_alg_kind_t algorithm;
    dnnl_dims_t stride, before, after;
} onward_windowing;
