/* A site by name: rows of the reference tables fill the inputs. */
#include <aicompute/aicompute.h>

#include <math.h>
#include <stdio.h>

enum { INPUTS_MAX = 64, RESULTS_MAX = 64 };

static void show_grid(void)
{
    //! [table]
    const aic_table *countries = aic_table_find("countries", NULL);
    size_t row, field;
    aic_cell cell;
    aic_error error;
    if (aic_table_row_find(countries, "한국", &row, &error) < 0 ||
        aic_table_field_index(countries, "grid_gco2e_per_kwh", &field, &error) < 0 ||
        aic_table_cell(countries, row, field, &cell) < 0) {
        fprintf(stderr, "%s\n", error.message);
        return;
    }
    printf("%.2f %s in %d, from %s (%s)\n", cell.number, cell.unit, (int)cell.year,
           cell.source, cell.licence);
    //! [table]
}

static int show_site(const aic_model *site)
{
    //! [preset]
    const aic_preset_row rows[] = {{"accelerators", "H100 SXM"}, {"countries", "KR"}};
    double inputs[INPUTS_MAX], results[RESULTS_MAX];
    aic_provenance origins[INPUTS_MAX];
    aic_error error;
    size_t n = aic_model_input_count(site), gpu_count, households;
    for (size_t i = 0; i < n; i++)
        inputs[i] = NAN; /* not given */
    aic_model_input_index(site, "gpu_count", &gpu_count, NULL);
    inputs[gpu_count] = 50e3;
    if (aic_preset(site, rows, 2, inputs, n, origins, &error) < 0 ||
        aic_model_evaluate(site, inputs, n, results, aic_model_result_count(site),
                           &error) < 0) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    aic_model_result_index(site, "households", &households, NULL);
    printf("%.0f households\n", results[households]);
    for (size_t i = 0; i < n; i++)
        if (origins[i].origin == AIC_FROM_DATA)
            printf("%s = %g from %s\n", aic_model_input(site, i)->name, inputs[i],
                   origins[i].name);
    //! [preset]
    return 0;
}

int main(void)
{
    aic_model *site;
    aic_error error;
    show_grid();
    if (aic_model_from_text("gpu_power | server_power | fleet_power | facility_power | "
                            "energy_use | household_equivalents",
                            &site, &error) < 0) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    int status = show_site(site);
    aic_model_free(site);
    return status;
}
