// SPDX-License-Identifier: MIT
/// One word and its arguments to a line, blocks in braces.
#include "io/keepalived/reader.hpp"

#include "io/haproxy/units.hpp"
#include "io/keepalived/lines.hpp"
#include "tiersim/core/nearest.hpp"
#include "tiersim/core/quantity_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tiersim::keepalived {
namespace {

using haproxy::whole_number;

/// Seconds with decimals: "1", "0.5".
std::optional<Duration> seconds(const std::string& text) { return parse_duration(text + "s"); }

const std::vector<std::string>& instance_words()
{
    static const std::vector<std::string> all{
        "state",   "interface", "virtual_router_id", "priority",          "advert_int",
        "preempt", "nopreempt", "preempt_delay",     "virtual_ipaddress", "track_script"};
    return all;
}

/// Words of an instance that change neither when it takes over nor what it holds here.
bool is_harmless(const std::string& word)
{
    constexpr std::array<std::string_view, 24> known{"authentication",
                                                     "unicast_src_ip",
                                                     "unicast_peer",
                                                     "mcast_src_ip",
                                                     "garp_master_delay",
                                                     "garp_master_repeat",
                                                     "garp_master_refresh",
                                                     "garp_master_refresh_repeat",
                                                     "garp_lower_prio_delay",
                                                     "garp_lower_prio_repeat",
                                                     "virtual_routes",
                                                     "virtual_rules",
                                                     "virtual_ipaddress_excluded",
                                                     "notify_master",
                                                     "notify_backup",
                                                     "notify_fault",
                                                     "notify",
                                                     "notify_stop",
                                                     "smtp_alert",
                                                     "debug",
                                                     "use_vmac",
                                                     "vmac_xmit_base",
                                                     "dont_track_primary",
                                                     "native_ipv6"};
    return std::find(known.begin(), known.end(), word) != known.end();
}

/// Reads the lines of one file.
class Reader {
public:
    Reader(std::string_view text, std::string name) : lines_{lines_of(text)}
    {
        config_.file = std::move(name);
    }

    Config read()
    {
        while (at_ < lines_.size())
            read_block();
        for (auto& [instance, names] : tracked_)
            attach(config_.instances[instance], names);
        std::stable_sort(config_.findings.begin(), config_.findings.end(),
                         [](const Finding& a, const Finding& b) { return a.line < b.line; });
        return std::move(config_);
    }

private:
    /// The name of a script, its line and the weight it has there.
    struct Tracked {
        std::string name{};
        std::size_t line = 0;
        std::optional<std::int32_t> weight{};
    };

    void find(FindingKind kind, std::size_t line, const std::string& keyword, std::string says,
              std::string suggestion = {})
    {
        config_.findings.push_back({kind, line, keyword, std::move(says), std::move(suggestion)});
    }

    /// Takes the next line; whether there was one before the block's end.
    bool next(Line& line)
    {
        if (at_ >= lines_.size()) return false;
        line = lines_[at_++];
        return line[0] != "}";
    }

    static bool opens(const Line& line) { return line.words.back() == "{"; }

    /// Goes behind the block that `line` opens; the brace may stand in the next line.
    void skip(const Line& line)
    {
        std::size_t depth = opens(line) ? 1 : 0;
        if (depth == 0 && at_ < lines_.size() && lines_[at_][0] == "{") {
            ++at_;
            depth = 1;
        }
        while (depth > 0 && at_ < lines_.size()) {
            const Line& inside = lines_[at_++];
            if (inside[0] == "}")
                --depth;
            else if (opens(inside))
                ++depth;
        }
    }

    /// Whether the block that `line` begins was opened.
    bool enter(const Line& line)
    {
        if (opens(line)) return true;
        if (at_ >= lines_.size() || lines_[at_][0] != "{") {
            find(FindingKind::refused, line.number, line[0], "expects a block in braces");
            return false;
        }
        ++at_;
        return true;
    }

    void read_block()
    {
        const Line line = lines_[at_++];
        if (line[0] == "vrrp_script") return read_script(line);
        if (line[0] == "global_defs") return read_global(line);
        if (line[0] == "vrrp_instance") return read_instance(line);
        if (line[0] == "}") return find(FindingKind::refused, line.number, "}", "closes nothing");
        const bool harmless = line[0] == "static_ipaddress" || line[0] == "static_routes";
        if (line[0] == "include")
            find(FindingKind::not_modelled, line.number, line[0], "the other file is not read");
        else if (!harmless)
            find(FindingKind::not_modelled, line.number, line[0],
                 line[0] == "vrrp_sync_group" ? "each instance moves by itself"
                                              : "this block is not looked into");
        skip(line);
    }

    void read_global(const Line& head)
    {
        if (!enter(head)) return;
        for (Line line; next(line);) {
            if (line[0] == "vrrp_version")
                set(line, count(line[1]), version_);
            else if (opens(line))
                skip(line);
        }
    }

    void read_script(const Line& head)
    {
        Script script{.name = head[1]};
        if (!enter(head)) return;
        for (Line line; next(line);)
            script_line(line, script);
        scripts_.push_back(std::move(script));
    }

    void script_line(const Line& line, Script& script)
    {
        const std::string& word = line[0];
        if (word == "script")
            script.command = line[1];
        else if (word == "interval")
            set(line, seconds(line[1]), script.interval);
        else if (word == "timeout")
            set(line, seconds(line[1]), script.timeout);
        else if (word == "fall")
            set(line, count(line[1]), script.fall);
        else if (word == "rise")
            set(line, count(line[1]), script.rise);
        else if (word == "weight")
            set(line, weight(line[1]), script.weight);
        else if (word != "user" && word != "init_fail")
            find(FindingKind::warned, line.number, word, "unknown word");
    }

    static std::optional<std::uint32_t> count(const std::string& text)
    {
        const auto number = whole_number(text);
        if (!number || *number < 1 || *number > 1000000) return std::nullopt;
        return static_cast<std::uint32_t>(*number);
    }

    static std::optional<std::int32_t> weight(const std::string& text)
    {
        const auto number = whole_number(text);
        if (!number || *number < -253 || *number > 253) return std::nullopt;
        return static_cast<std::int32_t>(*number);
    }

    template <class T>
    void set(const Line& line, const std::optional<T>& value, T& place)
    {
        if (value)
            place = *value;
        else
            find(FindingKind::warned, line.number, line[0],
                 "'" + line[1] + "' is out of range; the default holds");
    }

    void read_instance(const Line& head)
    {
        Instance instance{.name = head[1], .version = version_};
        if (!enter(head)) return;
        std::vector<Tracked> tracked;
        bool keeps = false;
        for (Line line; next(line);) {
            if (line[0] == "nopreempt")
                keeps = true;
            else
                instance_line(line, instance, tracked);
        }
        if (keeps && instance.master)
            find(FindingKind::warned, head.number, "nopreempt",
                 "has no effect with 'state MASTER': the instance preempts");
        instance.preempt = !keeps || instance.master;
        if (instance.version == 2 && instance.advert != std::chrono::seconds{1})
            find(FindingKind::not_modelled, head.number, "vrrp_instance",
                 "in version 2 the skew is (256 - priority) / 256 of a second; here it is that of "
                 "an "
                 "advert's interval, as in version 3");
        if (instance.router == 0)
            find(FindingKind::refused, head.number, "vrrp_instance", "expects a virtual_router_id");
        if (instance.addresses.empty())
            find(FindingKind::warned, head.number, "vrrp_instance", "holds no address");
        tracked_.emplace_back(config_.instances.size(), std::move(tracked));
        config_.instances.push_back(std::move(instance));
    }

    void instance_line(const Line& line, Instance& instance, std::vector<Tracked>& tracked)
    {
        const std::string& word = line[0];
        if (word == "interface")
            instance.interface = line[1];
        else if (word == "state")
            read_state(line, instance);
        else if (word == "virtual_router_id")
            set(line, count(line[1]), instance.router);
        else if (word == "priority")
            read_priority(line, instance);
        else if (word == "advert_int")
            read_advert(line, instance);
        else if (word == "version")
            set(line, count(line[1]), instance.version);
        else if (word == "preempt_delay")
            set(line, seconds(line[1]), instance.preempt_delay);
        else if (word == "virtual_ipaddress")
            read_addresses(line, instance);
        else if (word == "track_script")
            read_tracked(line, tracked);
        else
            other_line(line);
    }

    void other_line(const Line& line)
    {
        if (line[0] == "track_interface" || line[0] == "track_process" || line[0] == "track_file")
            find(FindingKind::not_modelled, line.number, line[0],
                 "only scripts, hosts and the network decide who holds the address");
        else if (!is_harmless(line[0]))
            find(FindingKind::warned, line.number, line[0], "unknown word",
                 nearest(line[0], instance_words()));
        skip(line);
    }

    void read_state(const Line& line, Instance& instance)
    {
        instance.master = line[1] == "MASTER";
        if (!instance.master && line[1] != "BACKUP")
            find(FindingKind::warned, line.number, "state",
                 "'" + line[1] + "' is neither MASTER nor BACKUP; it is BACKUP");
    }

    void read_priority(const Line& line, Instance& instance)
    {
        const auto number = count(line[1]);
        if (number && *number <= 255)
            instance.priority = *number;
        else
            find(FindingKind::warned, line.number, "priority",
                 "'" + line[1] + "' is not within 1 and 255; 100 holds");
    }

    void read_advert(const Line& line, Instance& instance)
    {
        const auto length = seconds(line[1]);
        if (length && *length > Duration{0})
            instance.advert = *length;
        else
            find(FindingKind::warned, line.number, "advert_int",
                 "'" + line[1] + "' is no interval; 1 s holds");
    }

    void read_addresses(const Line& head, Instance& instance)
    {
        if (!enter(head)) return;
        for (Line line; next(line);)
            instance.addresses.push_back(line[0]);
    }

    void read_tracked(const Line& head, std::vector<Tracked>& tracked)
    {
        if (!enter(head)) return;
        for (Line line; next(line);) {
            Tracked one{.name = line[0], .line = line.number};
            if (line[1] == "weight") one.weight = weight(line[2]);
            tracked.push_back(std::move(one));
        }
    }

    /// Scripts may stand behind the instances that track them.
    void attach(Instance& instance, const std::vector<Tracked>& tracked)
    {
        for (const Tracked& one : tracked) {
            const auto script = std::find_if(
                scripts_.begin(), scripts_.end(),
                [&](const Script& known) { return known.name == one.name; });
            if (script == scripts_.end()) {
                find(FindingKind::warned, one.line, "track_script",
                     "there is no vrrp_script '" + one.name + "'; it is not tracked");
                continue;
            }
            instance.scripts.push_back(*script);
            if (one.weight) instance.scripts.back().weight = *one.weight;
        }
        if (instance.scripts.size() > 1)
            find(FindingKind::not_modelled, tracked[1].line, "track_script",
                 "one script of an instance is modelled: the first");
    }

    std::vector<Line> lines_;
    std::size_t at_ = 0;
    Config config_{};
    std::vector<Script> scripts_{};
    std::uint32_t version_ = 2;  ///< vrrp_version of the whole file.
    std::vector<std::pair<std::size_t, std::vector<Tracked>>> tracked_{};
};

}  // namespace

Config read_blocks(std::string_view text, const std::string& name)
{
    return Reader{text, name}.read();
}

}  // namespace tiersim::keepalived
