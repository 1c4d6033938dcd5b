/* How C passes to Python: arrays through the buffer protocol without a copy, results that
 * C writes through pointers as further return values, callables as progress callbacks. */
%module(package="aicompute", threads="1",
        docstring="The C interface of aicompute, one to one.

Functions return their status, followed by what C writes through pointers. Arrays are
anything with a buffer of float64. `error` may be None.") capi

%pythonnondynamic;
%nothread;
%thread evaluate_columns;
%thread finance_rows;
%thread draw_samples;
%thread draw_rows;
%thread find_indices;
%thread find_effects;
%thread aic_audit_odds;
%thread project_schedule;

%{
#include <stdarg.h>
#include <stdbool.h>
#include <time.h>
%}

/* A struct that is None would be a NULL that C does not expect. */
%typemap(check) SWIGTYPE *, const char * {
    if (!$1)
        SWIG_exception_fail(SWIG_TypeError, "$symname: $1_name must not be None");
}
%typemap(check) const char *version, aic_error *error, const aic_columns_options *options,
                aic_columns_report *report, const aic_cashflow_options *options,
                const aic_sample_options *options, const aic_odds_options *options,
                const aic_tornado_options *options, const aic_sobol_options *options,
                const aic_morris_options *options,
                unsigned char *bytes, const double *weights, aic_project_report *report "";

%fragment("doubles", "header") {
/* Is it the format of doubles in the byte order of this machine? ctypes writes it out. */
static bool is_native_double(const char *format)
{
    const uint16_t one = 1;
    char own = *(const unsigned char *)&one ? '<' : '>';
    format += *format == '@' || *format == '=' || *format == own;
    return strcmp(format, "d") == 0;
}

/* A buffer of native float64. 0, or -1 with a Python error. */
static int take_doubles(PyObject *object, int flags, Py_buffer *view)
{
    if (PyObject_GetBuffer(object, view, flags | PyBUF_FORMAT) < 0)
        return -1;
    const char *format = view->format ? view->format : "B";
    bool aligned = (uintptr_t)view->buf % _Alignof(double) == 0;
    if (!view->strides && view->ndim == 1) /* which ctypes leaves out */
        view->strides = &view->itemsize;
    if (is_native_double(format) && (aligned || view->len == 0) &&
        (view->strides || view->ndim == 0))
        return 0;
    PyErr_Format(PyExc_TypeError, "an array of native float64 is needed, not of '%s'%s",
                 format, aligned ? "" : " that is not aligned");
    PyBuffer_Release(view);
    view->obj = NULL;
    return -1;
}
}

/* One array: inputs or results by position. */
%define ARRAY_IN(pointer, count, flags, unit)
%typemap(in, fragment="doubles") (pointer, count) (Py_buffer view = {0}) {
    if (take_doubles($input, PyBUF_C_CONTIGUOUS | flags, &view) < 0)
        SWIG_fail;
    $1 = view.buf;
    $2 = (size_t)view.len / unit;
}
%typemap(freearg) (pointer, count) "if (view$argnum.obj) PyBuffer_Release(&view$argnum);"
%enddef

ARRAY_IN(const double *inputs, size_t input_count, 0, sizeof(double))
ARRAY_IN(double *inputs, size_t count, PyBUF_WRITABLE, sizeof(double))
ARRAY_IN(double *results, size_t result_count, PyBUF_WRITABLE, sizeof(double))
ARRAY_IN(const double *sums, size_t sum_count, 0, sizeof(double))
ARRAY_IN(double *sums, size_t sum_count, PyBUF_WRITABLE, sizeof(double))
ARRAY_IN(const void *inputs, size_t inputs_size, 0, 1)
ARRAY_IN(void *inputs, size_t size, PyBUF_WRITABLE, 1)
ARRAY_IN(void *results, size_t results_size, PyBUF_WRITABLE, 1)

%fragment("columns", "header", fragment="doubles") {
enum { COLUMNS_MAX = 1024 };

/* The buffers that a call holds. */
typedef struct held_columns {
    Py_buffer *views;
    double *constants;
    Py_ssize_t count;
} held_columns;

static void release_columns(held_columns *held)
{
    for (Py_ssize_t i = 0; held->views && i < held->count; i++)
        if (held->views[i].obj)
            PyBuffer_Release(&held->views[i]);
    PyMem_Free(held->views);
    PyMem_Free(held->constants);
}

/* Zeros for that many items; NULL with a Python error. */
static void *room_for(Py_ssize_t count, size_t size)
{
    void *room = PyMem_Calloc((size_t)count + 1, size);
    return room ? room : PyErr_NoMemory();
}

/* Room for as many columns as the list has. The list, or NULL with a Python error. */
static PyObject *hold_columns(PyObject *items, held_columns *held)
{
    if (!PyList_Check(items) || PyList_Size(items) > COLUMNS_MAX) {
        PyErr_SetString(PyExc_TypeError, "a list of columns is needed");
        return NULL;
    }
    held->count = PyList_Size(items);
    held->views = room_for(held->count, sizeof *held->views);
    held->constants = room_for(held->count, sizeof *held->constants);
    return held->views && held->constants ? items : NULL;
}

/* All columns have as many rows as the first. */
static int same_rows(size_t own, size_t *rows)
{
    if (*rows == SIZE_MAX)
        *rows = own;
    if (*rows == own)
        return 0;
    PyErr_Format(PyExc_BufferError, "columns of %zu and of %zu rows", *rows, own);
    return -1;
}

static int take_input(PyObject *item, Py_buffer *view, double *constant,
                      aic_column *column, size_t *rows)
{
    if (item == Py_None)
        return 0;
    if (PyFloat_Check(item) || PyLong_Check(item)) {
        *constant = PyFloat_AsDouble(item);
        column->values = constant;
        return *constant == -1 && PyErr_Occurred() ? -1 : 0;
    }
    if (take_doubles(item, PyBUF_STRIDES, view) < 0)
        return -1;
    if (view->ndim != 1 || view->strides[0] % (Py_ssize_t)sizeof(double) != 0) {
        PyErr_SetString(PyExc_TypeError, "a column has one dimension and whole strides");
        return -1;
    }
    column->values = view->buf;
    column->stride = view->strides[0] / (Py_ssize_t)sizeof(double);
    return same_rows((size_t)view->shape[0], rows);
}

static int take_result(PyObject *item, Py_buffer *view, double **column, size_t *rows)
{
    if (item == Py_None)
        return 0;
    if (take_doubles(item, PyBUF_C_CONTIGUOUS | PyBUF_WRITABLE, view) < 0)
        return -1;
    *column = view->buf;
    return same_rows((size_t)view->len / sizeof(double), rows);
}
}

%typemap(in, fragment="columns") input_columns (held_columns held = {0}) {
    if (!hold_columns($input, &held))
        SWIG_fail;
    $1.columns = room_for(held.count, sizeof *$1.columns);
    if (!$1.columns)
        SWIG_fail;
    $1.count = (size_t)held.count;
    $1.rows = SIZE_MAX;
    for (Py_ssize_t i = 0; i < held.count; i++)
        if (take_input(PyList_GetItem($input, i), &held.views[i], &held.constants[i],
                       &$1.columns[i], &$1.rows) < 0)
            SWIG_fail;
}
%typemap(in, fragment="columns") result_columns (held_columns held = {0}) {
    if (!hold_columns($input, &held))
        SWIG_fail;
    $1.columns = room_for(held.count, sizeof *$1.columns);
    if (!$1.columns)
        SWIG_fail;
    $1.count = (size_t)held.count;
    $1.rows = SIZE_MAX;
    for (Py_ssize_t i = 0; i < held.count; i++)
        if (take_result(PyList_GetItem($input, i), &held.views[i], &$1.columns[i],
                        &$1.rows) < 0)
            SWIG_fail;
}
%typemap(arginit) input_columns, result_columns "$1.columns = NULL;";
%typemap(freearg) input_columns, result_columns {
    release_columns(&held$argnum);
    PyMem_Free($1.columns);
}

%fragment("progress", "header") {
/* Seconds between two looks at Python, which may have to wait for its lock. */
static const double PROGRESS_SECONDS = 0.05;

typedef struct progress_state {
    PyObject *callable;
    double last;
} progress_state;

static double seconds_now(void)
{
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Whether it is time to look at Python: now and then, and at the end. */
static bool time_to_look(progress_state *state, bool at_end)
{
    double now = seconds_now();
    double passed = now - state->last; /* below 0 when the clock was set back */
    bool last = at_end && state->callable != Py_None;
    if (!last && passed >= 0 && passed < PROGRESS_SECONDS)
        return false;
    state->last = now;
    return true;
}

/* Looks for signals and calls the callable, if there is one, with what is made of the
 * format. What is raised stays set and ends the call. */
static int look(const progress_state *state, const char *format, ...)
{
    va_list values;
    PyGILState_STATE lock = PyGILState_Ensure();
    int failed = PyErr_CheckSignals();
    if (!failed && state->callable != Py_None) {
        va_start(values, format);
        PyObject *given = Py_VaBuildValue(format, values);
        va_end(values);
        PyObject *answer = given ? PyObject_CallObject(state->callable, given) : NULL;
        failed = !answer;
        Py_XDECREF(given);
        Py_XDECREF(answer);
    }
    PyGILState_Release(lock);
    return failed;
}

static int call_progress(void *context, size_t done, size_t rows)
{
    if (!time_to_look(context, done == rows))
        return 0;
    return look(context, "(nn)", (Py_ssize_t)done, (Py_ssize_t)rows);
}

static int call_sample_progress(void *context, const aic_sample_state *now)
{
    if (!time_to_look(context, now->done == now->count))
        return 0;
    return look(context, "(KKddd)", (unsigned long long)now->done,
                (unsigned long long)now->count, now->seconds, now->rate, now->left);
}
}

%define PROGRESS_IN(type, function)
%typemap(in, fragment="progress") type (progress_state state) {
    if ($input != Py_None && !PyCallable_Check($input))
        SWIG_exception_fail(SWIG_TypeError, "progress must be callable or None");
    state.callable = $input;
    state.last = seconds_now();
    $1.call = function;
    $1.context = &state;
}
%enddef
PROGRESS_IN(progress_call, call_progress)
PROGRESS_IN(sample_progress_call, call_sample_progress)
%define CALLS_PYTHON(function)
%exception function {
    $action
    if (PyErr_Occurred())
        SWIG_fail;
}
%enddef

CALLS_PYTHON(evaluate_columns)
CALLS_PYTHON(finance_rows)
CALLS_PYTHON(draw_samples)
CALLS_PYTHON(find_indices)
CALLS_PYTHON(find_effects)

/* What C writes through a pointer is a further return value. */
%typemap(in, numinputs=0) size_t *position (size_t at = 0) "$1 = &at;";
%typemap(argout) size_t *position {
    %append_output(PyLong_FromSize_t(*$1));
}

%define MAKES(type, name)
%typemap(in, numinputs=0) type **name (type *made = NULL) "$1 = &made;";
%typemap(argout) type **name {
    %append_output(SWIG_NewPointerObj(*$1, $*1_descriptor, SWIG_POINTER_OWN));
}
%enddef
MAKES(aic_model, chain)
MAKES(aic_sampling, plan)
MAKES(aic_summary, summary)

/* A list of structs or of text. */
%define LIST_IN(type, count, item, convert)
%typemap(in) (type, count) {
    if (!PyList_Check($input))
        SWIG_exception_fail(SWIG_TypeError, "$symname: a list is needed");
    $2 = (size_t)PyList_Size($input);
    item *list = PyMem_Calloc($2 + 1, sizeof *list);
    $1 = ($1_ltype)list;
    if (!list)
        SWIG_exception_fail(SWIG_MemoryError, "$symname: not enough memory");
    for (size_t i = 0; i < $2; i++) {
        PyObject *object = PyList_GetItem($input, (Py_ssize_t)i);
        convert
    }
}
%typemap(arginit) (type, count) "$1 = NULL;";
%typemap(freearg) (type, count) "PyMem_Free((void *)$1);";
%enddef

%define STRUCT_OF(descriptor, assign)
        void *pointer = NULL;
        if (!SWIG_IsOK(SWIG_ConvertPtr(object, &pointer, descriptor, 0)) || !pointer)
            SWIG_exception_fail(SWIG_TypeError, "$symname: wrong type in the list");
        assign;
%enddef

LIST_IN(const aic_model *const *models, size_t count, const aic_model *,
        STRUCT_OF(SWIGTYPE_p_aic_model, list[i] = pointer))
LIST_IN(const aic_audit_input *inputs, size_t input_count, aic_audit_input,
        STRUCT_OF(SWIGTYPE_p_aic_audit_input, list[i] = *(aic_audit_input *)pointer))
LIST_IN(const char *const *inputs, size_t count, const char *,
        if (!PyUnicode_Check(object) || !(list[i] = PyUnicode_AsUTF8AndSize(object, NULL)))
            SWIG_exception_fail(SWIG_TypeError, "$symname: a list of text is needed");)

/* Structs that C writes one after another: a capacity goes in, a list comes out. */
%fragment("structs", "header") {
static PyObject *list_of(const char *items, size_t size, size_t count,
                         swig_type_info *type)
{
    PyObject *list = PyList_New((Py_ssize_t)count);
    for (size_t i = 0; list && i < count; i++) {
        void *copy = malloc(size);
        if (copy)
            memcpy(copy, items + i * size, size);
        PyList_SetItem(list, (Py_ssize_t)i,
                       SWIG_NewPointerObj(copy, type, SWIG_POINTER_OWN));
    }
    return list;
}
}

%define STRUCTS_OUT(item, items, capacity, descriptor)
%typemap(in) (item *items, size_t capacity, size_t *count) (size_t found = 0) {
    $2 = PyLong_AsSize_t($input);
    if (PyErr_Occurred())
        SWIG_fail;
    $1 = $2 < SIZE_MAX / sizeof *$1 ? calloc($2 + 1, sizeof *$1) : NULL;
    if (!$1)
        SWIG_exception_fail(SWIG_MemoryError, "$symname: not enough memory");
    $3 = &found;
}
%typemap(arginit) (item *items, size_t capacity, size_t *count) "$1 = NULL;";
%typemap(argout, fragment="structs") (item *items, size_t capacity, size_t *count) {
    %append_output(list_of((const char *)$1, sizeof *$1, *$3 < $2 ? *$3 : $2,
                           descriptor));
    %append_output(PyLong_FromSize_t(*$3));
}
%typemap(freearg) (item *items, size_t capacity, size_t *count) "free($1);";
%enddef

/* As many structs as are asked for, or none when C writes none. */
%define ALL_STRUCTS_OUT(item, items, count, descriptor)
%typemap(in) (item *items, size_t count) {
    $2 = PyLong_AsSize_t($input);
    if (PyErr_Occurred())
        SWIG_fail;
    $1 = $2 < SIZE_MAX / sizeof *$1 ? calloc($2 + 1, sizeof *$1) : NULL;
    if (!$1)
        SWIG_exception_fail(SWIG_MemoryError, "$symname: not enough memory");
}
%typemap(arginit) (item *items, size_t count) "$1 = NULL;";
%typemap(argout, fragment="structs") (item *items, size_t count) {
    %append_output(
        list_of((const char *)$1, sizeof *$1, result < 0 ? 0 : $2, descriptor));
}
%typemap(freearg) (item *items, size_t count) "free($1);";
%enddef

ALL_STRUCTS_OUT(aic_tornado_bar, bars, bar_count, SWIGTYPE_p_aic_tornado_bar)
ALL_STRUCTS_OUT(aic_sobol_index, indices, index_count, SWIGTYPE_p_aic_sobol_index)
ALL_STRUCTS_OUT(aic_morris_effect, effects, effect_count, SWIGTYPE_p_aic_morris_effect)
STRUCTS_OUT(aic_solution, solutions, capacity, SWIGTYPE_p_aic_solution)
STRUCTS_OUT(aic_bin, bins, capacity, SWIGTYPE_p_aic_bin)

%typemap(in, numinputs=0) (aic_implied *implied, size_t *count) (size_t found = 0) {
    $1 = calloc(1024, sizeof *$1);
    if (!$1)
        SWIG_exception_fail(SWIG_MemoryError, "$symname: not enough memory");
    $2 = &found;
}
%typemap(arginit) (aic_implied *implied, size_t *count) "$1 = NULL;";
%typemap(argout, fragment="structs") (aic_implied *implied, size_t *count) {
    %append_output(list_of((const char *)$1, sizeof *$1, *$2, SWIGTYPE_p_aic_implied));
}
%typemap(freearg) (aic_implied *implied, size_t *count) "free($1);";

/* Reference tables: a cell, the rows that a name may mean, and rows as pairs of text. */
%typemap(in, numinputs=0) aic_cell *cell (aic_cell read = {0}) "$1 = &read;";
%typemap(argout, fragment="structs") aic_cell *cell {
    PyObject *cells = list_of((const char *)$1, sizeof *$1, 1, SWIGTYPE_p_aic_cell);
    %append_output(cells ? Py_NewRef(PyList_GetItem(cells, 0)) : NULL);
    Py_XDECREF(cells);
}

%typemap(in) (size_t *rows, size_t room, size_t *count) (size_t found = 0) {
    $2 = PyLong_AsSize_t($input);
    if (PyErr_Occurred())
        SWIG_fail;
    $1 = PyMem_Calloc($2 + ($2 < SIZE_MAX), sizeof *$1);
    if (!$1)
        SWIG_exception_fail(SWIG_MemoryError, "$symname: not enough memory");
    $3 = &found;
}
%typemap(arginit) (size_t *rows, size_t room, size_t *count) "$1 = NULL;";
%typemap(argout) (size_t *rows, size_t room, size_t *count) {
    size_t written = *$3 < $2 ? *$3 : $2;
    PyObject *list = PyList_New((Py_ssize_t)written);
    for (size_t i = 0; list && i < written; i++)
        PyList_SetItem(list, (Py_ssize_t)i, PyLong_FromSize_t($1[i]));
    %append_output(list);
    %append_output(PyLong_FromSize_t(*$3));
}
%typemap(freearg) (size_t *rows, size_t room, size_t *count) "PyMem_Free($1);";

LIST_IN(const aic_preset_row *rows, size_t row_count, aic_preset_row,
        if (!PyTuple_Check(object) ||
            !PyArg_ParseTuple(object, "ss", &list[i].table, &list[i].row))
            SWIG_exception_fail(SWIG_TypeError, "$symname: a list of pairs of text is needed");)

%typemap(in, fragment="doubles") (double *inputs, size_t input_count,
                                  aic_provenance *origins) (Py_buffer view = {0}) {
    if (take_doubles($input, PyBUF_C_CONTIGUOUS | PyBUF_WRITABLE, &view) < 0)
        SWIG_fail;
    $1 = view.buf;
    $2 = (size_t)view.len / sizeof *$1;
    $3 = PyMem_Calloc($2 + 1, sizeof *$3);
    if (!$3)
        SWIG_exception_fail(SWIG_MemoryError, "$symname: not enough memory");
}
%typemap(arginit) (double *inputs, size_t input_count, aic_provenance *origins) "$3 = NULL;";
%typemap(argout, fragment="structs") (double *inputs, size_t input_count,
                                      aic_provenance *origins) {
    %append_output(list_of((const char *)$3, sizeof *$3, result < 0 ? 0 : $2,
                           SWIGTYPE_p_aic_provenance));
}
%typemap(freearg) (double *inputs, size_t input_count, aic_provenance *origins) {
    PyMem_Free($3);
    if (view$argnum.obj)
        PyBuffer_Release(&view$argnum);
}

/* Cash flows: values and dates, or a set of series. */
%fragment("series", "header", fragment="doubles") {
/* A buffer of native int64, or nothing for None. 0, or -1 with a Python error. */
static int take_days(PyObject *object, Py_buffer *view)
{
    if (object == Py_None)
        return 0;
    if (PyObject_GetBuffer(object, view, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT) < 0)
        return -1;
    const char *format = view->format ? view->format : "B";
    format += *format == '@' || *format == '=';
    if (view->itemsize == sizeof(int64_t) &&
        (strcmp(format, "l") == 0 || strcmp(format, "q") == 0))
        return 0;
    PyErr_Format(PyExc_TypeError, "an array of native int64 is needed, not of '%s'",
                 view->format ? view->format : "B");
    PyBuffer_Release(view);
    view->obj = NULL;
    return -1;
}

typedef struct held_series {
    Py_buffer values, dates, offsets;
} held_series;

static void release_series(held_series *held)
{
    if (held->values.obj)
        PyBuffer_Release(&held->values);
    if (held->dates.obj)
        PyBuffer_Release(&held->dates);
    if (held->offsets.obj)
        PyBuffer_Release(&held->offsets);
}

static int series_error(const char *what)
{
    PyErr_SetString(PyExc_ValueError, what);
    return -1;
}

/* Offsets must lie within the values and never descend. */
static int take_ragged(const held_series *held, aic_cashflows *series)
{
    const int64_t *offsets = held->offsets.buf;
    size_t count = (size_t)held->offsets.len / sizeof *offsets;
    int64_t values = held->values.len / (Py_ssize_t)sizeof(double);
    if (held->values.ndim != 1 || held->values.strides[0] != (Py_ssize_t)sizeof(double))
        return series_error("the values of a ragged set must be contiguous");
    if (count < 1 || offsets[0] < 0 || offsets[count - 1] > values)
        return series_error("offsets beyond the values");
    for (size_t i = 1; i < count; i++)
        if (offsets[i] < offsets[i - 1])
            return series_error("offsets that descend");
    if (held->dates.obj && held->dates.len != held->values.len)
        return series_error("not as many dates as values");
    series->offsets = offsets;
    series->rows = count - 1;
    return 0;
}

static int take_matrix(const held_series *held, aic_cashflows *series)
{
    bool flat = held->values.ndim < 2;
    if (held->values.ndim < 1)
        return series_error("the flows have no dimension");
    series->rows = flat ? 1 : (size_t)held->values.shape[0];
    series->flows = (size_t)held->values.shape[flat ? 0 : held->values.ndim - 1];
    series->row_stride = flat ? 0 : held->values.strides[0] / (Py_ssize_t)sizeof(double);
    if (held->values.ndim > 2)
        return series_error("the flows have more than two dimensions");
    if (series->flows > 1 &&
        held->values.strides[held->values.ndim - 1] != (Py_ssize_t)sizeof(double))
        return series_error("the flows of a row must be contiguous");
    if (!flat && held->values.strides[0] % (Py_ssize_t)sizeof(double) != 0)
        return series_error("the rows are not whole doubles apart");
    if (!held->dates.obj)
        return 0;
    if (held->dates.len == held->values.len) {
        series->date_stride = (ptrdiff_t)series->flows;
        return 0;
    }
    if ((size_t)held->dates.len / sizeof(int64_t) != series->flows)
        return series_error("not as many dates as values");
    return 0;
}

static int take_series(PyObject *object, held_series *held, aic_cashflows *series)
{
    PyObject *values, *dates, *offsets;
    if (!PyTuple_Check(object)) {
        PyErr_SetString(PyExc_TypeError, "series must be a tuple or None");
        return -1;
    }
    if (!PyArg_ParseTuple(object, "OOO", &values, &dates, &offsets) ||
        take_doubles(values, PyBUF_STRIDES, &held->values) < 0 ||
        take_days(dates, &held->dates) < 0 || take_days(offsets, &held->offsets) < 0)
        return -1;
    static const double none = 0;
    series->values = held->values.len ? held->values.buf : &none;
    series->dates = held->dates.obj ? held->dates.buf : NULL;
    return held->offsets.obj ? take_ragged(held, series) : take_matrix(held, series);
}
}

%typemap(in, fragment="series") aic_cashflows series (held_series held = {{0}}) {
    memset(&$1, 0, sizeof $1);
    $1.size = sizeof $1;
    if ($input != Py_None && take_series($input, &held, &$1) < 0)
        SWIG_fail;
}
%typemap(freearg) aic_cashflows series "release_series(&held$argnum);";

ARRAY_IN(const double *values, size_t count, 0, sizeof(double))
ARRAY_IN(double *rates, size_t capacity, PyBUF_WRITABLE, sizeof(double))
ARRAY_IN(double *shares, size_t capacity, PyBUF_WRITABLE, sizeof(double))

/* A pair of arrays of one length: the values and their dates. */
%typemap(in, fragment="series") (const double *values, const int64_t *dates, size_t count)
    (held_series held = {{0}}) {
    PyObject *values, *dates;
    if (!PyTuple_Check($input) || !PyArg_ParseTuple($input, "OO", &values, &dates))
        SWIG_exception_fail(SWIG_TypeError, "$symname: a pair of arrays is needed");
    if (take_doubles(values, PyBUF_C_CONTIGUOUS, &held.values) < 0 ||
        take_days(dates, &held.dates) < 0)
        SWIG_fail;
    if (!held.dates.obj || held.dates.len != held.values.len)
        SWIG_exception_fail(SWIG_ValueError, "$symname: not as many dates as values");
    $1 = held.values.buf;
    $2 = held.dates.buf;
    $3 = (size_t)held.values.len / sizeof(double);
}
%typemap(freearg) (const double *values, const int64_t *dates, size_t count)
    "release_series(&held$argnum);";

%define WRITES(type, name, convert)
%typemap(in, numinputs=0) type *name (type written = 0) "$1 = &written;";
%typemap(argout) type *name {
    %append_output(convert(*$1));
}
%enddef

WRITES(double, result, PyFloat_FromDouble)
WRITES(double, npv, PyFloat_FromDouble)
WRITES(double, rate, PyFloat_FromDouble)
WRITES(double, index, PyFloat_FromDouble)
WRITES(double, years, PyFloat_FromDouble)
WRITES(int64_t, days, PyLong_FromLongLong)
WRITES(int32_t, year, PyLong_FromLong)
WRITES(int32_t, month, PyLong_FromLong)
WRITES(int32_t, day, PyLong_FromLong)
WRITES(size_t, count, PyLong_FromSize_t)
WRITES(int32_t, reached, PyLong_FromLong)
WRITES(int, family, PyLong_FromLong)
WRITES(uint64_t, count, PyLong_FromUnsignedLongLong)
WRITES(uint64_t, first, PyLong_FromUnsignedLongLong)
WRITES(double, correlation, PyFloat_FromDouble)
WRITES(double, fraction, PyFloat_FromDouble)
WRITES(double, low, PyFloat_FromDouble)
WRITES(double, high, PyFloat_FromDouble)

/* Two arrays as a pair, the second as long as the first or shorter by that many. */
%fragment("pairs", "header", fragment="doubles") {
static int take_pair(PyObject *pair, int flags, Py_ssize_t shorter, Py_buffer views[2])
{
    PyObject *first, *second;
    if (!PyTuple_Check(pair)) {
        PyErr_SetString(PyExc_TypeError, "a pair of arrays is needed");
        return -1;
    }
    if (!PyArg_ParseTuple(pair, "OO", &first, &second) ||
        take_doubles(first, PyBUF_C_CONTIGUOUS, &views[0]) < 0 ||
        take_doubles(second, PyBUF_C_CONTIGUOUS | flags, &views[1]) < 0)
        return -1;
    if (views[0].len == views[1].len + shorter * (Py_ssize_t)sizeof(double))
        return 0;
    PyErr_SetString(PyExc_ValueError, "the arrays of a pair do not fit each other");
    return -1;
}

static void release_pair(Py_buffer views[2])
{
    for (int i = 0; i < 2; i++)
        if (views[i].obj)
            PyBuffer_Release(&views[i]);
}
}

%define PAIR_IN(first, second, count, flags)
%typemap(in, fragment="pairs") (first, second, count) (Py_buffer views[2] = {{0}}) {
    if (take_pair($input, flags, 0, views) < 0)
        SWIG_fail;
    $1 = views[0].buf;
    $2 = views[1].buf;
    $3 = (size_t)views[0].len / sizeof(double);
}
%typemap(freearg) (first, second, count) "release_pair(views$argnum);"
%enddef
PAIR_IN(const double *probabilities, double *quantiles, size_t count, PyBUF_WRITABLE)
PAIR_IN(const double *probabilities, const double *values, size_t count, 0)

%typemap(in, fragment="pairs") (const double *edges, size_t edge_count, double *counts)
    (Py_buffer views[2] = {{0}}) {
    if (take_pair($input, PyBUF_WRITABLE, 1, views) < 0)
        SWIG_fail;
    $1 = views[0].buf;
    $2 = (size_t)views[0].len / sizeof(double);
    $3 = views[1].buf;
}
%typemap(freearg) (const double *edges, size_t edge_count, double *counts)
    "release_pair(views$argnum);"

/* Values with weights, or with None for equal ones. C keeps the arrays, so the object of
 * the distribution does too. */
%typemap(in, fragment="pairs") (const double *values, const double *weights, size_t count)
    (Py_buffer views[2] = {{0}}) {
    if (PyTuple_Check($input) && PyTuple_Size($input) == 2 &&
        PyTuple_GetItem($input, 1) == Py_None) {
        if (take_doubles(PyTuple_GetItem($input, 0), PyBUF_C_CONTIGUOUS, &views[0]) < 0)
            SWIG_fail;
    } else if (take_pair($input, 0, 0, views) < 0) {
        SWIG_fail;
    }
    $1 = views[0].buf;
    $2 = views[1].buf;
    $3 = (size_t)views[0].len / sizeof(double);
}
%typemap(freearg) (const double *values, const double *weights, size_t count)
    "release_pair(views$argnum);"

%define KEEPS_VALUES(function)
%feature("pythonappend") function %{
    if val >= 0:
        held = [memoryview(one) for one in values if one is not None]
        object.__setattr__(distribution, "_held", held)
%}
%enddef
KEEPS_VALUES(aic_distribution_choices)
KEEPS_VALUES(aic_distribution_empirical)

/* A plan needs its model for as long as it lives. */
%feature("pythonappend") make_sampling %{
    if val[1]:
        object.__setattr__(val[1], "_model", model)
%}

%typemap(out) double parameters[4] {
    $result = Py_BuildValue("dddd", $1[0], $1[1], $1[2], $1[3]);
}

LIST_IN(const aic_distribution *inputs, size_t input_count, aic_distribution,
        STRUCT_OF(SWIGTYPE_p_aic_distribution, list[i] = *(aic_distribution *)pointer))
LIST_IN(const aic_precision *enough, size_t enough_count, aic_precision,
        STRUCT_OF(SWIGTYPE_p_aic_precision, list[i] = *(aic_precision *)pointer))
LIST_IN(const aic_rank_correlation *correlations, size_t correlation_count,
        aic_rank_correlation,
        STRUCT_OF(SWIGTYPE_p_aic_rank_correlation,
                  list[i] = *(aic_rank_correlation *)pointer))
LIST_IN(const aic_threshold *thresholds, size_t threshold_count, aic_threshold,
        STRUCT_OF(SWIGTYPE_p_aic_threshold, list[i] = *(aic_threshold *)pointer))
LIST_IN(const size_t *results, size_t result_count, size_t,
        list[i] = PyLong_AsSize_t(object);
        if (PyErr_Occurred())
            SWIG_fail;)

/* Summaries as bytes. */
%typemap(in) (const unsigned char *bytes, size_t size) (Py_buffer view = {0}) {
    if (PyObject_GetBuffer($input, &view, PyBUF_SIMPLE) < 0)
        SWIG_fail;
    $1 = view.buf;
    $2 = (size_t)view.len;
}
%typemap(freearg) (const unsigned char *bytes, size_t size)
    "if (view$argnum.obj) PyBuffer_Release(&view$argnum);"

%typemap(in, numinputs=0) (unsigned char *bytes, size_t capacity, size_t *size)
    (size_t size = 0) {
    $1 = NULL;
    $2 = 0;
    $3 = &size;
}
%typemap(argout) (unsigned char *bytes, size_t capacity, size_t *size) {
    PyObject *saved = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)*$3);
    if (saved && result >= 0)
        result = aic_summary_save(arg1, (unsigned char *)PyBytes_AsString(saved), *$3, $3,
                                  NULL);
    %append_output(saved);
}

WRITES(size_t, rows, PyLong_FromSize_t)

/* An array of a project, or None. */
%typemap(in, fragment="doubles") project_array (Py_buffer view = {0}) {
    $1.values = NULL;
    $1.count = 0;
    if ($input != Py_None) {
        if (take_doubles($input, PyBUF_C_CONTIGUOUS, &view) < 0)
            SWIG_fail;
        $1.values = view.buf;
        $1.count = (size_t)view.len / sizeof(double);
    }
}
%typemap(freearg) project_array "if (view$argnum.obj) PyBuffer_Release(&view$argnum);"

/* A struct inside another keeps that one alive. */
%fragment("inner", "header") {
static PyObject *inner_struct(void *pointer, swig_type_info *type, PyObject *whole)
{
    PyObject *made = SWIG_NewPointerObj(pointer, type, 0);
    PyObject *name = made ? PyUnicode_FromString("_whole") : NULL;
    /* Not what classes of SWIG do, who refuse names that C does not have. */
    int kept = name ? PyObject_GenericSetAttr(made, name, whole) : -1;
    Py_XDECREF(name);
    if (kept == 0)
        return made;
    Py_XDECREF(made);
    return NULL;
}
}

%typemap(out, fragment="inner") aic_project_inputs *, aic_project_results * {
    $result = inner_struct($1, $1_descriptor, swig_obj[0]);
    if (!$result)
        SWIG_fail;
}

%include "aicompute.i"
