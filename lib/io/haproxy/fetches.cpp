// SPDX-License-Identifier: MIT
/// Tables of names; those without a meaning here only have a type.
#include "io/haproxy/fetches.hpp"

#include <array>
#include <map>

namespace tiersim::haproxy {
namespace {

using enum ValueType;

constexpr std::array modelled{
    FetchName{"always_true", Fetch::always_true, truth},
    FetchName{"always_false", Fetch::always_false, truth},
    FetchName{"str", Fetch::constant, text},
    FetchName{"int", Fetch::constant, number},
    FetchName{"bool", Fetch::constant, truth},
    FetchName{"path", Fetch::path, text},
    FetchName{"url", Fetch::url, text},
    FetchName{"base", Fetch::base, text},
    FetchName{"query", Fetch::query, text},
    FetchName{"url_param", Fetch::url_param, text},
    FetchName{"urlp", Fetch::url_param, text},
    FetchName{"hdr", Fetch::header, text},
    FetchName{"req.hdr", Fetch::header, text},
    FetchName{"req.fhdr", Fetch::header_whole, text},
    FetchName{"hdr_cnt", Fetch::header_count, number},
    FetchName{"req.hdr_cnt", Fetch::header_count, number},
    FetchName{"cook", Fetch::cookie, text},
    FetchName{"req.cook", Fetch::cookie, text},
    FetchName{"method", Fetch::method, text},
    FetchName{"req.ver", Fetch::http_version, text},
    FetchName{"req_ver", Fetch::http_version, text},
    FetchName{"req.proto_http", Fetch::http_proto, truth},
    FetchName{"req_proto_http", Fetch::http_proto, truth},
    FetchName{"src", Fetch::source, address},
    FetchName{"src_port", Fetch::source_port, number},
    FetchName{"dst", Fetch::target, address},
    FetchName{"dst_port", Fetch::target_port, number},
    FetchName{"ssl_fc", Fetch::encrypted, truth},
    FetchName{"fe_id", Fetch::frontend_id, number},
    FetchName{"fe_name", Fetch::frontend_name, text},
    FetchName{"be_name", Fetch::backend_name, text},
    FetchName{"status", Fetch::response_status, number},
    FetchName{"wait_end", Fetch::waited, truth},
    FetchName{"rand", Fetch::random, number},
    FetchName{"date", Fetch::date, number},
    FetchName{"queue", Fetch::queue, number},
    FetchName{"avg_queue", Fetch::average_queue, number},
    FetchName{"nbsrv", Fetch::servers_usable, number},
    FetchName{"be_conn", Fetch::backend_connections, number},
    FetchName{"be_conn_free", Fetch::backend_free, number},
    FetchName{"connslots", Fetch::slots_free, number},
    FetchName{"be_sess_rate", Fetch::backend_rate, number},
    FetchName{"fe_conn", Fetch::frontend_connections, number},
    FetchName{"fe_sess_rate", Fetch::frontend_rate, number},
    FetchName{"fe_req_rate", Fetch::frontend_request_rate, number},
    FetchName{"srv_conn", Fetch::server_connections, number},
    FetchName{"srv_conn_free", Fetch::server_free, number},
    FetchName{"srv_queue", Fetch::server_queue, number},
    FetchName{"srv_sess_rate", Fetch::server_rate, number},
    FetchName{"srv_is_up", Fetch::server_up, truth},
    FetchName{"srv_weight", Fetch::server_weight, number},
    FetchName{"table_cnt", Fetch::table_size_used, number},
};

constexpr std::array counters{
    std::pair{std::string_view{"conn_cnt"}, Counter::conn_cnt},
    std::pair{std::string_view{"conn_cur"}, Counter::conn_cur},
    std::pair{std::string_view{"conn_rate"}, Counter::conn_rate},
    std::pair{std::string_view{"sess_cnt"}, Counter::sess_cnt},
    std::pair{std::string_view{"sess_rate"}, Counter::sess_rate},
    std::pair{std::string_view{"http_req_cnt"}, Counter::http_req_cnt},
    std::pair{std::string_view{"http_req_rate"}, Counter::http_req_rate},
    std::pair{std::string_view{"http_err_cnt"}, Counter::http_err_cnt},
    std::pair{std::string_view{"http_err_rate"}, Counter::http_err_rate},
    std::pair{std::string_view{"http_fail_cnt"}, Counter::http_fail_cnt},
    std::pair{std::string_view{"http_fail_rate"}, Counter::http_fail_rate},
    std::pair{std::string_view{"bytes_in_cnt"}, Counter::bytes_in_cnt},
    std::pair{std::string_view{"bytes_in_rate"}, Counter::bytes_in_rate},
    std::pair{std::string_view{"bytes_out_cnt"}, Counter::bytes_out_cnt},
    std::pair{std::string_view{"bytes_out_rate"}, Counter::bytes_out_rate},
    std::pair{std::string_view{"gpc0"}, Counter::gpc0},
    std::pair{std::string_view{"gpc0_rate"}, Counter::gpc0_rate},
    std::pair{std::string_view{"gpt0"}, Counter::gpt0},
    std::pair{std::string_view{"server_id"}, Counter::server_id},
};

// Known to HAProxy only.
constexpr std::string_view other_texts =
    "baseq bc_err_str capture.req.hdr capture.req.method capture.req.uri capture.req.ver "
    "capture.res.hdr capture.res.ver cookie env fc_err_str fc_pp_authority fc_pp_unique_id "
    "fcgi.docroot fcgi.index fe_defbe hostname http_auth_bearer http_auth_group http_auth_pass "
    "http_auth_type http_auth_user internal.htx_blk.hdrname internal.htx_blk.hdrval "
    "internal.htx_blk.start_line internal.htx_blk.type last_rule_file meth pathq rdp_cookie "
    "req.hdr_names req.rdp_cookie req.ssl_alpn req.ssl_sni req_ssl_sni req_rdp_cookie "
    "res.cache_name res.comp_algo res.cook res.fhdr res.hdr res.hdr_names res.ver resp_ver scook "
    "shdr so_name srv_name ssl_bc_alpn ssl_bc_cipher ssl_bc_err_str ssl_bc_npn ssl_bc_protocol "
    "ssl_c_i_dn ssl_c_key_alg ssl_c_notafter ssl_c_notbefore ssl_c_s_dn ssl_c_sig_alg ssl_f_i_dn "
    "ssl_f_key_alg ssl_f_notafter ssl_f_notbefore ssl_f_s_dn ssl_f_sig_alg ssl_fc_alpn "
    "ssl_fc_cipher ssl_fc_cipherlist_bin ssl_fc_cipherlist_str ssl_fc_client_early_traffic_secret "
    "ssl_fc_client_handshake_traffic_secret ssl_fc_client_traffic_secret_0 "
    "ssl_fc_early_exporter_secret ssl_fc_ecformats_bin ssl_fc_eclist_bin ssl_fc_err_str "
    "ssl_fc_exporter_secret ssl_fc_extlist_bin ssl_fc_npn ssl_fc_protocol "
    "ssl_fc_server_handshake_traffic_secret ssl_fc_sni ssl_s_i_dn ssl_s_key_alg ssl_s_notafter "
    "ssl_s_notbefore ssl_s_s_dn ssl_s_sig_alg unique-id uuid";
constexpr std::string_view other_numbers =
    "base32 bc_dst bc_dst_port bc_err bc_http_major bc_src bc_src_port be_id be_server_timeout "
    "be_tunnel_timeout cook_cnt cook_val cpu_calls cpu_ns_avg cpu_ns_tot cur_server_timeout "
    "cur_tunnel_timeout date_us distcc_param dst_conn fc_dst_port fc_err fc_fackets fc_http_major "
    "fc_lost fc_reordering fc_retrans fc_rtt fc_rttvar fc_sacked fc_src_port fc_unacked "
    "fe_client_timeout hdr_val internal.htx.data internal.htx.free internal.htx.free_data "
    "internal.htx.nbblks internal.htx.size internal.htx.used internal.htx_blk.size last_rule_line "
    "lat_ns_avg lat_ns_tot nbproc prio_class prio_offset proc rdp_cookie_cnt rep_ssl_hello_type "
    "req.body_len req.body_size req.cook_cnt req.cook_val req.fhdr_cnt req.hdr_val req.len "
    "req.rdp_cookie_cnt req.ssl_hello_type req.ssl_st_ext req.ssl_ver req_len req_ssl_hello_type "
    "req_ssl_ver req_rdp_cookie_cnt res.body_len res.body_size res.cook_cnt res.cook_val "
    "res.fhdr_cnt res.hdr_cnt res.hdr_val res.len res.ssl_hello_type scook_cnt scook_val shdr_cnt "
    "shdr_val so_id srv_id srv_iweight srv_uweight ssl_bc_alg_keysize ssl_bc_err "
    "ssl_bc_use_keysize ssl_c_ca_err ssl_c_ca_err_depth ssl_c_err ssl_c_verify ssl_c_version "
    "ssl_f_version ssl_fc_alg_keysize ssl_fc_cipherlist_xxh ssl_fc_err ssl_fc_protocol_hello_id "
    "ssl_fc_use_keysize ssl_s_version table_avl thread url32 url_port urlp_val src_updt_conn_cnt";
constexpr std::string_view other_truths =
    "dst_is_local fc_dst_is_local fc_rcvd_proxy fc_src_is_local http_auth http_first_req "
    "internal.htx.has_eom internal.strm.is_htx req.ssl_ec_ext res.cache_hit res.comp src_is_local "
    "ssl_bc ssl_bc_is_resumed ssl_c_used ssl_fc_has_crt ssl_fc_has_early ssl_fc_has_sni "
    "ssl_fc_is_resumed stopping";
constexpr std::string_view other_addresses =
    "fc_dst fc_src hdr_ip ipv4 ipv6 req.hdr_ip res.hdr_ip shdr_ip url_ip";
constexpr std::string_view other_bytes =
    "base32+src bin distcc_body internal.htx_blk.data payload payload_lv req.body req.body_param "
    "req.hdrs req.hdrs_bin req.payload req.payload_lv res.body res.hdrs res.hdrs_bin res.payload "
    "res.payload_lv ssl_bc_client_random ssl_bc_server_random ssl_bc_session_id ssl_bc_session_key "
    "ssl_bc_unique_id ssl_c_chain_der ssl_c_der ssl_c_serial ssl_c_sha1 ssl_f_der ssl_f_serial "
    "ssl_f_sha1 ssl_fc_cipherlist_hex ssl_fc_client_random ssl_fc_server_random ssl_fc_session_id "
    "ssl_fc_session_key ssl_fc_unique_id ssl_s_chain_der ssl_s_der ssl_s_serial ssl_s_sha1 "
    "url32+src";

constexpr std::string_view text_converters =
    "lower upper aes_gcm_dec add_item base64 be2dec capture-req capture-res concat cut_crlf "
    "fix_tag_value hex host_only http_date iif json json_query jwt_header_query "
    "jwt_payload_query language ltime ltrim map map_beg map_dir map_dom map_end map_int map_ip "
    "map_reg map_regm map_str map_sub mqtt_field_value regsub rtrim ub64enc url_dec url_enc utime "
    "field word be2hex";
constexpr std::string_view number_converters =
    "add and cpl crc32 crc32c div djb2 hex2i htonl jwt_verify length map_beg_int map_dir_int "
    "map_dom_int map_end_int map_int_int map_ip_int map_reg_int map_str_int map_sub_int mod mul "
    "nbsrv neg or port_only sdbm srv_queue strcmp sub table_bytes_in_rate table_bytes_out_rate "
    "table_conn_cnt table_conn_cur table_conn_rate table_expire table_gpc table_gpc0 "
    "table_gpc0_rate table_gpc1 table_gpc1_rate table_gpc_rate table_gpt table_gpt0 "
    "table_http_err_cnt table_http_err_rate table_http_fail_cnt table_http_fail_rate "
    "table_http_req_cnt table_http_req_rate table_idle table_kbytes_in table_kbytes_out "
    "table_server_id table_sess_cnt table_sess_rate table_trackers wt6 xor xxh3 xxh32 xxh64";
constexpr std::string_view truth_converters =
    "bool even fix_is_valid in_table mqtt_is_valid not odd secure_memcmp";
constexpr std::string_view address_converters =
    "ipmask map_beg_ip map_dir_ip map_dom_ip map_end_ip map_int_ip map_ip_ip map_reg_ip "
    "map_str_ip map_sub_ip";
constexpr std::string_view bytes_converters =
    "b64dec bytes digest hmac protobuf sha1 sha2 ub64dec ungrpc";
constexpr std::string_view same_converters = "debug set-var unset-var";

using FetchNames = std::map<std::string, FetchName, std::less<>>;

template <typename Do>
void each_name(std::string_view names, Do handle)
{
    while (!names.empty()) {
        const std::size_t blank = names.find(' ');
        handle(names.substr(0, blank));
        names.remove_prefix(blank == std::string_view::npos ? names.size() : blank + 1);
    }
}

/// The samples of stick tables: sc_..., sc0_..., src_...
void add_counters(FetchNames& names)
{
    for (const auto& [name, counter] : counters) {
        std::string word{name};
        if (counter == Counter::gpc0 || counter == Counter::gpt0) word = "get_" + word;
        if (word == "bytes_in_cnt") word = "kbytes_in";
        if (word == "bytes_out_cnt") word = "kbytes_out";
        if (counter == Counter::server_id) continue;
        names["sc_" + word] = {{}, Fetch::tracked, number, counter};
        names["src_" + word] = {{}, Fetch::counted_source, number, counter};
        for (std::uint32_t i = 0; i < 3; ++i)
            names["sc" + std::to_string(i) + "_" + word] = {{}, Fetch::tracked, number, counter, i};
    }
    for (const std::string prefix : {"sc_", "sc0_", "sc1_", "sc2_", "src_"}) {
        each_name(
            "clr_gpc clr_gpc0 clr_gpc1 get_gpc get_gpc1 get_gpt gpc1_rate gpc_rate inc_gpc "
            "inc_gpc0 inc_gpc1 trackers",
            [&](std::string_view name) {
                names[prefix + std::string{name}] = {{}, Fetch::unknown, number};
            });
        names[prefix + "tracked"] = {{}, Fetch::unknown, truth};
    }
}

const FetchNames& all_names()
{
    static const FetchNames names = [] {
        FetchNames all;
        const auto add = [&](std::string_view list, ValueType type) {
            each_name(list, [&](std::string_view name) {
                all[std::string{name}] = {{}, Fetch::unknown, type};
            });
        };
        add(other_texts, text);
        add(other_numbers, number);
        add(other_truths, truth);
        add(other_addresses, address);
        add(other_bytes, bytes);
        add("var", any);
        for (const FetchName& fetch : modelled)
            all[std::string{fetch.name}] = fetch;
        add_counters(all);
        return all;
    }();
    return names;
}

bool holds(std::string_view names, std::string_view name)
{
    bool found = false;
    each_name(names, [&](std::string_view one) { found = found || one == name; });
    return found;
}

}  // namespace

std::optional<FetchName> find_fetch(std::string_view name)
{
    const auto found = all_names().find(name);
    if (found == all_names().end()) return std::nullopt;
    return found->second;
}

std::optional<ValueType> type_after(std::string_view converter, ValueType before)
{
    if (holds(text_converters, converter)) return text;
    if (holds(number_converters, converter)) return number;
    if (holds(truth_converters, converter)) return truth;
    if (holds(address_converters, converter)) return address;
    if (holds(bytes_converters, converter)) return bytes;
    if (holds(same_converters, converter)) return before;
    return std::nullopt;
}

std::vector<std::string> fetch_names()
{
    std::vector<std::string> names;
    for (const auto& [name, fetch] : all_names())
        names.push_back(name);
    return names;
}

Counter counter_of(std::string_view name)
{
    for (const auto& [word, counter] : counters) {
        if (word == name) return counter;
    }
    return Counter::none;
}

}  // namespace tiersim::haproxy
