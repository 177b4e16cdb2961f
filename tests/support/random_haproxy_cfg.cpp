// SPDX-License-Identifier: MIT
/// Writes the file section by section. Times are those of the random scenarios: some seconds of
/// some dozens of requests a second.
#include "support/random_haproxy_cfg.hpp"

namespace support {

namespace {

class Cfg {
public:
    Cfg(Dice& dice, const std::vector<std::string>& nodes)
        : dice_{&dice},
          nodes_{&nodes},
          tcp_{dice.chance(0.15)},
          with_checks_{dice.chance(0.7)},
          with_limits_{dice.chance(0.7)},
          with_persistence_{dice.chance(0.4)},
          with_rules_{dice.chance(0.5)},
          with_spare_{dice.chance(0.4)}
    {
    }

    std::string write()
    {
        write_global();
        write_defaults();
        write_frontend();
        write_backend("be");
        if (with_spare_) write_backend("spare");
        return text_;
    }

private:
    void line(const std::string& words) { text_ += "    " + words + "\n"; }
    void perhaps(double chance, const std::string& words)
    {
        if (dice_->chance(chance)) line(words);
    }
    std::string number(std::uint32_t low, std::uint32_t high)
    {
        return std::to_string(dice_->number(low, high));
    }
    /// A time of `low` to `high` ms.
    std::string time(std::uint32_t low, std::uint32_t high) { return number(low, high) + "ms"; }
    const std::string& one_of(const std::vector<std::string>& words)
    {
        return dice_->one_of(words);
    }

    void write_global()
    {
        text_ += "global\n";
        if (with_limits_) perhaps(0.3, "maxconn " + number(5, 200));
        perhaps(0.3, "spread-checks " + number(1, 50));
        perhaps(0.2, "max-spread-checks " + time(100, 2000));
        perhaps(0.2, "hard-stop-after " + time(100, 3000));
    }

    void write_defaults()
    {
        text_ += "defaults\n";
        line(tcp_ ? "mode tcp" : "mode http");
        line("timeout client " + time(200, 5000));
        line("timeout connect " + time(50, 1500));
        line("timeout server " + time(200, 3000));
        if (dice_->chance(0.6)) line("timeout queue " + time(50, 2000));
        if (with_checks_) perhaps(0.5, "timeout check " + time(50, 800));
        perhaps(0.5, "retries " + number(0, 5));
        perhaps(0.6, one_of({"option redispatch", "option redispatch 1", "option redispatch 2"}));
        if (tcp_) return;
        perhaps(0.3, "timeout http-keep-alive " + time(50, 1000));
        perhaps(0.3, "timeout http-request " + time(50, 1000));
        perhaps(0.2, "option http-buffer-request");
        perhaps(0.2, "option prefer-last-server");
        perhaps(0.2, "timeout tarpit " + time(50, 500));
        perhaps(0.2, "option abortonclose");
        perhaps(0.3, one_of({"option http-server-close", "option httpclose"}));
        perhaps(0.5, "http-reuse " + one_of({"never", "safe", "aggressive", "always"}));
        perhaps(0.3, "retry-on " + one_of({"none", "conn-failure", "all-retryable-errors",
                                           "conn-failure empty-response response-timeout", "503"}));
    }

    void write_frontend()
    {
        text_ += "frontend fe\n";
        const bool limited = with_limits_ && dice_->chance(0.2);
        line("bind :80" + (limited ? " maxconn " + number(2, 60) : ""));
        if (with_limits_) perhaps(0.3, "maxconn " + number(4, 100));
        if (with_limits_) perhaps(0.15, "rate-limit sessions " + number(5, 60));
        if (with_limits_) perhaps(0.15, "backlog " + number(1, 20));
        if (with_rules_) write_rules();
        if (with_spare_) line("use_backend spare if " + condition());
        line("default_backend be");
    }

    std::string condition()
    {
        const std::vector<std::string> any{
            "{ queue(be) gt " + number(0, 10) + " }",    "{ be_conn(be) gt " + number(1, 20) + " }",
            "{ fe_conn(fe) gt " + number(1, 30) + " }",  "{ nbsrv(be) lt " + number(1, 3) + " }",
            "{ avg_queue(be) gt " + number(0, 5) + " }", "{ srv_is_up(be/s1) }",
            "{ src 10.0.0.0/" + number(20, 32) + " }",   "{ rand(100) lt " + number(1, 60) + " }"};
        const std::vector<std::string> http{
            "{ path_beg /picture }",    "{ path / } { method GET }",
            "{ hdr_cnt(x-shop) gt 1 }", "{ cook(SRV) -m found }",
            "!{ hdr(host) -i shop }",   "{ fe_req_rate(fe) gt " + number(5, 50) + " }"};
        return dice_->chance(0.7) || tcp_ ? dice_->one_of(any) : dice_->one_of(http);
    }

    void write_rules()
    {
        perhaps(0.4, "tcp-request connection reject if { fe_conn(fe) gt " + number(5, 40) + " }");
        perhaps(0.2, "tcp-request content reject if " + condition());
        if (tcp_) return;
        perhaps(0.3, "http-request deny deny_status 429 if " + condition());
        perhaps(0.2, "http-request tarpit if " + condition());
        perhaps(0.2, "http-request return status 200 if " + condition());
        perhaps(0.2, "http-request redirect location /away if " + condition());
        perhaps(0.2, "http-request silent-drop if " + condition());
        perhaps(0.3, "http-request set-priority-class int(" + number(0, 9) + ") if " + condition());
        perhaps(0.3,
                "http-request set-priority-offset int(" + number(0, 99) + ") if " + condition());
    }

    void write_backend(const std::string& name)
    {
        text_ += "backend " + name + "\n";
        write_balance();
        if (with_limits_) perhaps(0.4, "fullconn " + number(5, 60));
        perhaps(0.3, "option allbackups");
        if (with_checks_ && dice_->chance(0.6)) line("option httpchk GET /health");
        if (with_checks_) perhaps(0.2, "http-check expect status 200-299");
        if (with_persistence_) write_persistence();
        line("default-server" + server_words());
        for (std::size_t i = 0; i < nodes_->size(); ++i)
            write_server(i);
    }

    void write_balance()
    {
        const std::vector<std::string> any{"roundrobin", "static-rr", "leastconn", "first",
                                           "source",     "random",    "random(1)", "random(3)"};
        const std::vector<std::string> http{"uri", "url_param id", "hdr(host)", "uri whole"};
        line("balance " + (tcp_ || dice_->chance(0.8) ? one_of(any) : one_of(http)));
        perhaps(0.3, "hash-type " + one_of({"map-based", "consistent", "consistent djb2",
                                            "map-based wt6 avalanche", "consistent crc32"}));
        perhaps(0.15, "hash-balance-factor " + number(101, 300));
    }

    void write_persistence()
    {
        if (!tcp_ && dice_->chance(0.6))
            line("cookie SRV insert" + std::string{dice_->chance(0.5) ? " indirect nocache" : ""});
        if (dice_->chance(0.5)) {
            line("stick-table type ip size " + number(2, 200) + " expire " + time(200, 5000));
            line("stick on src");
        }
        perhaps(0.2, "option persist");
        if (!tcp_) perhaps(0.2, "ignore-persist if " + condition());
        if (!tcp_) perhaps(0.2, "force-persist if " + condition());
    }

    std::string server_words()
    {
        std::string words = " pool-max-conn " + number(0, 10);
        const auto add = [&](double chance, const std::string& word) {
            if (dice_->chance(chance)) words += " " + word;
        };
        if (with_checks_) {
            words += " inter " + time(100, 1500);
            add(0.3, "agent-check agent-port 9000 agent-inter " + time(100, 1000));
            add(0.4, "fastinter " + time(50, 500));
            add(0.4, "downinter " + time(100, 2000));
            add(0.5, "rise " + number(1, 3));
            add(0.5, "fall " + number(1, 4));
            add(0.3, "slowstart " + number(1, 5) + "s");
            add(0.3, "on-marked-down shutdown-sessions");
            add(0.2, "observe " + std::string{tcp_ ? "layer4" : "layer7"} + " error-limit " +
                         number(1, 5) + " on-error " +
                         one_of({"fastinter", "fail-check", "sudden-death", "mark-down"}));
        }
        if (with_limits_) {
            add(0.7, "maxconn " + number(1, 20));
            add(0.3, "minconn " + number(1, 10));
            add(0.3, "maxqueue " + number(1, 20));
        }
        return words;
    }

    void write_server(std::size_t i)
    {
        const std::string name = "s" + std::to_string(i + 1);
        std::string words = "server " + name + " " + (*nodes_)[i] + ":8080";
        if (with_checks_ && dice_->chance(0.9)) words += " check";
        if (dice_->chance(0.4)) words += " weight " + number(0, 256);
        if (i > 0 && dice_->chance(0.2)) words += " backup";
        if (with_persistence_ && dice_->chance(0.8)) words += " cookie c" + name;
        if (dice_->chance(0.05)) words += " disabled";
        line(words);
    }

    Dice* dice_;
    const std::vector<std::string>* nodes_;
    bool tcp_;
    bool with_checks_;
    bool with_limits_;
    bool with_persistence_;
    bool with_rules_;
    bool with_spare_;
    std::string text_{};
};

}  // namespace

std::string random_haproxy_cfg(Dice& dice, const std::vector<std::string>& nodes)
{
    return Cfg{dice, nodes}.write();
}

}  // namespace support
