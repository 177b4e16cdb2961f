// SPDX-License-Identifier: MIT
/// Estimators, sketches, quantiles, generators and samplers: functions of tiersim, asked directly.
#include "oracles/expression.hpp"
#include "oracles/laws.hpp"
#include "tiersim/core/engines.hpp"
#include "tiersim/stats/batch_means.hpp"
#include "tiersim/stats/bucket_rules.hpp"
#include "tiersim/stats/mser.hpp"
#include "tiersim/stats/order_statistics.hpp"
#include "tiersim/stats/proportion.hpp"
#include "tiersim/stats/quantiles.hpp"
#include "tiersim/stats/selection.hpp"
#include "tiersim/stats/windows.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <functional>

namespace oracles {

using namespace tiersim;

namespace {

using Values = std::map<std::string, std::function<Json()>>;

Expression computed(std::function<Json()> value) { return Computed{std::move(value)}; }

double noise(int i) { return static_cast<double>(7919 * i % 1009) / 1009.0; }

std::vector<double> mser_series(const Json& model)
{
    const auto text = model.at("series").get<std::string>();
    std::vector<double> series;
    for (int i = 0; i < model.at("n").get<int>(); ++i) {
        double value = noise(i);
        if (text.starts_with("10*exp(-i/40)")) value += 10.0 * std::exp(-i / 40.0);
        if (text.starts_with("4*min(i/150,1)")) value += 4.0 * std::min(i / 150.0, 1.0);
        series.push_back(value);
    }
    return series;
}

Values mser_values(const Record& record)
{
    const auto cut = [model = record.model] { return mser(mser_series(model)); };
    return {{"d_batches", [=] { return cut().batches; }},
            {"mser_value", [=] { return cut().statistic; }},
            {"truncated_mean", [=] { return cut().mean; }}};
}

Values batch_values(const Record& record)
{
    std::vector<double> series;
    for (int i = 0; i < record.model.at("n").get<int>(); ++i)
        series.push_back(noise(i) + 0.3 * std::sin(i / 17.0));
    const auto count = record.model.at("batches").get<std::size_t>();
    const auto estimate = [=] { return batch_means(series, count); };
    return {{"mean", [=] { return estimate().value; }},
            {"half_width", [=] { return estimate().interval->half_width(); }},
            {"obm_var_mean", [=] { return overlapping_variance(series, series.size() / count); }}};
}

Values rank_values(const Record& record)
{
    const auto ranks = [n = record.model.at("n").get<std::int64_t>(),
                        p = Probability::of(record.model.at("p"))] { return quantile_ranks(n, p); };
    return {{"l", [=] { return ranks().low; }},
            {"u", [=] { return ranks().high; }},
            {"coverage", [=] { return ranks().coverage; }}};
}

Values proportion_values(const Record& record)
{
    const auto k = record.model.at("k").get<std::uint64_t>();
    const auto n = record.model.at("n").get<std::uint64_t>();
    const auto score = [=] { return wilson(static_cast<double>(k), static_cast<double>(n)); };
    return {{"wilson_lo", [=] { return score().low; }},
            {"wilson_hi", [=] { return score().high; }},
            {"cp_lo", [=] { return clopper_pearson(k, n).low; }},
            {"cp_hi", [=] { return clopper_pearson(k, n).high; }}};
}

Values selection_values(const Record& record)
{
    const Selection selection{
        .systems = record.model.at("k"),
        .first_stage = record.model.at("n0"),
        .confidence = Probability::of(1.0 - record.model.at("alpha").get<double>())};
    return {{"kn_eta", [=] { return kim_nelson_eta(selection); }},
            {"kn_h2", [=] { return kim_nelson_h2(selection); }},
            {"rinott_h", [=] { return rinott_h(selection); }}};
}

Values sketch_values(const Record& record)
{
    const double value = std::atof(record.key.c_str() + record.key.find('_') + 1);
    if (record.model.contains("alpha")) {
        const SketchBuckets buckets{record.model["alpha"].get<double>()};
        return {{"key", [=] { return buckets.key(value); }},
                {"est", [=] { return buckets.middle(buckets.key(value)); }}};
    }
    const HdrBuckets buckets{record.model.at("significant_digits").get<unsigned>()};
    const auto whole = static_cast<std::uint64_t>(value);
    return {{"lo", [=] { return buckets.low(whole); }},
            {"hi", [=] { return buckets.high(whole); }}};
}

Values uptime_values(const Record& record)
{
    std::vector<UserEvent> events;
    for (const Json& event : record.model.at("events"))
        events.push_back({Instant{from_seconds(event[0])}, event[1].get<int>() == 1});
    const Duration cutoff = from_seconds(record.model.at("cutoff_s"));
    const auto time = [=] { return user_uptime(events, cutoff); };
    return {{"uptime_s", [=] { return to_seconds(time().up); }},
            {"downtime_s", [=] { return to_seconds(time().down); }},
            {"user_uptime", [=] { return time().share().value(); }}};
}

Values window_values(const Record& record)
{
    std::vector<Score> steps(record.model.at("length_s").get<std::size_t>(), {.good = 1, .all = 1});
    for (const Json& down : record.model.at("down_s"))
        for (auto i = down[0].get<std::size_t>(); i < down[1].get<std::size_t>(); ++i)
            steps[i].good = 0;
    const auto length = static_cast<std::size_t>(std::atoi(record.key.c_str() + 1));
    return {{record.key, [=] { return worst_window(steps, length).value(); }}};
}

Values budget_values(const Record& record)
{
    const double days = record.model.at("days").get<double>();
    const ServiceLevel level{.goal = Probability::of(record.model.at("slo")),
                             .period = from_seconds(days * 86400.0)};
    const auto burn = [=](double share, double hours) {
        return
            [=] { return level.burn_rate(Probability::of(share), from_seconds(hours * 3600.0)); };
    };
    return {{"budget_min", [=] { return to_seconds(level.budget()) / 60.0; }},
            {"burn_2pct_1h", burn(0.02, 1.0)},
            {"burn_5pct_6h", burn(0.05, 6.0)},
            {"burn_10pct_3d", burn(0.1, 72.0)},
            {"exhaust_at_error_1pct",
             [=] { return to_seconds(level.lasts(Probability::of(0.01))) / 86400.0; }}};
}

Values quantile_values(const Record& record)
{
    double freedom = 0.0;
    if (std::sscanf(record.key.c_str(), "t975_%lf", &freedom) == 1)
        return {{record.key, [=] { return student_quantile(0.975, freedom); }}};
    const double share = std::atof(record.key.c_str() + 1) / 1000.0;
    return {{record.key, [=] { return normal_quantile(share); }}};
}

// "output for ctr=['243f6a88', ...] key=[...]"
Values philox_values(const Record& record)
{
    std::array<std::uint32_t, 6> words{};
    std::size_t count = 0;
    for (std::size_t at = 0; count < words.size(); ++count) {
        at = record.quantity.find('\'', at) + 1;
        words.at(count) = static_cast<std::uint32_t>(
            std::stoul(record.quantity.substr(at, 8), {}, 16));
        at = record.quantity.find('\'', at) + 1;
    }
    return {
        {record.key, [=] {
             const Philox philox{{words[4], words[5]}};
             Json all = Json::array();
             for (const std::uint32_t word : philox.at({words[0], words[1], words[2], words[3]})) {
                 std::array<char, 9> text{};
                 std::snprintf(text.data(), text.size(), "%08x", word);
                 all.push_back(text.data());
             }
             return all;
         }}};
}

template <class Engine>
std::function<Json()> outputs(Engine engine, int count)
{
    return [=]() mutable {
        Json all = Json::array();
        for (int i = 0; i < count; ++i)
            all.push_back(std::to_string(engine.next()));
        return all;
    };
}

Values generator_values(const Record& record)
{
    if (record.model.value("algorithm", "").starts_with("philox")) return philox_values(record);
    return {{"first10", outputs(Xoshiro256{{1, 2, 3, 4}}, 10)},
            {"splitmix5", outputs(SplitMix64{1234567}, 5)}};
}

Values values_of(const Record& record)
{
    const Json& model = record.model;
    if (model.at("kind") == "rng") return generator_values(record);
    if (model.contains("series")) return mser_values(record);
    if (model.contains("batches")) return batch_values(record);
    if (model.contains("n0")) return selection_values(record);
    if (model.contains("p")) return rank_values(record);
    if (model.contains("k")) return proportion_values(record);
    if (model.contains("alpha") || model.contains("significant_digits"))
        return sketch_values(record);
    if (model.contains("events")) return uptime_values(record);
    if (model.contains("down_s")) return window_values(record);
    if (model.contains("slo")) return budget_values(record);
    return quantile_values(record);
}

// A second is one unit of the law; so small ones are drawn a thousand times as long.
Expression sampled(const Record& record)
{
    constexpr double times = 1000.0;
    Json described = {{"dist", record.model.at("dist")}};
    for (const auto& [name, value] : record.model.at("params").items()) {
        const bool length = name == "mean" || name == "scale" || name == "lo" || name == "hi";
        described[length ? name + "_s" : name] = value;
    }
    const auto drawn = law(described, {.second = times});
    if (!drawn) return NotExpressed{"no such law"};
    const auto prepare = [law = *drawn](Scenario& scenario, std::uint64_t run, Seen& seen) {
        Rng rng{run, "sampler/" + scenario.name};
        for (int i = 0; i < 25'000; ++i) {
            const Duration length = sample(law, rng);
            const double value = to_seconds(length) / times;
            seen.histograms["drawn"].add(length);
            seen.sums["draws"] += 1.0;
            seen.sums["squares"] += value * value;
        }
    };
    const auto runs = [=](double) {
        Trial trial{.prepare = prepare};
        trial.scenario.app_servers = {{.name = "app", .routes = {{}}}};
        Clients nobody{.name = "nobody", .calls = "app"};
        nobody.arrivals = Trace{.arrivals = {{.at = Duration{1}}}};
        trial.scenario.clients = {std::move(nobody)};
        return trial;
    };
    const auto mean_of = [](const Seen& seen) { return mean(seen.histograms.at("drawn")) / times; };
    if (record.key == "mean") return Simulated{.trial = runs, .measure = mean_of};
    if (record.key == "var")
        return Simulated{.trial = runs, .measure = [=](const Seen& seen) {
                             return seen.sum("squares") / seen.sum("draws") -
                                    mean_of(seen) * mean_of(seen);
                         }};
    const double share = std::atof(record.key.c_str() + 1) / 100.0;
    return Simulated{.trial = runs, .measure = [=](const Seen& seen) {
                         return quantile(seen.histograms.at("drawn"), share) / times;
                     }};
}

}  // namespace

Expression express_statistics(const Record& record)
{
    if (record.model.at("kind") == "sampler") return sampled(record);
    const Values values = values_of(record);
    auto found = values.find(record.key);
    if (found == values.end()) found = values.find(record.key.substr(0, record.key.find('_')));
    if (found == values.end()) return NotExpressed{"tiersim has no function for it"};
    return computed(found->second);
}

}  // namespace oracles
