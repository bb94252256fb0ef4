// What oneDNN computes on a result before it leaves the registers. Included by shim.h.

/// A result below zero is multiplied by `slope`: ReLU with 0. Nothing happens unless it applies.
typedef struct {
    bool applies;
    float slope;
} onward_rectifier;

/// Creates the attributes of a primitive that ends with `rectifier`.
static inline dnnl_status_t onward_attributes_create(
    dnnl_primitive_attr_t *attributes, onward_rectifier rectifier) {
    dnnl_status_t status = dnnl_primitive_attr_create(attributes);
    if (status != dnnl_success || !rectifier.applies) return status;
    dnnl_post_ops_t after = NULL;
    status = dnnl_post_ops_create(&after);
    if (status == dnnl_success)
        status = onward_append_rectifier(after, rectifier.slope);
    if (status == dnnl_success) status = dnnl_primitive_attr_set_post_ops(*attributes, after);
    if (after) dnnl_post_ops_destroy(after);
    return status;
}
