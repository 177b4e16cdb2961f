// SPDX-License-Identifier: MIT
/// Words of bind lines.
#include "io/haproxy/bind_words.hpp"

namespace tiersim::haproxy {
namespace {

constexpr std::array all_words{
    BindWord{"maxconn", 1, Support::modelled},
    BindWord{"backlog", 1, Support::modelled},
    BindWord{"name", 1, Support::modelled},
    BindWord{"ssl", 0, Support::modelled},
    BindWord{"crt", 1, Support::modelled},
    BindWord{"crt-list", 1, Support::modelled},
    BindWord{"ca-file", 1, Support::modelled},
    BindWord{"proto", 1, Support::modelled},
    BindWord{"alpn", 1, Support::modelled},
    BindWord{"npn", 1, Support::modelled},
    BindWord{"id", 1},
    BindWord{"accept-proxy", 0},
    BindWord{"accept-netscaler-cip", 1},
    BindWord{"defer-accept", 0},
    BindWord{"expose-fd", 1},
    BindWord{"gid", 1},
    BindWord{"group", 1},
    BindWord{"interface", 1},
    BindWord{"level", 1},
    BindWord{"mode", 1},
    BindWord{"mss", 1},
    BindWord{"namespace", 1},
    BindWord{"nice", 1},
    BindWord{"process", 1},
    BindWord{"severity-output", 1},
    BindWord{"shards", 1},
    BindWord{"tcp-ut", 1},
    BindWord{"tfo", 0},
    BindWord{"thread", 1},
    BindWord{"transparent", 0},
    BindWord{"uid", 1},
    BindWord{"user", 1},
    BindWord{"v4v6", 0},
    BindWord{"v6only", 0},
    BindWord{"allow-0rtt", 0},
    BindWord{"ca-ignore-err", 1},
    BindWord{"ca-sign-file", 1},
    BindWord{"ca-sign-pass", 1},
    BindWord{"ca-verify-file", 1},
    BindWord{"ciphers", 1},
    BindWord{"ciphersuites", 1},
    BindWord{"crl-file", 1},
    BindWord{"crt-ignore-err", 1},
    BindWord{"curves", 1},
    BindWord{"ecdhe", 1},
    BindWord{"force-sslv3", 0},
    BindWord{"force-tlsv10", 0},
    BindWord{"force-tlsv11", 0},
    BindWord{"force-tlsv12", 0},
    BindWord{"force-tlsv13", 0},
    BindWord{"generate-certificates", 0},
    BindWord{"no-ca-names", 0},
    BindWord{"no-sslv3", 0},
    BindWord{"no-tls-tickets", 0},
    BindWord{"no-tlsv10", 0},
    BindWord{"no-tlsv11", 0},
    BindWord{"no-tlsv12", 0},
    BindWord{"no-tlsv13", 0},
    BindWord{"prefer-client-ciphers", 0},
    BindWord{"ssl-max-ver", 1},
    BindWord{"ssl-min-ver", 1},
    BindWord{"strict-sni", 0},
    BindWord{"tls-ticket-keys", 1},
    BindWord{"verify", 1},
};

}  // namespace

const std::vector<BindWord>& bind_words()
{
    static const std::vector<BindWord> all{all_words.begin(), all_words.end()};
    return all;
}

const BindWord* find_bind_word(const std::string& name)
{
    for (const BindWord& word : bind_words()) {
        if (word.name == name) return &word;
    }
    return nullptr;
}

}  // namespace tiersim::haproxy
