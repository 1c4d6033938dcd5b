/* Compiled with an older or a newer header and run on an older or a newer library: the
 * newer ones (NEWER) know one input and one result more at the tail. */
#include <aicompute/aicompute.h>
#include <stdio.h>

static void evaluate(const aic_facility_power_inputs *inputs)
{
    struct {
        aic_facility_power_results results;
        double beyond;
    } out = {.beyond = 42};
    aic_error error;
    int status = aic_facility_power(inputs, &out.results, &error);
    printf("%s %d: %g %g", aic_status_name(status), (int)error.index,
           out.results.facility_power_mw, out.results.overhead_power_mw);
#if defined(NEWER)
    printf(" %g", out.results.novel_power_mw);
#endif
    puts(out.beyond == 42 ? "" : " and wrote beyond the results");
}

int main(void)
{
    struct {
        aic_facility_power_inputs inputs;
        double beyond;
    } in = {.beyond = 42};
    in.inputs = aic_facility_power_defaults();
    in.inputs.it_power_mw = 20;
    in.inputs.pue = 1.5;
    evaluate(&in.inputs);
#if defined(NEWER)
    in.inputs.novel_loss_mw = 1;
    evaluate(&in.inputs);
#endif
    puts(in.beyond == 42 ? "ok" : "wrote beyond the inputs");
    return 0;
}
