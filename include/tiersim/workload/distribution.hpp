// SPDX-License-Identifier: MIT
/// How long things take: service times, think times, lifetimes, delays. Each law is a value with
/// one verb, `sample`; a Distribution is any of them. Same bits on every machine and compiler.
#pragma once

#include "tiersim/core/quantity.hpp"
#include "tiersim/core/random.hpp"
#include "tiersim/core/time.hpp"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace tiersim {

/// Always the same.
struct Constant {
    Duration value{};
    Duration sample(Rng&) const { return value; }
    friend bool operator==(const Constant&, const Constant&) = default;
};

/// Equally likely anywhere between two ends.
struct Uniform {
    Duration low{};
    Duration high{};  ///< Not before `low`.
    Duration sample(Rng& rng) const;
    friend bool operator==(const Uniform&, const Uniform&) = default;
};

/// Memoryless; density exp(-x / mean) / mean. By ziggurat (Marsaglia & Tsang 2000).
struct Exponential {
    Duration mean{};
    Duration sample(Rng& rng) const;
    friend bool operator==(const Exponential&, const Exponential&) = default;
};

/// The exponential of a normal: sigma^2 = ln(1 + scv), mu = ln(mean) - sigma^2 / 2.
struct Lognormal {
    Duration mean{};
    double scv = 1.0;  ///< Squared coefficient of variation, variance / mean^2; above 0.
    Duration sample(Rng& rng) const;
    friend bool operator==(const Lognormal&, const Lognormal&) = default;
};

/// Gamma of the given mean; a whole `shape` k is Erlang-k. By Marsaglia & Tsang 2000.
struct Gamma {
    Duration mean{};
    double shape = 1.0;  ///< Above 0; scv = 1 / shape.
    Duration sample(Rng& rng) const;
    friend bool operator==(const Gamma&, const Gamma&) = default;
};

/// Survival exp(-(x / scale)^shape); a shape below 1 fails early, above 1 wears out.
struct Weibull {
    Duration scale{};
    double shape = 1.0;  ///< Above 0.
    Duration sample(Rng& rng) const;
    friend bool operator==(const Weibull&, const Weibull&) = default;
};

/// One of several exponentials, chosen by share.
struct Hyperexponential {
    struct Phase {
        Probability share{};
        Duration mean{};
        friend bool operator==(const Phase&, const Phase&) = default;
    };
    std::vector<Phase> phases{};  ///< Shares sum to 1.
    Duration sample(Rng& rng) const;
    friend bool operator==(const Hyperexponential&, const Hyperexponential&) = default;
};

/// Heavy tail cut at both ends: density ~ x^(-alpha - 1) on [low, high].
struct BoundedPareto {
    double alpha = 1.5;  ///< Above 0.
    Duration low{};      ///< Above zero.
    Duration high{};     ///< After `low`.
    Duration sample(Rng& rng) const;
    friend bool operator==(const BoundedPareto&, const BoundedPareto&) = default;
};

/// Observed values, each as likely as the next; or a table of quantiles, straight between its
/// points.
struct Empirical {
    struct Quantile {
        Probability share{};
        Duration value{};
        friend bool operator==(const Quantile&, const Quantile&) = default;
    };
    std::vector<Duration> values{};
    std::vector<Quantile> quantiles{};  ///< Ascending, from share 0 to share 1; used when not
                                        ///< empty.
    std::string file{};  ///< Where `values` came from: one duration or number of seconds a line.
    Duration sample(Rng& rng) const;
    friend bool operator==(const Empirical&, const Empirical&) = default;
};

/// A law of one's own, for C++ users; it cannot be written to a file. Equal only to itself by name.
struct CustomLaw {
    std::string name{};
    std::function<Duration(Rng&)> draw{};
    Duration average{};
    Duration sample(Rng& rng) const { return draw(rng); }
    friend bool operator==(const CustomLaw& a, const CustomLaw& b) { return a.name == b.name; }
};

using Distribution = std::variant<Constant, Uniform, Exponential, Lognormal, Gamma, Weibull,
                                  Hyperexponential, BoundedPareto, Empirical, CustomLaw>;

/// One draw from `law`; never negative.
Duration sample(const Distribution& law, Rng& rng);

/// The mean of `law`, exact.
Duration mean(const Distribution& law);

/// Variance / mean^2 of `law`, exact; 0 for a mean of zero and for a CustomLaw.
double scv(const Distribution& law);

/// Whether every draw is zero.
bool is_zero(const Distribution& law);

}  // namespace tiersim
