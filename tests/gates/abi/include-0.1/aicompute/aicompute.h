/**
 * @file aicompute.h
 * Everything. @since 0.1.0
 */
#ifndef AICOMPUTE_AICOMPUTE_H
#define AICOMPUTE_AICOMPUTE_H

#include "annuity.h"
#include "audit.h"
#include "cashflow.h"
#include "cashflow_batch.h"
#include "columns.h"
#include "compute_cost.h"
#include "core.h"
#include "datacenter_energy.h"
#include "dataset.h"
#include "depreciation.h"
#include "distribution.h"
#include "gpu_power.h"
#include "household.h"
#include "investment.h"
#include "model.h"
#include "payback.h"
#include "project.h"
#include "sampling.h"
#include "sensitivity.h"
#include "solve.h"
#include "summary.h"
#include "uncertainty.h"

#endif
