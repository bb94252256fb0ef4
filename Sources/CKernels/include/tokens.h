// Arguments of the kernels that make tokens of images and let tokens attend to each other.
#ifndef ONWARD_TOKENS_H
#define ONWARD_TOKENS_H

#include <stdbool.h>

/// Rows: tokens[height/size · width/size, channels·size·size] from image[channels, height, width],
/// or the other way where `back` is set.
typedef struct {
    float *image, *tokens;
    long channels, height, width, size;
    bool back;
} onward_patches;

/// Pairs of a sample and a head, a sample's heads one behind the other.
///   projections [N·tokens, 3·width]: queries, keys and values, each head's columns side by side
///   probabilities [N·heads, tokens, tokens], context [N·tokens, width]
typedef struct {
    const float *projections;
    float *probabilities, *context;
    long tokens, heads, width;
    float scale;
} onward_attention;

/// Pairs, as above; `score_error` has the form of `probabilities`.
typedef struct {
    const float *projections, *probabilities, *context_error;
    float *score_error, *projections_error;
    long tokens, heads, width;
    float scale;
} onward_attention_back;

#endif
