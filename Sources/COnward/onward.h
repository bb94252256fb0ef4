/* Onward for programs in C, and in whatever calls C.
 *
 *     onward_model *model = NULL;
 *     onward_error error = onward_model_create("network: 200,200", classes, 10, &model);
 *     if (!error.kind) error = onward_model_train(model, &samples, labels, NULL, NULL);
 *     if (error.kind) fprintf(stderr, "%s\n", error.text);
 *     onward_error_release(error);
 *     onward_model_release(model);
 *
 * Calls may come from any thread, several at a time and about the same model too. A model that is being
 * trained refuses everything but onward_model_stop. Nothing is kept beside the models, but for the threads of
 * OpenMP: a process that was forked after a training must not train or ask, because they are not in it.
 *
 * While a call computes, signals to its thread wait: they come when a listener is called, and at the end.
 */
#ifndef ONWARD_H
#define ONWARD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Who can do something about an error. */
typedef enum onward_kind {
    /* There is no error. */
    ONWARD_NONE = 0,
    /* Who calls: a setting, a name, a shape or a sample is not what it can be. */
    ONWARD_INPUT = 1,
    /* Who keeps the files: one is missing, damaged, in the way or of another version. */
    ONWARD_FILES = 2,
    /* Who runs the machine: no room, no instruction for it. */
    ONWARD_MACHINE = 3,
    /* Who reads the results: a training came to nothing. */
    ONWARD_WORK = 4,
    /* We: something that cannot be has happened. */
    ONWARD_FAULT = 5
} onward_kind;

/* What a call comes to. */
typedef struct onward_error {
    onward_kind kind;
    /* The key of the setting that it is about, as recipes write it; NULL where there is none. */
    char *setting;
    /* What was expected, what came and what to do, in a sentence; NULL where there is no error. */
    char *text;
} onward_error;

/* Gives the texts of an error back. */
void onward_error_release(onward_error error);

/* Gives a text or bytes back that a call has written; NULL does nothing. */
void onward_free(void *memory);

/* The version of Onward, such as 0.2.0; to be given back. */
char *onward_version(void);

/* A network with its recipe: not trained yet, trained, or read from a file. */
typedef struct onward_model onward_model;

/* Samples where the caller has them. They are not copied, not changed, and not looked at any more when the
 * call returns. */
typedef struct onward_samples {
    /* [count, numbers of a sample], row by row, all finite. */
    const float *values;
    size_t count;
    /* One sample's form: {numbers}, {height, width} or {channels, height, width}. */
    const size_t *shape;
    /* Sizes in it, from 1 to 3. */
    size_t dimensions;
} onward_samples;

/* Where a training stands. */
typedef struct onward_progress {
    /* Counted from 1: the epoch that is under way, or has just ended. */
    size_t epoch;
    size_t epochs;
    /* Of this epoch: batches that are done, and all. */
    size_t batch;
    size_t batches;
    /* What the epoch that has just ended amounted to, as JSON with the keys of a run's metrics.jsonl; NULL
     * while one is under way. */
    const char *metrics;
} onward_progress;

/* Told of every epoch that ends, and between batches some 20 times a second; other than 0 ends the training
 * before the next batch. It is called on the thread that trains, and must not use the model. */
typedef int32_t (*onward_listener)(void *context, const onward_progress *progress);

/* Makes a model that is yet to be trained.
 *
 * recipe   settings as YAML or JSON, "network: 1000,1000"; the rest are their defaults. What it says of data
 *          is passed over.
 * classes  names of the classes, in the order of the labels 0, 1, ...
 */
onward_error onward_model_create(
    const char *recipe, const char *const *classes, size_t class_count, onward_model **model);

/* Gives a model back, when no call uses it any more; NULL does nothing. */
void onward_model_release(onward_model *model);

/* Trains a new network by the recipe to its end, and keeps the best epoch where the recipe holds samples out.
 * What the model was before is gone.
 *
 * labels    [count], each the number of a class.
 * listener  NULL for none.
 */
onward_error onward_model_train(
    onward_model *model, const onward_samples *samples, const int32_t *labels,
    onward_listener listener, void *context);

/* Trains the network once more on these samples alone, for one epoch at the learning rate that the recipe
 * begins with; none are held out. The first samples of a model without a network make one, and say whether
 * numbers are bytes that mean 0...1. */
onward_error onward_model_learn(
    onward_model *model, const onward_samples *samples, const int32_t *labels,
    onward_listener listener, void *context);

/* Ends the training of a model before its next batch; from any thread, and from a signal's handler. The call
 * that trains returns without an error, and the model is what it has become. */
void onward_model_stop(onward_model *model);

/* What is told of samples, in memory of the caller's; NULL for what is not wanted. */
typedef struct onward_answers {
    /* [count]: the number of the class with most evidence. */
    int32_t *labels;
    /* [count, classes]: what softmax makes of the evidence. */
    double *probabilities;
    /* [count, blocks, classes]: the same of each block's own evidence. */
    double *votes;
} onward_answers;

/* Asks a trained model. A sample's answer is the same to the bit alone and in any batch. */
onward_error onward_model_answer(
    onward_model *model, const onward_samples *samples, const onward_answers *answers);

/* Explains the answer to a single sample, as JSON: what each part of it is worth, for what decides and for
 * each block. The text is to be given back. */
onward_error onward_model_explain(onward_model *model, const onward_samples *sample, char **json);

/* Sizes that answers depend on. */
typedef struct onward_form {
    /* Numbers of one sample. */
    size_t numbers;
    size_t classes;
    size_t blocks;
} onward_form;

onward_error onward_model_form(onward_model *model, onward_form *form);

/* Blocks, tensors, classes, algorithm and recipe, as JSON; the text is to be given back. */
onward_error onward_model_description(onward_model *model, char **json);

/* Weights where the model has them: to be read, until the model is trained, changed or given back. */
typedef struct onward_tensor {
    const float *values;
    size_t dimensions;
    size_t shape[4];
    /* Numbers from one to the next along each dimension. */
    size_t strides[4];
} onward_tensor;

/* name  in PyTorch's terms, "blocks.0.layers.0.weight"; the description lists all. */
onward_error onward_model_tensor(onward_model *model, const char *name, onward_tensor *tensor);

/* Takes a block out, counted from 0; those above it move down, and keep their weights. */
onward_error onward_model_remove(onward_model *model, size_t block);

/* Writes the model's file, whole or not at all. */
onward_error onward_model_save(onward_model *model, const char *path);

/* The same bytes in memory, to be given back. */
onward_error onward_model_bytes(onward_model *model, uint8_t **bytes, size_t *count);

/* Reads a model's file, or that of a run's folder. */
onward_error onward_model_load(const char *path, onward_model **model);

/* The same of bytes in memory, which are copied. */
onward_error onward_model_read(const uint8_t *bytes, size_t count, onward_model **model);

/* Trains by a recipe that names its data, and writes a run's folder.
 *
 * folder   empty or new; NULL for runs/<data>-<algorithm>-<number> in the working folder.
 * outcome  what it came to as JSON: "folder", "notes", and "summary", which is null where the listener ended
 *          it. To be given back.
 */
onward_error onward_run_train(
    const char *recipe, const char *folder, onward_listener listener, void *context,
    char **outcome);

/* Writes a run's report.html anew; path is where it lies, to be given back. */
onward_error onward_run_report(const char *run, char **path);

#ifdef __cplusplus
}
#endif

#endif
