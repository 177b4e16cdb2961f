// SPDX-License-Identifier: MIT
/// How laws and processes are translated.
#include "oracles/laws.hpp"

#include <cstdio>

namespace oracles {

using namespace tiersim;

namespace {

// A length of time under its name with the ending of its unit.
Duration length(const Json& json, const std::string& name, const Scale& scale)
{
    if (const auto found = json.find(name + "_h"); found != json.end())
        return scale.hours(found->get<double>());
    return scale.seconds(json.at(name + "_s").get<double>());
}

Distribution hyperexponential(const Json& json, const Scale& scale)
{
    Hyperexponential law;
    for (std::size_t i = 0; i < json.at("p").size(); ++i)
        law.phases.push_back({Probability::of(json["p"][i].get<double>()),
                              scale.seconds(json.at("means_s")[i].get<double>())});
    return law;
}

Distribution constant(const Json& json, const Scale& scale)
{
    const bool by_mean = json.contains("mean_s") || json.contains("mean_h");
    return Constant{length(json, by_mean ? "mean" : "value", scale)};
}

std::optional<Arrivals> bursts(const Json& json)
{
    Bursts bursts;
    for (std::size_t i = 0; i < json.at("rates_per_s").size(); ++i) {
        const double leaving = json.at("switch_rates_per_s")[i].get<double>();
        bursts.phases.push_back(
            {Rate::per_second(json["rates_per_s"][i].get<double>()), from_seconds(1.0 / leaving)});
    }
    return bursts;
}

std::optional<Arrivals> batches(const Json& json)
{
    const Json& size = json.at("batch_size");
    Batches batches{.rate = Rate::per_second(json.at("batch_rate_per_s").get<double>())};
    if (size.is_number()) {
        batches.mean_size = size.get<double>();
        return batches;
    }
    if (size.at("dist") != "geometric") return std::nullopt;
    batches.geometric = true;
    batches.mean_size = 1.0 / size.at("p").get<double>();
    return batches;
}

std::optional<Arrivals> curve(const Json& json)
{
    RateCurve curve{.points = {}, .steps = true};
    double at = 0.0;
    for (const Json& segment : json.at("segments")) {
        curve.points.push_back({from_seconds(at), Rate::per_second(segment.at("rate_per_s"))});
        at += segment.at("duration_s").get<double>();
    }
    return curve;
}

// "100.0+60.0*sin(2*pi*t/60.0)"
std::optional<Arrivals> wave(const Json& json)
{
    double mean = 0.0;
    double swing = 0.0;
    double period = 0.0;
    const auto text = json.at("rate_per_s").get<std::string>();
    if (std::sscanf(text.c_str(), "%lf+%lf*sin(2*pi*t/%lf)", &mean, &swing, &period) != 3)
        return std::nullopt;
    return Wave{.mean = Rate::per_second(mean),
                .swing = Probability::of(swing / mean),
                .period = from_seconds(period)};
}

double sum_of_rates(const Json& classes)
{
    double sum = 0.0;
    for (const Json& one : classes)
        sum += one.at("rate_per_s").get<double>();
    return sum;
}

std::optional<Arrivals> poisson(const Json& json)
{
    const double rate = json.contains("classes") ? sum_of_rates(json["classes"])
                                                 : json.at("rate_per_s").get<double>();
    return Poisson{Rate::per_second(rate)};
}

}  // namespace

double number_of(const Json& json, const char* name, double otherwise)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_number() ? found->get<double>() : otherwise;
}

std::optional<Distribution> law(const Json& json, const Scale& scale)
{
    const std::string name = json.value("dist", "");
    if (name == "deterministic") return constant(json, scale);
    if (name == "exponential") return Exponential{length(json, "mean", scale)};
    if (name == "erlang") return Gamma{length(json, "mean", scale), json.at("k").get<double>()};
    if (name == "lognormal")
        return Lognormal{length(json, "mean", scale), json.at("scv").get<double>()};
    if (name == "hyperexponential") return hyperexponential(json, scale);
    if (name == "uniform") return Uniform{length(json, "lo", scale), length(json, "hi", scale)};
    if (name == "weibull")
        return Weibull{length(json, "scale", scale), json.at("shape").get<double>()};
    if (name == "bounded_pareto")
        return BoundedPareto{json.at("alpha").get<double>(), length(json, "lo", scale),
                             length(json, "hi", scale)};
    return std::nullopt;
}

std::optional<Arrivals> arrivals(const Json& json)
{
    const std::string process = json.value("process", "");
    if (process == "poisson") return poisson(json);
    if (process == "deterministic")
        return Paced{Rate::per_second(1.0 / json.at("interval_s").get<double>())};
    if (process == "renewal") {
        const auto gap = law(json.at("interarrival"));
        if (gap) return Renewal{*gap};
    }
    if (process == "poisson_batch") return batches(json);
    if (process == "mmpp") return bursts(json);
    if (process == "nhpp_piecewise") return curve(json);
    if (process == "nhpp") return wave(json);
    return std::nullopt;
}

}  // namespace oracles
