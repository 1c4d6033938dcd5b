/**
 * @file project.h
 * Tier 4: the schedule of a project: an AI cluster period by period, from the capital of
 * its phases to the cash of its owners, and what it must earn.
 *
 * Conventions. Period 0 is the start of construction; cash of a period falls at its end,
 * and what is bought at the end of a period works from the next one on. All money is
 * nominal, and so are the rates: depreciation, loans and taxes know no other. Prices and
 * costs of a year of operation count from the first period in which something works.
 * Rates are effective a year; a month's is the twelfth root. Whole numbers of periods are
 * demanded where a time is in years.
 *
 * @since 0.1.0
 */
#ifndef AICOMPUTE_PROJECT_H
#define AICOMPUTE_PROJECT_H

#include "model.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** What becomes of accelerators that have reached life_years. The numbers are permanent.
 *  @since 0.1.0 */
enum aic_project_mode {
    AIC_FINITE_LIFE = 0, /**< They are sold, and nothing takes their place. */
    AIC_REPLACEMENT = 1, /**< They are sold and replaced until the project ends. */
    AIC_PERPETUITY = 2   /**< Nothing ever wears out: the last period repeats for ever. */
};

/** How accounts write off accelerators; the facility is written off in a straight line.
 *  The numbers are permanent. @since 0.1.0 */
enum aic_project_depreciation {
    AIC_STRAIGHT_LINE = 0,        /**< aic_sln() */
    AIC_SUM_OF_YEARS_DIGITS = 1,  /**< aic_syd(); depreciation_years must be whole. */
    AIC_DECLINING_BALANCE = 2,    /**< aic_vdb(), which ends in a straight line. */
    AIC_MACRS = 3,                /**< aic_macrs(), half-year: 3, 5, 7, 10, 15, 20. */
    AIC_MARKET_VALUE_DECLINE = 4, /**< By value_decades_per_year, as the market. */
    AIC_NO_DEPRECIATION = 5       /**< Not at all, until it is sold. */
};

/** How a loan is repaid. The numbers are permanent. @since 0.1.0 */
enum aic_project_repayment {
    AIC_LEVEL_PAYMENT = 0,  /**< The same sum every period. */
    AIC_EQUAL_PRINCIPAL = 1 /**< The same principal every period, and the interest. */
};

/** The numbers of a project. NaN means not given; only cluster_cost must be. What a model
 *  has too is the same here. aic_project_input() describes them. @since 0.1.0 */
typedef struct aic_project_inputs {
    /** Cost of the servers, accelerators included, and their interconnect.
     *  [cur; 0 to 1e28; required] */
    double cluster_cost;
    /** Cost of building the facility. [cur; 0 to 1e34] */
    double facility_cost;
    /** Time from the start until the cluster is paid, when its phases are not given.
     *  [year; 0 to 50] */
    double construction_years;
    /** Fraction by which the cost of replacing the cluster grows in a year.
     *  [1/year; -0.9 to 1] */
    double replacement_cost_growth;
    /** Number of accelerators. [1; 0 to 1e12] */
    double gpu_count;
    /** Share of the hours of a year an accelerator is on. [1; 0 to 1] */
    double availability;
    /** Share of the hours an accelerator is on in which it is busy. [1; 0 to 1] */
    double utilization;
    /** Economic life of the accelerators and what is written off with them.
     *  [year; 0.01 to 200] */
    double life_years;
    /** Price at which an hour of one accelerator is sold. [cur/h; 0 to 1e9] */
    double rental_price_per_gpu_hour;
    /** Fraction of the rental price that is lost from one year to the next.
     *  [1/year; -1 to 0.99] */
    double price_decline;
    /** Revenue in a year that is not from hours sold, when all phases work.
     *  [cur/year; 0 to 1e34] */
    double other_revenue_per_year;
    /** Operating cost in a year, energy and carbon apart, as a fraction of capital.
     *  [1/year; 0 to 1] */
    double fixed_opex_share;
    /** Operating cost in a year beside that share, when all phases work.
     *  [cur/year; 0 to 1e34] */
    double other_opex_per_year;
    /** Fraction by which operating cost, energy and carbon apart, grows in a year.
     *  [1/year; -0.9 to 1] */
    double opex_growth;
    /** Nameplate power of a server divided by the number of its accelerators.
     *  [W; 0 to 1e7] */
    double server_share_w;
    /** Power of a server while busy, as a fraction of its nameplate. [1; 0 to 2] */
    double server_busy_power_fraction;
    /** Power of a server while on and not busy, as a fraction of its nameplate.
     *  [1; 0 to 1] */
    double server_idle_power_fraction;
    /** Power usage effectiveness, facility power divided by IT power. [1; 1 to 100] */
    double pue;
    /** Price of electricity, which may be negative. [cur/kWh; -1e6 to 1e6] */
    double electricity_price_per_kwh;
    /** Fraction by which the price of electricity grows in a year. [1/year; -0.9 to 1] */
    double electricity_price_growth;
    /** Emissions of the electricity used, as CO2 equivalent. [g/kWh; 0 to 10000] */
    double grid_gco2e_per_kwh;
    /** Price of emitting a tonne of CO2 equivalent. [cur/t; 0 to 1e9] */
    double carbon_price_per_t;
    /** Energy that the facility uses in a year of 8,760 hours. [MWh/year; 0 to 1e22] */
    double energy_mwh_per_year;
    /** Cost of the facility's electricity in a year. [cur/year; -1e32 to 1e32] */
    double electricity_cost_per_year;
    /** Operational and embodied emissions of a year, as CO2 equivalent.
     *  [t/year; 0 to 1e24] */
    double emissions_tco2e_per_year;
    /** Cost of the emissions of a year at their price. [cur/year; 0 to 1e34] */
    double carbon_cost_per_year;
    /** Years from the start of a project to its end, with cash at the end of each.
     *  [year; 0.01 to 200] */
    double project_years;
    /** Powers of ten by which the value of an accelerator falls in a year.
     *  [1/year; 0 to 1] */
    double value_decades_per_year;
    /** Value of an accelerator at its age as a fraction of its price. [1; 0 to 1] */
    double resale_fraction;
    /** Value of the facility at the end of the project as a fraction of its cost.
     *  [1; 0 to 1] */
    double facility_residual_fraction;
    /** Life over which accounts write off the cluster, another than the economic one.
     *  [year; 0.05 to 100] */
    double depreciation_years;
    /** Life over which accounts write off the facility. [year; 0.05 to 100] */
    double facility_depreciation_years;
    /** Share of the straight line by which a declining balance falls. [1; 0.1 to 10] */
    double depreciation_factor;
    /** Share of taxable income that is paid as tax. [1; 0 to 0.99] */
    double tax_rate;
    /** Share of an income that losses carried forward may cancel. [1; 0 to 1] */
    double loss_offset_share;
    /** Share of what the phases cost that is borrowed, replacements not included.
     *  [1; 0 to 1] */
    double debt_share;
    /** Interest on the debt, as an effective rate a year. [1/year; 0 to 10] */
    double interest_rate;
    /** Time over which the debt is repaid, from the last phase on. [year; 0.05 to 100] */
    double debt_years;
    /** Target return or cost of capital. [1/year; 0 to 10] */
    double discount_rate;
    /** Return that the required revenue is to bring, if another than the discount rate.
     *  [1/year; 0 to 10] */
    double target_rate;
} aic_project_inputs;

/**
 * A project. Start from aic_project_defaults(). Arrays are the caller's, and are read
 * during the call only.
 * @since 0.1.0
 */
typedef struct aic_project {
    size_t size;              /**< sizeof(aic_project) as the caller compiled it. */
    int32_t mode;             /**< One of enum aic_project_mode. */
    int32_t periods_per_year; /**< 1 or 12. */
    int32_t depreciation;     /**< One of enum aic_project_depreciation. */
    int32_t repayment;        /**< One of enum aic_project_repayment. */
    /** Share of cluster_cost paid at the end of each period from 0 on; they add up to 1.
     *  NULL: all of it when construction_years have passed. */
    const double *cluster_shares;
    /** Share of facility_cost paid at the end of each period from 0 on; they add up to 1.
     *  NULL: all of it in period 0. */
    const double *facility_shares;
    /** By what utilization is multiplied in each year of operation, 0 to 1; 1 after the
     *  last. NULL: 1. */
    const double *utilization_ramp;
    /** Rental price in each year of operation, instead of rental_price_per_gpu_hour and
     *  price_decline; the last one holds. All are above 0. NULL: those two. */
    const double *price_path;
    size_t cluster_share_count;    /**< How many. */
    size_t facility_share_count;   /**< How many. */
    size_t utilization_ramp_count; /**< How many. */
    size_t price_path_count;       /**< How many. */
    aic_project_inputs inputs;     /**< The numbers. */
} aic_project;

/** The columns of a schedule; one value a period. The numbers are permanent.
 *  @since 0.1.0 */
enum aic_project_column {
    AIC_PROJECT_YEAR = 0,             /**< End of the period, in years. */
    AIC_PROJECT_GPUS = 1,             /**< Accelerators that work in the period. */
    AIC_PROJECT_UTILIZATION = 2,      /**< Of the hours on. */
    AIC_PROJECT_PRICE = 3,            /**< Of an hour sold. */
    AIC_PROJECT_HOURS = 4,            /**< Hours sold. */
    AIC_PROJECT_ENERGY = 5,           /**< Electricity of the facility, MWh. */
    AIC_PROJECT_EMISSIONS = 6,        /**< Of that electricity, t. */
    AIC_PROJECT_REVENUE = 7,          /**< From hours and otherwise. */
    AIC_PROJECT_FIXED_OPEX = 8,       /**< Operating cost, energy and carbon apart. */
    AIC_PROJECT_ELECTRICITY_COST = 9, /**< Of the facility. */
    AIC_PROJECT_CARBON_COST = 10,     /**< Emissions at their price. */
    AIC_PROJECT_OPERATING_CASH = 11,  /**< Revenue less the three costs. */
    AIC_PROJECT_CAPITAL = 12,         /**< Paid for phases and replacements. */
    AIC_PROJECT_RESALE = 13,          /**< Received for what is sold. */
    AIC_PROJECT_DEPRECIATION = 14,    /**< Written off in accounts. */
    AIC_PROJECT_BOOK_VALUE = 15,      /**< In accounts, at the end of the period. */
    AIC_PROJECT_TAXABLE = 16,         /**< Income before losses carried forward. */
    AIC_PROJECT_LOSS_CARRIED = 17,    /**< Into the next period. */
    AIC_PROJECT_TAX = 18,             /**< As if there were no debt. */
    AIC_PROJECT_CASH = 19,            /**< Of the project, after tax, before debt. */
    AIC_PROJECT_CUMULATIVE = 20,      /**< Sum of the cash so far. */
    AIC_PROJECT_DISCOUNTED = 21,      /**< Sum of the discounted cash so far. */
    AIC_PROJECT_DEBT_DRAWN = 22,      /**< Paid out by the lender. */
    AIC_PROJECT_INTEREST = 23,        /**< Owed for the period. */
    AIC_PROJECT_DEBT_SERVICE = 24,    /**< Interest and principal paid. */
    AIC_PROJECT_DEBT = 25,            /**< Owed at the end of the period. */
    AIC_PROJECT_EQUITY_TAX = 26,      /**< With interest deducted. */
    AIC_PROJECT_EQUITY_CASH = 27,     /**< Of the owners. */
    AIC_PROJECT_COLUMN_COUNT = 28     /**< How many there are in this version. */
};

/** What comes of a project. Times are years from period 0, and +infinity when they never
 *  come. NaN: there is none. @since 0.1.0 */
typedef struct aic_project_results {
    /** Worth at the start of all cash, capital spent included. [cur; -inf to inf] */
    double net_present_value;
    /** Rate at which the net present value is 0; -1 when all is lost.
     *  [1/year; -1 to inf] */
    double internal_rate_of_return;
    /** Worth at the start of the cash of the owners, after debt and tax.
     *  [cur; -inf to inf] */
    double equity_present_value;
    /** Rate at which the cash of the owners is worth 0. [1/year; -1 to inf] */
    double equity_rate_of_return;
    /** Time after which the cash received reaches the capital spent. [year; 0 to inf] */
    double payback_years;
    /** Time after which the cash received never falls below the capital again.
     *  [year; 0 to inf] */
    double final_payback_years;
    /** Time after which the discounted cash received reaches the capital spent.
     *  [year; 0 to inf] */
    double discounted_payback_years;
    /** Time after which the discounted cash never falls below the capital again.
     *  [year; 0 to inf] */
    double final_discounted_payback_years;
    /** Most cash that is out at once. [cur; 0 to inf] */
    double maximum_exposure;
    /** Time at which the most cash is out. [year; 0 to inf] */
    double exposure_year;
    /** Cost of one hour of an accelerator sold, return on capital included.
     *  [cur/h; -inf to inf] */
    double cost_per_gpu_hour;
    /** Rental price of the first year at which the project is worth 0.
     *  [cur/h; 0 to inf] */
    double minimum_price_per_gpu_hour;
    /** Utilization after the ramp at which the project is worth 0. [1; 0 to inf] */
    double minimum_utilization;
    /** Revenue a year that earns the required return on the capital considered.
     *  [cur/year; 0 to inf] */
    double required_revenue_per_year;
    /** Least cash before debt service divided by debt service. [1; -inf to inf] */
    double least_debt_cover;
} aic_project_results;

/** The results, and why a rate of return is NaN; set `size` before the call.
 *  @since 0.1.0 */
typedef struct aic_project_report {
    size_t size;                 /**< sizeof(aic_project_report) of the caller. */
    int32_t irr_status;          /**< Of internal_rate_of_return: as aic_irr(). */
    int32_t equity_irr_status;   /**< Of equity_rate_of_return. */
    aic_project_results results; /**< The results. */
} aic_project_report;

/**
 * How many numbers a project has.
 * @returns the doubles of aic_project_inputs
 * @since 0.1.0
 */
AIC_API size_t aic_project_input_count(void);

/**
 * The row of one number, in the order of the struct: name, unit, sentence, source,
 * default (NaN: none), ranges. Where a model has an input of that name it is the same.
 * @param position from 0
 * @returns the row, or NULL beyond the last; lives as long as the program
 * @since 0.1.0
 */
AIC_API const aic_variable *aic_project_input(size_t position);

/**
 * The row of a column: name, unit and sentence.
 * @param column one of enum aic_project_column
 * @returns the row, or NULL beyond the last; lives as long as the program
 * @since 0.1.0
 */
AIC_API const aic_variable *aic_project_column(size_t column);

/**
 * The row of a result, in the order of the struct.
 * @param position from 0, statuses not counted
 * @returns the row, or NULL beyond the last; lives as long as the program
 * @since 0.1.0
 */
AIC_API const aic_variable *aic_project_result(size_t position);

/**
 * Fill a project with its defaults.
 * @param project what to fill
 * @param size   its size as the caller compiled it; what this library does not know
 *               becomes zero, which is what it demands of it
 * @returns AIC_OK; AIC_E_ARGUMENT for NULL or a size without a `size`
 * @since 0.1.0
 */
AIC_API int aic_project_fill(aic_project *project, size_t size);

/**
 * Set a number by its name.
 * @param project the project
 * @param name   of one of the doubles
 * @param value  any number; it is judged by aic_project_schedule()
 * @param error  what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_NAME, with the nearest name
 * @since 0.1.0
 */
AIC_API int aic_project_set(aic_project *project, const char *name, double value,
                            aic_error *error);

/**
 * How many rows the schedule of a project has: one a period, and period 0.
 * @param project the project
 * @param rows   where to write it
 * @param error  what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_VERSION; AIC_E_MISSING; AIC_E_RANGE;
 *          AIC_E_CONDITION when project_years are not whole periods
 * @since 0.1.0
 */
AIC_API int aic_project_rows(const aic_project *project, size_t *rows, aic_error *error);

/**
 * The schedule of a project.
 * @param project      the project
 * @param columns      by enum aic_project_column, arrays of `rows` doubles or NULL where
 *                     a column is not wanted; NULL for none
 * @param column_count how many; 0 for none
 * @param rows         how many rows the arrays hold: as aic_project_rows() says, or more
 * @param report       what comes of it, or NULL
 * @param error        what went wrong or is unusual, or NULL
 * @returns AIC_OK; AIC_W_UNUSUAL; AIC_W_NEVER when a payback never comes. With nothing
 *          written: AIC_E_ARGUMENT; AIC_E_VERSION; AIC_E_MISSING; AIC_E_RANGE;
 *          AIC_E_CONDITION, naming the input; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_project_schedule(const aic_project *project, double *const *columns,
                                 size_t column_count, size_t rows,
                                 aic_project_report *report, aic_error *error);

/** A project at its defaults. @returns it @since 0.1.0 */
AIC_INLINE aic_project aic_project_defaults(void)
{
    aic_project project;
    aic_project_fill(&project, sizeof project);
    return project;
}

#if defined(__cplusplus)
}
#endif

#endif
