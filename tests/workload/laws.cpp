// SPDX-License-Identifier: MIT
/// The laws under test and their distribution functions, by the C library: the judge must not be
/// the accused.
#include "workload/laws.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace tiersim::testing {

namespace {

using namespace tiersim::literals;

constexpr double ms = 1e6;

double exponential_cdf(double x) { return -std::expm1(-x); }

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

double lognormal_cdf(double x, double mean, double scv)
{
    const double sigma = std::sqrt(std::log1p(scv));
    return normal_cdf((std::log(x / mean) + sigma * sigma / 2.0) / sigma);
}

double pareto_cdf(double x, double alpha, double low, double high)
{
    return (1.0 - std::pow(low / x, alpha)) / (1.0 - std::pow(low / high, alpha));
}

// Straight from (1 ms, 0) over (2 ms, 0.5) and (10 ms, 0.9) to (100 ms, 1).
double table_cdf(double x)
{
    if (x <= 2 * ms) return 0.5 * (x / ms - 1.0);
    if (x <= 10 * ms) return 0.5 + 0.4 * (x / ms - 2.0) / 8.0;
    return 0.9 + 0.1 * (x / ms - 10.0) / 90.0;
}

}  // namespace

std::vector<Law> laws()
{
    return {
        {"constant", Constant{5ms}, {}},
        {"uniform", Uniform{1ms, 9ms}, [](double x) { return (x / ms - 1.0) / 8.0; }},
        {"exponential", Exponential{5ms}, [](double x) { return exponential_cdf(x / (5 * ms)); }},
        {"lognormal-1", Lognormal{5ms, 1.0},
         [](double x) { return lognormal_cdf(x / ms, 5.0, 1.0); }},
        {"lognormal-4", Lognormal{5ms, 4.0},
         [](double x) { return lognormal_cdf(x / ms, 5.0, 4.0); }},
        {"erlang-3", Gamma{6ms, 3.0},
         [](double x) {
             const double y = x / (2 * ms);
             return 1.0 - std::exp(-y) * (1.0 + y + y * y / 2.0);
         }},
        {"gamma-half", Gamma{5ms, 0.5},
         [](double x) { return std::erf(std::sqrt(x / (10 * ms))); }},
        {"weibull-0.5", Weibull{5ms, 0.5},
         [](double x) { return exponential_cdf(std::sqrt(x / (5 * ms))); }},
        {"weibull-2", Weibull{5ms, 2.0},
         [](double x) { return exponential_cdf(x / (5 * ms) * x / (5 * ms)); }},
        {"hyperexponential", Hyperexponential{{{90_percent, 1ms}, {10_percent, 20ms}}},
         [](double x) {
             return 0.9 * exponential_cdf(x / ms) + 0.1 * exponential_cdf(x / (20 * ms));
         }},
        {"pareto-1.5", BoundedPareto{1.5, 2ms, 2s},
         [](double x) { return pareto_cdf(x / ms, 1.5, 2.0, 2000.0); }},
        {"pareto-3", BoundedPareto{3.0, 1ms, 50ms},
         [](double x) { return pareto_cdf(x / ms, 3.0, 1.0, 50.0); }},
        {"values", Empirical{{1ms, 1ms, 4ms, 9ms, 100ms}, {}, {}}, {}},
        {"quantiles",
         Empirical{{},
                   {{0_percent, 1ms}, {50_percent, 2ms}, {90_percent, 10ms}, {100_percent, 100ms}},
                   {}},
         table_cdf},
    };
}

std::uint64_t golden(const std::string& name)
{
    static const std::map<std::string, std::uint64_t> known{
        {"constant", 0xa33530a7a4ad356eU},    {"uniform", 0x7893e93c27bcaebfU},
        {"exponential", 0x9d0cc84f7631222fU}, {"lognormal-1", 0xd7ddb6a1722cee03U},
        {"lognormal-4", 0x2688ce7ac5dd23b0U}, {"erlang-3", 0x3ba67ed748911e34U},
        {"gamma-half", 0xf324f0d9a8dc5e78U},  {"weibull-0.5", 0x9890faffd989ddbcU},
        {"weibull-2", 0xa1d878791ed06b60U},   {"hyperexponential", 0x5e74bc52890d4552U},
        {"pareto-1.5", 0xbb0dcf3e2549be24U},  {"pareto-3", 0xcf2dff5967276cd3U},
        {"values", 0xa575fc46804dff15U},      {"quantiles", 0x5ee94f2122ec1804U},
    };
    return known.at(name);
}

}  // namespace tiersim::testing
