/* Where the numbers come from: the sources that the tables name in their rows, and those
 * that the comments of the models name beside them. Sorted by key, as strcmp() does. Year
 * 0: the page bears no date. What a source is cited for is in `taken`; where it was read
 * through another publication, the publisher or `taken` says so. */
#include "core/internal.h"

#include <stdlib.h>
#include <string.h>

/* clang-format off */
static const aic_source sources[] = {
    {"80plus-titanium",
     "PSU efficiency tiers in Data Center Power & Cooling for AI",
     "FlashGenius",
     "https://flashgenius.net/guides/data-center-power-amp-cooling-for-ai-ncp-aii-guide",
     "80 PLUS efficiency at half load: Titanium 0.96, Platinum 0.94, Gold 0.90 as "
     "listed there.",
     0, 2026},
    {"amazon-life-2025",
     "Amazon revises server lifespan",
     "Deep Quarry",
     "https://deepquarry.substack.com/p/amazon-revises-server-lifespan-amid",
     "From 2025 Amazon cut the life of part of its servers from 6 back to 5 years.",
     2025, 2026},
    {"annuity",
     "Capital recovery factor, the level payment that repays capital over n periods",
     "libaicompute",
     "",
     "r/(1-(1+r)^-n) by summing a geometric series; the limit is 1/n at r = 0 and r as "
     "n grows without bound.",
     2026, 2026},
    {"apple-15-30",
     "App Store Small Business Program",
     "Business Today",
     "https://www.businesstoday.in/technology/apple-will-now-distribute-more-money-to-de"
     "velopers-earning-less-than-$1-million-reduces-its-fee-to-15-per-cent/story/422321."
     "html",
     "The shop keeps 30 %, or 15 % from small developers.",
     2020, 2026},
    {"argus-ets-2024",
     "EU ETS auction revenue decreases in 2024",
     "Argus Media",
     "https://argusmedia.com/de/news-and-insights/latest-market-news/2641480-eu-ets-auct"
     "ion-revenue-decreases-in-2024",
     "Mean auction price 83.60 EUR a tonne in 2023 and 64.76 in 2024.",
     2024, 2026},
    {"assumption",
     "Working bound chosen by the library",
     "libaicompute",
     "",
     "A plain bound or number chosen by judgement, not measured.",
     2026, 2026},
    {"calendar-month",
     "Mean month of a 365.25-day year",
     "libaicompute",
     "",
     "365.25/12 = 30.4375 days a month (Julian year; the Gregorian mean is 30.436875); "
     "a year of energy is 365 days or 8760 hours.",
     2026, 2026},
    {"calibration-h100-node",
     "Balance of an 8 x H100 node between its measured and nameplate power",
     "libaicompute",
     "",
     "Base and fan power chosen as round figures (2000 W and 1000 W) so that eight H100 "
     "at 595 W each give 8083 W at the wall, inside the measured 7.7 to 8.4 kW; this is "
     "the one calibrated pair and is kept out of validation.",
     2026, 2026},
    {"census-kr-2023",
     "Korean population figures of 2024 by registered households",
     "Asia Business Daily, from the Ministry of the Interior and Safety",
     "https://cm.asiae.co.kr/en/article/2025010412444335509",
     "2.12 persons a registered household in Korea in 2024 (2.15 in 2023).",
     2025, 2026},
    {"chien-2023-embodied",
     "NVIDIA A100 embodied carbon after Chien et al., HotCarbon 2023",
     "Scope3",
     "https://preview.methodology.scope3.com/nvidia_a100.md",
     "318 kg CO2 embodied for each GPU and its share of the server.",
     2023, 2026},
    {"clnr-admd-2015",
     "After Diversity Maximum Demand Report (CLNR-L217)",
     "Customer-Led Network Revolution",
     "http://www.networkrevolution.co.uk/project-library/diversity-maximum-demand-admd-r"
     "eport/",
     "Demand a dwelling settles near 1.5 kW over many homes; 2 kW is the usual design "
     "figure without electric heating.",
     2015, 2026},
    {"colossus-generators",
     "Colossus is fully operational with 200,000 GPUs",
     "Tom's Hardware",
     "https://www.tomshardware.com/tech-industry/artificial-intelligence/musks-colossus-"
     "is-fully-operational-with-200-000-gpus-backed-by-tesla-batteries-phase-2-to-consum"
     "e-300-mw-enough-to-power-300-000-homes",
     "14 mobile generators of 2.5 MW each served the first phase.",
     2025, 2026},
    {"colossus-timeline",
     "Colossus 1: 500 MW energy deployment",
     "Aterio",
     "https://www.aterio.io/blog/colossus-1-xai-s-ambitious-500-mw-energy-deployment",
     "Built in 122 days; 14 generators of together about 35 MW beside a small grid "
     "supply, larger turbines later.",
     0, 2026},
    {"cushman-2025",
     "Data Center Development Cost Guide 2025",
     "Cushman & Wakefield",
     "https://cushwake.cld.bz/Data-Center-Development-Cost-Guide-2025/8-9",
     "Building a megawatt of critical load costs 9.3 to 15 million USD over 19 US "
     "markets, 11.7 million on average, IT equipment not included.",
     2025, 2026},
    {"definition",
     "Arithmetic identity",
     "libaicompute",
     "",
     "The quantity is fixed by its formula alone; no measured figure enters.",
     2026, 2026},
    {"eia-epa-2023",
     "Electric Power Annual, data of 2023",
     "US Energy Information Administration",
     "https://www.eia.gov/electricity/annual/secrev-map.php",
     "Industrial electricity in US states from 0.0588 (Louisiana) to 0.1864 "
     "(California) USD a kWh.",
     2023, 2026},
    {"ember-owid",
     "Carbon intensity of electricity generation",
     "Our World in Data, from Ember and the Energy Institute",
     "https://ourworldindata.org/grapher/carbon-intensity-electricity",
     "Lifecycle gCO2e a kWh, from a public snapshot of the series: world 458; 5th and "
     "95th percentile of 216 countries and regions 28 and 816.",
     2024, 2026},
    {"epoch-2024-cost",
     "The rising costs of training frontier AI models (arXiv 2405.21015)",
     "Epoch AI and Stanford University",
     "https://arxiv.org/html/2405.21015v1",
     "Server price 1.64 times its accelerators (H100 class) and interconnect 19 % of "
     "cluster cost, as the specification of this library cites the paper; the abstract "
     "gives 15-22 % server parts and 9-13 % interconnect as shares of whole development "
     "cost.",
     2024, 2026},
    {"epoch-chip-costs",
     "AI Chip Sales, approximate cost per chip",
     "Epoch AI",
     "https://epoch.ai/data",
     "From a public snapshot: from 2,900 USD (TPU v5e) through 25,000 USD (H100) to "
     "43,000 USD (GB300).",
     2026, 2026},
    {"epoch-datacenters",
     "Frontier Data Centers",
     "Epoch AI",
     "https://epoch.ai/data/data-centers",
     "AI sites from tens of MW to some 2.7 GW of facility power and clusters up to "
     "several hundred thousand accelerators.",
     2026, 2026},
    {"epoch-hardware",
     "Data on Machine Learning Hardware",
     "Epoch AI",
     "https://epoch.ai/data/machine-learning-hardware",
     "Accelerator TDP from 70 W (T4) through 700 W (H100 SXM) to 1400 W (GB300).",
     2026, 2026},
    {"euromonitor-households",
     "Global Household Trends",
     "Euromonitor International",
     "https://www.euromonitor.com/global-household-trends/report",
     "852.5 million rural households in 2023 when 64 % were urban, so some 2.37 billion "
     "in all; 8.0 to 8.1 billion people over these is 3.4 persons.",
     2024, 2026},
    {"eurostat-2023",
     "Electricity price statistics",
     "Eurostat",
     "https://ec.europa.eu/eurostat/statistics-explained/index.php?title=Electricity_pri"
     "ce_statistics&oldid=412280",
     "Non-household electricity in the EU, second half of 2023: 0.089 to 0.276 EUR a "
     "kWh.",
     2023, 2026},
    {"fan-2007",
     "Power Provisioning for a Warehouse-sized Computer, ISCA 2007",
     "Fan, Weber and Barroso, Google",
     "https://fdocuments.net/document/p-o-wer-pr-o-visioning-for-a-w-arehouse-siz-ed-ran"
     "dycoursescs294f07203pdf.html",
     "Empirical power against utilization: idle + (busy - idle)(2u - u^r) with fitted r "
     "= 1.4.",
     2007, 2026},
    {"globalpetrolprices-2025",
     "Electricity prices around the world",
     "GlobalPetrolPrices",
     "https://www.globalpetrolprices.com/electricity_prices/",
     "World mean for business 0.161 USD a kWh in mid-2025.",
     2025, 2026},
    {"gpu-capex-dgx-2023",
     "NVIDIA H100 price note in Data on Machine Learning Hardware",
     "Epoch AI",
     "https://epoch.ai/data/machine-learning-hardware",
     "A DGX H100 at 269,000 USD, of which 195,000 USD for GPUs and baseboard: a price "
     "ratio of 1.38.",
     2026, 2026},
    {"gpu-street-2026",
     "H100 vs H200 vs B200 total cost of ownership",
     "AI Infra Map",
     "https://www.aiinframap.com/tools/chips/h100-vs-h200-vs-b200-tco",
     "Rough street prices in mid-2026: H100 30,000, H200 35,000 and B200 40,000 USD.",
     2026, 2026},
    {"h100-pcie-idle-2025",
     "Power efficiency measured on H100 PCIe",
     "GOATnote (public repository robogoat)",
     "https://github.com/GOATnote-Inc/robogoat",
     "An H100 PCIe idled at 79.7 W, 0.228 of its 350 W TDP.",
     2025, 2026},
    {"h200-idle-2026",
     "H200 idle state validation and accelerator benchmark",
     "ConserveMode",
     "https://conservemode.com/case-studies.html",
     "A dormant H200 averaged 73.65 W, 0.105 of its 700 W TDP; a second published run "
     "read 80.3 W or 0.115. The default of 0.12 is rounded up.",
     0, 2026},
    {"household-kwh-world",
     "Average household electricity use around the world (World Energy "
     "Council/Enerdata, 2010)",
     "Gilbert Electrical Systems",
     "http://www.gilbertelectricalsystems.com/blogpost.aspx?ID=1022",
     "From 570 (Nigeria) to 11,879 (Canada) kWh a year for an electrified household.",
     2010, 2026},
    {"household-sizes-un",
     "Household size and composition around the world, Population Facts 2017/2",
     "United Nations DESA",
     "https://www.scribd.com/document/461721916/PopFacts-2017-2-1",
     "National mean households range from about 2 to 9 persons.",
     2017, 2026},
    {"iso-30134-2",
     "ISO/IEC 30134-2:2016, Data centres - Key performance indicators - Part 2: Power "
     "usage effectiveness (PUE)",
     "ISO/IEC (catalogue page of iTeh)",
     "https://theiteh.com/catalog/standards/iso/e91dbb75-46cb-48b7-a8d8-41b3bca973c7/iso"
     "-iec-30134-2-2016",
     "PUE is all energy used by the data centre divided by energy used by its IT "
     "equipment over the same period, so it is never below 1 (edition replaced in 2026, "
     "definition as cited).",
     2016, 2026},
    {"jpmorgan-180-month",
     "JP Morgan says AI needs 650 billion to justify the build-out",
     "Signwl",
     "https://signwl.com/articles/jp-morgan-says-ai-needs-650-billion-to-justify-the-bui"
     "ld-out-it-looks-like-ai-agents-alone-could-deliver-that",
     "More than 5 trillion USD invested over five years; the 180 USD from each Netflix "
     "subscriber is read as a month, not a year.",
     0, 2026},
    {"jpmorgan-2025",
     "650 billion USD a year needed for a 10 % return on the AI build-out, J.P. Morgan "
     "claims",
     "Tom's Hardware",
     "https://www.tomshardware.com/tech-industry/artificial-intelligence/usd650-billion-"
     "in-annual-revenue-required-to-deliver-10-percent-return-on-ai-buildout-investment-"
     "j-p-morgan-claims-equivalent-to-usd35-payment-from-every-iphone-user-or-usd180-fro"
     "m-every-netflix-subscriber-in-perpetuity",
     "A 10 % return as the yardstick; 650 billion USD a year, 1.5 billion iPhone users "
     "at 34.72 USD a month, 300 million Netflix subscribers.",
     2025, 2026},
    {"kepco-tariff-2024",
     "Korean industrial electricity tariff from 24 October 2024",
     "CN City Energy",
     "https://www.cncityenergy.com/jsp/customer/chargeInfoEindustry.jsp",
     "Energy 94.4 to 155.0 KRW a kWh, basic charge 5,550 to 6,490 KRW a kW and month.",
     2024, 2026},
    {"kets-2019",
     "Korean allowance price KAU19",
     "Mediapen",
     "https://m.mediapen.com/news/view/489050",
     "38,100 KRW a tonne at the end of 2019, with a high of 40,900.",
     2019, 2026},
    {"kr-capacity-2024",
     "Korean data centres in terms of contracted household power",
     "Kyunghyang Shinmun, through a blog copy",
     "http://suncoop.tistory.com/tag/%EC%A0%84%EB%A0%A5%20%EA%B3%84%ED%86%B5",
     "40 to 100 MW put equal to 13,000 to 33,000 households, about 3 kW each.",
     2024, 2026},
    {"kr-household-350",
     "Residential tariff reform, ordinary month of a four-person household",
     "Ministry of Trade, Industry and Energy of Korea, through Dong-A Science",
     "http://dongascience.donga.com/tags.php?tag=%EB%88%84%EC%A7%84%EC%84%B8",
     "350 kWh a month for a four-person household, a government example.",
     2016, 2026},
    {"latif-2024",
     "Empirical Measurements of AI Training Power Demand on a GPU-Accelerated Node "
     "(arXiv 2412.08602)",
     "Latif et al.; IEEE Access 13",
     "https://nyuscholars.nyu.edu/en/publications/single-node-power-demand-during-ai-tra"
     "ining-measurements-on-an-8--2",
     "An 8 x H100 HGX node drew at most about 8.4 kW in training against a 10.2 kW "
     "rating, that is 0.82 of nameplate. The default of 0.85 of an accelerator's own TDP "
     "is a reading of this.",
     2025, 2026},
    {"load-factor-2025",
     "The Puzzle of Low Data Center Utilization Rates",
     "T. Norris, Power Policy",
     "https://www.powerpolicy.net/p/the-puzzle-of-low-data-center-utilization",
     "Planners assume load factors of 0.90 to 1.00, while capacity utilization nearer "
     "0.50 is seen.",
     2025, 2026},
    {"network-share",
     "Network topologies, SuperPOD figures",
     "K. Shirol, learnAI",
     "https://kshirol-dev.github.io/learnAI/AIInfrastructure/06-network-topologies.html",
     "Switches, cables and optics take 15 to 25 % of a large cluster's cost.",
     0, 2026},
    {"neutral",
     "Neutral value: 0 leaves a term out, 1 leaves it whole",
     "libaicompute",
     "",
     "The default claims nothing; where the usual range comes from, the notes of the model "
     "say.",
     2026, 2026},
    {"newkirk-2025",
     "Empirically-Calibrated H100 Node Power Models (arXiv 2506.14551)",
     "Newkirk et al.",
     "http://export.arxiv.org/abs/2506.14551",
     "Compute-heavy training ran an 8 x H100 node at 0.76 of its 10.2 kW rating, about "
     "7.75 kW.",
     2025, 2026},
    {"nvidia-basepod",
     "DGX BasePOD reference architecture, core components",
     "NVIDIA",
     "https://docs.nvidia.com/dgx-basepod/reference-architecture-infrastructure-foundati"
     "on-enterprise-ai/latest/core-components.html",
     "A DGX H100 holds 8 GPUs, 4 NVSwitch chips, two Xeon 8480C, 2 TB DDR5, eight "
     "single-port and two dual-port ConnectX-7, and ten NVMe drives.",
     0, 2026},
    {"nvidia-osfp-400g",
     "MMS4X00-NS400 400 Gb/s OSFP transceiver",
     "NVIDIA",
     "https://docs.nvidia.com/networking/display/mms4x00ns400/overview",
     "One 400 Gb/s optical transceiver draws up to 9 W.",
     0, 2026},
    {"parking-tax-2026",
     "The Model Parking Tax (arXiv 2605.23918)",
     "Vadari",
     "https://arxiv.org/html/2605.23918",
     "An open CUDA context adds 26 to 66 W over bare idle on H100, A100 and L40S; "
     "memory filled adds next to nothing.",
     2026, 2026},
    {"press-month",
     "Plan for 50,000 GPUs",
     "Women's Economic Daily (Korea)",
     "",
     "Energy a month reckoned as 30 days of 24 hours: 720 MWh a day become 21,600 a month.",
     2025, 2026},
    {"pue-fleets-2023",
     "AWS: global data centers achieved PUE of 1.15 in 2023",
     "DatacenterDynamics",
     "https://www.datacenterdynamics.com/en/news/aws-global-data-centers-achieved-pue-of"
     "-115-in-2023/",
     "Best AWS site 1.04; fleets of Google about 1.10, AWS 1.15 and Microsoft 1.18.",
     0, 2026},
    {"reactor-1gw",
     "Gigawatt",
     "radioactivity.eu.com",
     "http://www.radioactivity.eu.com/site/dico/GigaWatt.htm",
     "A standard pressurized-water reactor supplies about 1 GW of electricity.",
     0, 2026},
    {"residual-gpu",
     "Unit economics, glossary of GPU infrastructure",
     "Disintermediate",
     "https://disintermediate.global/glossary/unit-economics",
     "Residual value 20 to 40 % of price after 36 to 60 months of service.",
     0, 2026},
    {"server-fans-2009",
     "Server fans: how to optimize the power used",
     "eWEEK (J. Neudorfer)",
     "http://www.eweek.com/c/a/IT-Infrastructure/How-to-Optimize-the-Energy-Efficiency-o"
     "f-Your-Server/2",
     "Fans can take 10 to 15 % or more of the power an air-cooled server draws.",
     2009, 2026},
    {"server-lives-10k",
     "Useful life of servers and network assets at tech companies (quotes 10-K and 10-Q "
     "filings)",
     "S. Koral",
     "https://shaulkoral.com/useful-life-of-servers-and-network-assets-at-tech-companies"
     "/",
     "Server lives of 4 years raised to 5 (Amazon, Meta 2022) and 6 (Microsoft 2022, "
     "Alphabet 2023).",
     0, 2026},
    {"si-brochure",
     "The International System of Units (SI Brochure), 9th edition",
     "BIPM",
     "",
     "Prefixes kilo and mega and the hour of 3600 s, from which W, kW, MW, kWh and MWh "
     "convert exactly.",
     2019, 2026},
    {"uptime-2025",
     "Uptime Institute Global Data Center Survey 2025 (UII 420, n = 681), as reported",
     "The Free Sheet",
     "https://thefreesheet.com/2026/01/19/data-centre-efficiency-flatlines-for-sixth-yea"
     "r-as-ai-power-demands-soar",
     "Average PUE of respondents in 2025: 1.54.",
     2026, 2026},
    {"verdes-demand",
     "Maximum and average demand",
     "Verdes Campos",
     "http://www.verdescamposfm.com.br/maximum-and-average-demand/",
     "One residential customer peaks at 6.34 kW over a quarter hour.",
     0, 2026},
    {"xeon-350w",
     "The next-gen Xeon CPU features 56 cores and a 350 W TDP",
     "cheap5v (press)",
     "https://cheap5v.com/the-next-gen-xeon-cpu-features-56-cores-and-a-350w-tdp-leaks.h"
     "tml",
     "The 56-core Sapphire Rapids Xeon has a TDP of up to 350 W, so two add at most 700 "
     "W.",
     2022, 2026},
};
/* clang-format on */

size_t aic_source_count(void)
{
    return sizeof sources / sizeof *sources;
}

const aic_source *aic_source_at(size_t position)
{
    return position < aic_source_count() ? &sources[position] : NULL;
}

static const char *key_at(const void *context, size_t position)
{
    return ((const aic_source *)context)[position].key;
}

static int compare_key(const void *key, const void *source)
{
    return strcmp(key, ((const aic_source *)source)->key);
}

const aic_source *aic_source_find(const char *key, aic_error *error)
{
    if (!key) {
        error_set(error, AIC_E_ARGUMENT, "the key of the source is NULL");
        return NULL;
    }
    size_t count = aic_source_count();
    const aic_source *found = bsearch(key, sources, count, sizeof *sources, compare_key);
    if (found) {
        error_clear(error);
        return found;
    }
    const char *near = nearest_name(key, count, key_at, sources);
    error_set(error, AIC_E_NAME, "no source has the key \"%s\"%s%s%s", key,
              near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
    return NULL;
}
