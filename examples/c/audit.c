/* Does a published figure hold? 21,600 MWh a month, as some 22,000 households. */
#include <aicompute/aicompute.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { INPUTS = 3 };

static void check(int status, const aic_error *error)
{
    if (status >= 0)
        return;
    fprintf(stderr, "%s\n", error->message);
    exit(1);
}

static size_t input(const aic_model *model, const char *name)
{
    aic_error error;
    size_t position;
    check(aic_model_input_index(model, name, &position, &error), &error);
    return position;
}

int main(void)
{
    aic_error error;

    /* [audit] */
    const aic_model *model = aic_model_by_id(AIC_HOUSEHOLD_EQUIVALENTS);
    aic_audit_input inputs[INPUTS] = {{0}}; /* all at their defaults */
    if (aic_model_input_count(model) != INPUTS)
        return 1;
    for (size_t i = 0; i < INPUTS; i++)
        inputs[i].low = inputs[i].high = NAN; /* usual as the model says */

    aic_figure energy, stated;
    check(aic_figure_parse("21.6 GWh", "MWh/month", &energy, &error), &error);
    check(aic_figure_parse("22,000 households", "1", &stated, &error), &error);

    aic_audit_input *used = &inputs[input(model, "energy_mwh_per_month")];
    used->origin = AIC_STATED;
    used->value = energy.value;
    used->half_unit = energy.half_unit;

    aic_audit_input *each = &inputs[input(model, "household_kwh_per_month")];
    each->origin = AIC_ASSUMED;
    each->value = 350;
    each->low = 280;
    each->high = 430;

    size_t result, count;
    check(aic_model_result_index(model, "households", &result, &error), &error);
    aic_audit_report report = {.size = sizeof report};
    aic_implied implied[INPUTS];
    check(aic_audit(model, inputs, INPUTS, result, &stated, AIC_ABOUT, &report, implied,
                    &count, &error),
          &error);

    printf("stated %.0f, computed %.0f, ratio %.2f: %s\n", stated.value, report.computed,
           report.ratio, aic_verdict_text(report.verdict));
    printf("it would take\n");
    for (size_t i = 0; i < count; i++) {
        const aic_variable *v = aic_model_input(model, implied[i].input);
        printf("  %s = %.1f %s%s\n", v->name, implied[i].value, v->unit,
               implied[i].usual ? "" : ", which is not usual");
    }
    /* [audit] */
    return 0;
}
