/* Distributions, plans of samples, and summaries. Options that point to lists have them as
 * parameters here. */
%{
typedef struct sample_progress_call {
    aic_sample_progress call;
    void *context;
} sample_progress_call;

static int make_sampling(const aic_model *model, const aic_distribution *inputs,
                         size_t input_count, const size_t *results, size_t result_count,
                         const aic_sampling_options *options,
                         const aic_rank_correlation *correlations,
                         size_t correlation_count, const aic_threshold *thresholds,
                         size_t threshold_count, aic_sampling **plan, aic_error *error)
{
    aic_sampling_options own = *options;
    own.correlations = correlations;
    own.correlation_count = correlation_count;
    own.thresholds = thresholds;
    own.threshold_count = threshold_count;
    return aic_sampling_create(model, inputs, input_count, results, result_count, &own,
                               plan, error);
}

static int draw_samples(const aic_sampling *plan, uint64_t first, uint64_t count,
                        const aic_sample_options *options, const aic_precision *enough,
                        size_t enough_count, aic_summary *summary, aic_error *error,
                        sample_progress_call progress)
{
    aic_sample_options own = {.size = sizeof own};
    if (options)
        own = *options;
    own.progress = progress.call;
    own.context = progress.context;
    own.enough = enough_count ? enough : NULL;
    own.enough_count = enough_count;
    return aic_sample(plan, first, count, &own, summary, error);
}

static int find_indices(const aic_sampling *plan, const aic_sobol_options *options,
                        aic_sobol_index *indices, size_t index_count, aic_error *error,
                        sample_progress_call progress)
{
    aic_sobol_options own = {.size = sizeof own};
    if (options)
        own = *options;
    own.progress = progress.call;
    own.context = progress.context;
    return aic_sobol_indices(plan, &own, indices, index_count, error);
}

static int find_effects(const aic_sampling *plan, const aic_morris_options *options,
                        aic_morris_effect *effects, size_t effect_count,
                        aic_error *error, sample_progress_call progress)
{
    aic_morris_options own = {.size = sizeof own};
    if (options)
        own = *options;
    own.progress = progress.call;
    own.context = progress.context;
    return aic_morris(plan, &own, effects, effect_count, error);
}

static int draw_rows(const aic_sampling *plan, uint64_t first, size_t count,
                     result_columns inputs, result_columns results, aic_error *error)
{
    if ((inputs.rows != count && inputs.rows != SIZE_MAX) ||
        (results.rows != count && results.rows != SIZE_MAX))
        return AIC_E_ARGUMENT;
    return aic_sample_rows(plan, first, count, inputs.columns, inputs.count,
                           results.columns, results.count, error);
}
%}

/* Plans and summaries are freed when their objects go. */
%define OWNED(type)
%ignore type##_free;
%nodefaultctor type;
struct type {};
%extend type {
    ~type()
    {
        type##_free($self);
    }
}
%enddef
OWNED(aic_sampling)
OWNED(aic_summary)

%ignore aic_sampling_create;
%rename(aic_sampling_create) make_sampling;
%feature("docstring") make_sampling
"Make a plan; see aic_sampling_create in sampling.h.

inputs: one aic_distribution an input.
results: positions of the wanted results.
correlations, thresholds: lists of aic_rank_correlation and aic_threshold.";
int make_sampling(const aic_model *model, const aic_distribution *inputs,
                  size_t input_count, const size_t *results, size_t result_count,
                  const aic_sampling_options *options,
                  const aic_rank_correlation *correlations, size_t correlation_count,
                  const aic_threshold *thresholds, size_t threshold_count,
                  aic_sampling **plan, aic_error *error);

%ignore aic_sample;
%rename(aic_sample) draw_samples;
%feature("docstring") draw_samples
"Draw samples and add them to a summary; see aic_sample in summary.h.

enough: a list of aic_precision; the run stops when all are reached.
progress: called with the samples done, those in all, the seconds since the start, the
    samples a second and the seconds left, now and then; it may raise. The summary then
    has the blocks that were finished.";
int draw_samples(const aic_sampling *plan, uint64_t first, uint64_t count,
                 const aic_sample_options *options, const aic_precision *enough,
                 size_t enough_count, aic_summary *summary, aic_error *error,
                 sample_progress_call progress);

%ignore aic_sample_rows;
%rename(aic_sample_rows) draw_rows;
%feature("docstring") draw_rows
"Draw samples and keep them all; see aic_sample_rows in sampling.h.

inputs, results: one item an input and a result: None or a writable array of float64;
    or no items.";
int draw_rows(const aic_sampling *plan, uint64_t first, size_t count,
              result_columns inputs, result_columns results, aic_error *error);

%ignore aic_sobol_indices;
%rename(aic_sobol_indices) find_indices;
%feature("docstring") find_indices
"Sobol' indices; see aic_sobol_indices in sensitivity.h.

index_count: how many: wanted results by uncertain inputs. A list of so many comes out.
progress: as of aic_sample.";
int find_indices(const aic_sampling *plan, const aic_sobol_options *options,
                 aic_sobol_index *indices, size_t index_count, aic_error *error,
                 sample_progress_call progress);

%ignore aic_morris;
%rename(aic_morris) find_effects;
%feature("docstring") find_effects
"Morris screening; see aic_morris in sensitivity.h.

effect_count: how many: wanted results by uncertain inputs. A list of so many comes out.
progress: as of aic_sample.";
int find_effects(const aic_sampling *plan, const aic_morris_options *options,
                 aic_morris_effect *effects, size_t effect_count, aic_error *error,
                 sample_progress_call progress);

%ignore aic_sobol_options::progress;
%ignore aic_sobol_options::context;
%ignore aic_morris_options::progress;
%ignore aic_morris_options::context;
%ignore aic_sampling_options::correlations;
%ignore aic_sampling_options::correlation_count;
%ignore aic_sampling_options::thresholds;
%ignore aic_sampling_options::threshold_count;
%ignore aic_sample_options::progress;
%ignore aic_sample_options::context;
%ignore aic_sample_options::enough;
%ignore aic_sample_options::enough_count;
%ignore aic_sample_state;
%ignore aic_sample_progress;

/* What functions fill in. */
%ignore aic_distribution::values;
%ignore aic_distribution::weights;
%immutable aic_distribution::family;
%immutable aic_distribution::parameters;
%immutable aic_distribution::min;
%immutable aic_distribution::max;
%immutable aic_distribution::count;

%include "aicompute/distribution.h"
%include "aicompute/sampling.h"
%include "aicompute/summary.h"
%include "aicompute/sensitivity.h"
%include "aicompute/uncertainty.h"

SIZED(aic_sampling_options)
SIZED(aic_sample_options)
SIZED(aic_summary_about)
SIZED(aic_tornado_options)
SIZED(aic_sobol_options)
SIZED(aic_morris_options)
SIZED(aic_odds_options)
SIZED(aic_odds)
