/* Projects: a schedule whose arrays are given beside the struct, so that nothing points
 * into what a language may move or free. */
%{
/* An array of a project, or none. */
typedef struct project_array {
    const double *values;
    size_t count;
} project_array;

static aic_project with_arrays(const aic_project *project, project_array cluster_shares,
                               project_array facility_shares,
                               project_array utilization_ramp, project_array price_path)
{
    aic_project own = *project;
    own.cluster_shares = cluster_shares.values;
    own.cluster_share_count = cluster_shares.count;
    own.facility_shares = facility_shares.values;
    own.facility_share_count = facility_shares.count;
    own.utilization_ramp = utilization_ramp.values;
    own.utilization_ramp_count = utilization_ramp.count;
    own.price_path = price_path.values;
    own.price_path_count = price_path.count;
    return own;
}

static int project_rows(const aic_project *project, project_array cluster_shares,
                        project_array facility_shares, project_array utilization_ramp,
                        project_array price_path, size_t *rows, aic_error *error)
{
    aic_project own = with_arrays(project, cluster_shares, facility_shares,
                                  utilization_ramp, price_path);
    return aic_project_rows(&own, rows, error);
}

static int project_schedule(const aic_project *project, project_array cluster_shares,
                            project_array facility_shares,
                            project_array utilization_ramp, project_array price_path,
                            result_columns columns, aic_project_report *report,
                            aic_error *error)
{
    aic_project own = with_arrays(project, cluster_shares, facility_shares,
                                  utilization_ramp, price_path);
    size_t rows = columns.rows == SIZE_MAX ? 0 : columns.rows;
    return aic_project_schedule(&own, columns.columns, columns.count, rows, report,
                                error);
}

static const aic_variable *column_of_project(size_t column)
{
    return aic_project_column(column);
}
%}

%ignore aic_project_fill;
%ignore aic_project_rows;
%ignore aic_project_schedule;
%ignore aic_project::size;
%ignore aic_project::cluster_shares;
%ignore aic_project::facility_shares;
%ignore aic_project::utilization_ramp;
%ignore aic_project::price_path;
%ignore aic_project::cluster_share_count;
%ignore aic_project::facility_share_count;
%ignore aic_project::utilization_ramp_count;
%ignore aic_project::price_path_count;

/* Projects start from their defaults; their numbers and results live inside them. */
%nodefaultctor aic_project;
%nodefaultctor aic_project_inputs;
%nodefaultdtor aic_project_inputs;
%nodefaultctor aic_project_results;
%nodefaultdtor aic_project_results;

%rename(aic_project_rows) project_rows;
%feature("docstring") project_rows
"How many rows the schedule of a project has; see aic_project_rows in project.h.

cluster_shares, facility_shares, utilization_ramp, price_path: None or an array of
float64.";
int project_rows(const aic_project *project, project_array cluster_shares,
                 project_array facility_shares, project_array utilization_ramp,
                 project_array price_path, size_t *rows, aic_error *error);

%rename(aic_project_schedule) project_schedule;
%feature("docstring") project_schedule
"The schedule of a project; see aic_project_schedule in project.h.

cluster_shares, facility_shares, utilization_ramp, price_path: None or an array of
float64.
columns: one item a column: None (not wanted) or a writable array of float64.";
int project_schedule(const aic_project *project, project_array cluster_shares,
                     project_array facility_shares, project_array utilization_ramp,
                     project_array price_path, result_columns columns,
                     aic_project_report *report, aic_error *error);

/* The enum of columns has the name of the function, which C can tell apart. */
%rename(aic_project_column) column_of_project;
%rename("$ignore", %$isfunction) aic_project_column;
%rename(aic_project_column_number, %$isenum) aic_project_column;
const aic_variable *column_of_project(size_t column);

%include "aicompute/project.h"

SIZED(aic_project_report)
