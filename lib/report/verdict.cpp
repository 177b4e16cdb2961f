// SPDX-License-Identifier: MIT
/// Answers in words.
#include "report/verdict.hpp"

#include "report/course.hpp"
#include "report/losses.hpp"

#include <algorithm>

namespace tiersim::report {

namespace {

constexpr std::size_t most_named = 3;

std::string head(const Page& page, std::string_view question)
{
    constexpr std::size_t width = 22;
    const std::string spaces(width - std::min(width, question.size()), ' ');
    return page.ink().paint(question, Tone::strong) + spaces;
}

std::size_t count_of(const Result& result, Verdict verdict)
{
    return static_cast<std::size_t>(
        std::count_if(result.expectations.begin(), result.expectations.end(),
                      [&](const ExpectationResult& one) { return one.verdict == verdict; }));
}

// The texts of the promises with this verdict, at most three of them.
std::string promises(const Result& result, Verdict verdict)
{
    std::string text;
    std::size_t named = 0;
    for (const auto& one : result.expectations) {
        if (one.verdict != verdict || ++named > most_named) continue;
        text += (text.empty() ? "" : "; ") + one.text;
    }
    if (named > most_named) text += "; and " + count_text(named - most_named) + " more";
    return text;
}

struct Answer {
    std::string text{};
    Tone tone = Tone::plain;
};

// Without promises, by how the last steps stood. The very last is left out: its requests are still
// on their way.
Answer survival_by_course(const Page& page, const Result& result)
{
    const Instant end{result.duration - result.interval};
    Stretch last;
    for (const auto& population : result.populations) {
        const auto one = stretch(population, end - 5 * result.interval, end);
        last.ended += one.ended;
        last.good += one.good;
    }
    if (last.ended == 0.0) return {"Nothing was promised, and no request came near the end."};
    const bool well = last.good_share() >= enough(result).value();
    return {std::string{well ? "It stood at the end: " : "No, it was in trouble at the end: "} +
                page.words(last.good_share(), Unit::share) +
                " of the requests of the last steps were answered in time. Nothing was promised.",
            well ? Tone::good : Tone::bad};
}

std::string of_promises(std::size_t some, const Result& result)
{
    return count_text(some) + " of " + counted(result.expectations.size(), "promise");
}

Answer survival(const Page& page, const Result& result)
{
    if (result.expectations.empty()) return survival_by_course(page, result);
    const auto missed = count_of(result, Verdict::missed);
    const auto undecided = count_of(result, Verdict::undecided);
    if (missed > 0)
        return {"No: " + of_promises(missed, result) +
                    " missed: " + promises(result, Verdict::missed) + ".",
                Tone::bad};
    if (undecided > 0)
        return {"Undecided: " + of_promises(undecided, result) +
                    " cannot be told from this run: " + promises(result, Verdict::undecided) + ".",
                Tone::unsure};
    return {"Yes: " + of_promises(result.expectations.size(), result) + " kept.", Tone::good};
}

std::string failures_in_words(const Page& page, const PopulationResult& population)
{
    if (population.failed == 0) return "none failed";
    const auto most = main_failure(population);
    return page.brief(population.error_share, Unit::share) + " failed (" +
           count_text(population.failed) + (most.empty() ? "" : ", above all " + most) + ")";
}

std::string seen_by(const Page& page, const PopulationResult& population)
{
    if (population.offered == 0) return population.name + ": no request was counted.";
    const auto within = population.good_within > Duration{}
                            ? ", within " + clock_text(population.good_within)
                            : std::string{};
    std::string text = population.name + ": " + page.brief(population.availability, Unit::share) +
                       " of " + counted(population.offered, "request") + " answered in time" +
                       within + "; " + failures_in_words(page, population) + ".";
    if (population.answered == 0) return text;
    return text + " Half of the answers took at most " +
           page.brief(population.latency.p50, Unit::seconds) + ", 99" + tie + "% at most " +
           page.brief(population.latency.p99, Unit::seconds) + ".";
}

Tone tone_of(const Result& result, const PopulationResult& population)
{
    if (population.offered == 0) return Tone::plain;
    return population.availability.value < enough(result).value() ? Tone::bad : Tone::plain;
}

void write_what_users_saw(Page& page, const Result& result)
{
    auto order = std::vector<const PopulationResult*>{};
    for (const auto& population : result.populations)
        order.push_back(&population);
    if (order.size() > most_named)
        std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
            return a->availability.value < b->availability.value;
        });
    std::string question = "What did users see?";
    for (std::size_t i = 0; i < std::min(order.size(), most_named); ++i) {
        page.paragraph(head(page, question), seen_by(page, *order[i]), tone_of(result, *order[i]));
        question.clear();
    }
    if (order.size() > most_named)
        page.paragraph(head(page, {}), "The worst are shown; " +
                                           count_text(order.size() - most_named) + " more below.");
    if (order.empty()) page.paragraph(head(page, question), "There are none.");
}

/// The first step in which too few requests were good, and whose they were.
struct Trouble {
    Instant at = never;
    const PopulationResult* population = nullptr;
};

// Whether a population did badly on the whole until the first fault, not just in one stretch of it.
bool failed_before(const Result& result, const PopulationResult& population)
{
    const auto* fault = first_fault(result);
    const Instant until = fault == nullptr ? never : fault->from;
    return stretch(population, Instant{result.warmup}, until).good_share() < enough(result).value();
}

Trouble first_trouble(const Result& result)
{
    Trouble first;
    const auto* fault = first_fault(result);
    for (const auto& population : result.populations) {
        const auto bad = first_bad_step(result, population);
        const bool early = bad && fault != nullptr && *bad + result.interval <= fault->from;
        if (early && !failed_before(result, population)) continue;
        if (bad && *bad < first.at) first = {*bad, &population};
    }
    return first;
}

std::string busiest_in_words(const Page& page, const Result& result)
{
    const auto* node = busiest_node(result);
    if (node == nullptr) return {};
    const auto share = page.words(node->utilisation.value, Unit::share);
    if (node->workers == 1)
        return " The busiest node is " + node->name + ": at work " + share + " of the time.";
    return " The busiest node is " + node->name + ": " + share + " of its " +
           counted(node->workers, "worker") + " at work on average.";
}

std::string trouble_in_words(const Page& page, const Result& result, const Trouble& trouble)
{
    const auto most = main_failure(*trouble.population);
    return "from " + clock_text(trouble.at) + " on, " + trouble.population->name +
           " had too few answers in time" +
           (most.empty() ? "." : "; over the whole run most failures are: " + most + ".") +
           busiest_in_words(page, result);
}

std::string detection_in_words(const Page& page, const FaultResult& fault)
{
    if (fault.detected) return "noticed after " + page.brief(fault.time_to_detect, Unit::seconds);
    return fault.time_to_detect.value > 0.0 ? "not noticed in every run" : "noticed by nobody";
}

std::string failed_in_words(const Page& page, const FaultResult& fault)
{
    return page.mean_count(fault.failed) + (fault.failed == 1.0 ? " request" : " requests") +
           " failed in a run";
}

std::string recovery_in_words(const Page& page, const FaultResult& fault)
{
    if (!fault.recovered) return "not overcome before the next fault or the end of the run";
    return "overcome after " + page.brief(fault.time_to_recover, Unit::seconds);
}

std::string fault_in_words(const Page& page, const FaultResult& fault)
{
    const auto start = fault.what + " at " + clock_text(fault.from) + ": ";
    const auto noticed = detection_in_words(page, fault);
    if (fault.failed == 0.0 && fault.time_to_recover.value == 0.0)
        return start + noticed + "; users felt nothing of it.";
    const auto lost = fault.failed > 0.0 ? failed_in_words(page, fault) + " until then."
                                         : std::string{"answers were late, but none failed."};
    return start + noticed + ", " + recovery_in_words(page, fault) + "; " + lost;
}

// What cost most, unless `first` did or was never overcome: then later losses may be its doing.
std::string worse_in_words(const Page& page, const Result& result, const FaultResult& first)
{
    const auto* worst = costliest_fault(result);
    if (worst == nullptr || !first.recovered || worst->failed <= first.failed) return {};
    return " The costliest was " + worst->what + " at " + clock_text(worst->from) + ": " +
           failed_in_words(page, *worst) + ".";
}

std::string first_breakage(const Page& page, const Result& result)
{
    const auto* fault = first_fault(result);
    const auto trouble = first_trouble(result);
    const bool troubled = trouble.population != nullptr;
    if (fault == nullptr) {
        if (troubled) return "No fault struck; " + trouble_in_words(page, result, trouble);
        return "Nothing." + busiest_in_words(page, result);
    }
    if (troubled && trouble.at + result.interval <= fault->from)
        return "Before any fault: " + trouble_in_words(page, result, trouble);
    const auto worse = worse_in_words(page, result, *fault);
    const bool late = troubled && fault->failed == 0.0 && worse.empty();
    return fault_in_words(page, *fault) +
           (late ? " Later, " + trouble_in_words(page, result, trouble) : worse);
}

// The first reason not to take the figures above at their word.
std::string first_doubt(const Result& result)
{
    if (!result.notes.empty()) return result.notes.front();
    for (const auto& population : result.populations) {
        const auto& share = population.availability;
        if (population.offered > 0 && !share.interval)
            return "these figures have no intervals: " + share.why_none;
    }
    return {};
}

}  // namespace

void write_verdict(Page& page, const Result& result)
{
    page.title(result.about.empty() ? result.scenario : result.scenario + ": " + result.about);
    const auto survived = survival(page, result);
    page.paragraph(head(page, "Did it survive?"), survived.text, survived.tone);
    write_what_users_saw(page, result);
    page.paragraph(head(page, "What broke first?"), first_breakage(page, result));
    if (const auto remedy = best_remedy(page, result); !remedy.empty())
        page.paragraph(head(page, "What would help?"), remedy);
    const auto doubt = first_doubt(result);
    if (doubt.empty()) return;
    const auto more = result.notes.size() > 1
                          ? " (" + count_text(result.notes.size() - 1) + " more under Notes)"
                          : std::string{};
    page.paragraph(head(page, "Can it be believed?"), "With care: " + doubt + more, Tone::unsure);
}

}  // namespace tiersim::report
