/* Every row of every table, one a line, tab-separated, for compare.py. */
#include "aicompute/aicompute.h"

#include <math.h>
#include <stdio.h>

static void print_row(const aic_model *model, const char *what, const aic_variable *row)
{
    printf("%s\t%s\t%s\t%s\t%s\t%s\t%.17g\t%.17g\t%d\n", aic_model_domain(model),
           aic_model_name(model), what, row->name, row->unit, row->summary, row->min,
           row->max, isnan(row->value));
}

/* Of the numbers of a project only the first must be given. */
static void print_project_row(const char *what, const aic_variable *row)
{
    printf("project\tproject\t%s\t%s\t%s\t%s\t%.17g\t%.17g\t%d\n", what, row->name,
           row->unit, row->summary, row->min, row->max, row == aic_project_input(0));
}

int main(void)
{
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *model = aic_model_at(i);
        for (size_t k = 0; k < aic_model_input_count(model); k++)
            print_row(model, "inputs", aic_model_input(model, k));
        for (size_t k = 0; k < aic_model_result_count(model); k++)
            print_row(model, "results", aic_model_result(model, k));
    }
    for (size_t i = 0; aic_project_input(i); i++)
        print_project_row("inputs", aic_project_input(i));
    for (size_t i = 0; aic_project_result(i); i++)
        print_project_row("results", aic_project_result(i));
    return 0;
}
