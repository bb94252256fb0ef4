/* Trains on points around three corners, asks about one of them, and meets an error.
 *
 *     cc -I Sources/COnward Examples/CProgram/main.c libonward.so -o program
 */
#include <onward.h>
#include <stdio.h>
#include <stdlib.h>

enum { COUNT = 300, NUMBERS = 2, CLASSES = 3 };

static const char *const classes[CLASSES] = {"left", "right", "top"};
static const float corners[CLASSES][NUMBERS] = {{-2, 0}, {2, 0}, {0, 3}};

/* Points beside their corners, always the same ones. */
static void draw(float *values, int32_t *labels) {
    uint32_t state = 1;
    for (int point = 0; point < COUNT; point++) {
        labels[point] = point % CLASSES;
        for (int axis = 0; axis < NUMBERS; axis++) {
            state = state * 1664525u + 1013904223u;
            float noise = (float)(state >> 8) / (1 << 24) - 0.5f;
            values[point * NUMBERS + axis] = corners[labels[point]][axis] + noise;
        }
    }
}

static int32_t show(void *epochs, const onward_progress *progress) {
    if (progress->metrics) *(size_t *)epochs = progress->epoch;
    return 0;
}

/* Ends the program where something is wrong. */
static void require(onward_error error) {
    if (error.kind == ONWARD_NONE) return;
    fprintf(stderr, "%s\n", error.text);
    exit(1);
}

int main(void) {
    float values[COUNT * NUMBERS];
    int32_t labels[COUNT];
    draw(values, labels);
    const size_t shape[] = {NUMBERS};
    const onward_samples samples = {values, COUNT, shape, 1};

    onward_model *model = NULL;
    require(onward_model_create(
        "{network: '20,20', epochs: 20, threads: 1}", classes, CLASSES, &model));
    size_t epochs = 0;
    require(onward_model_train(model, &samples, labels, show, &epochs));
    printf("%zu epochs\n", epochs);

    const float point[] = {1.9f, 0.1f};
    const onward_samples question = {point, 1, shape, 1};
    int32_t label;
    double probabilities[CLASSES];
    require(onward_model_answer(
        model, &question, &(onward_answers){&label, probabilities, NULL}));
    printf("%s, %.0f %%\n", classes[label], 100 * probabilities[label]);

    /* A point without an end is an error that says so, and the model goes on. */
    const float nowhere[] = {1.9f, 1 / 0.0f};
    const onward_samples wrong = {nowhere, 1, shape, 1};
    onward_error error = onward_model_answer(model, &wrong, &(onward_answers){&label, NULL, NULL});
    printf("%s\n", error.text);
    onward_error_release(error);

    onward_model_release(model);
    return 0;
}
