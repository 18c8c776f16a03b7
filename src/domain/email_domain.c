#include "domain/email_domain.h"

#include <string.h>
#include <strings.h>

/* The most used ones first. A country: where it is among the first ("" everywhere). */
static const struct {
    const char *domain;
    const char *country;
} DOMAINS[] = {
    {"gmail.com", ""},
    {"outlook.com", ""},
    {"icloud.com", ""},
    {"hotmail.com", ""},
    {"yahoo.com", ""},
    {"gmx.de", "DE"},
    {"web.de", "DE"},
    {"t-online.de", "DE"},
    {"freenet.de", "DE"},
    {"gmx.at", "AT"},
    {"bluewin.ch", "CH"},
    {"gmx.ch", "CH"},
    {"orange.fr", "FR"},
    {"free.fr", "FR"},
    {"laposte.net", "FR"},
    {"wanadoo.fr", "FR"},
    {"sfr.fr", "FR"},
    {"hotmail.fr", "FR"},
    {"yahoo.fr", "FR"},
    {"hotmail.es", "ES"},
    {"yahoo.es", "ES"},
    {"libero.it", "IT"},
    {"virgilio.it", "IT"},
    {"hotmail.it", "IT"},
    {"btinternet.com", "GB"},
    {"hotmail.co.uk", "GB"},
    {"yahoo.co.uk", "GB"},
    {"comcast.net", "US"},
    {"aol.com", "US"},
    {"bigpond.com", "AU"},
    {"telenet.be", "BE"},
    {"skynet.be", "BE"},
    {"ziggo.nl", "NL"},
    {"kpnmail.nl", "NL"},
    {"onet.pl", "PL"},
    {"wp.pl", "PL"},
    {"seznam.cz", "CZ"},
    {"sapo.pt", "PT"},
    {"uol.com.br", "BR"},
    {"yahoo.co.jp", "JP"},
    {"docomo.ne.jp", "JP"},
    {"hotmail.com.tr", "TR"},
    {"googlemail.com", ""},
    {"gmx.net", ""},
    {"live.com", ""},
    {"proton.me", ""},
    {"protonmail.com", ""},
    {"me.com", ""},
    {"msn.com", ""},
    {"mail.com", ""},
    {"gmx.com", ""},
    {"ymail.com", ""},
    {"email.com", ""},
    {"outlook.de", "DE"},
    {"outlook.fr", "FR"},
    {"outlook.es", "ES"},
    {"hotmail.de", "DE"},
    {"yahoo.de", "DE"},
    {"live.fr", "FR"},
    {"live.de", "DE"},
};

/* --- completing ------------------------------------------------------------------------------- */

static bool begins_with(const char *domain, struct text_view start)
{
    return strlen(domain) > start.size && strncasecmp(domain, start.bytes, start.size) == 0;
}

size_t email_suggest_domains(
    struct text_view typed, const char *country, const char **out_domains, size_t capacity)
{
    struct text_view text = text_view_trim(typed);
    const char *at = text.size > 0 ? memchr(text.bytes, '@', text.size) : NULL;
    struct text_view start = {"", 0};
    size_t count = 0;
    if (at != NULL) {
        start = (struct text_view){at + 1, text.size - (size_t)(at + 1 - text.bytes)};
    }
    /* The one that leads everywhere, the country's, then what is left. */
    for (int round = 0; round < 3 && count < capacity; round++) {
        for (size_t i = 0; i < ARRAY_LENGTH(DOMAINS) && count < capacity; i++) {
            bool is_home = country[0] != '\0' && strcmp(DOMAINS[i].country, country) == 0;
            bool is_foreign = DOMAINS[i].country[0] != '\0' && !is_home;
            int of_round = i == 0 ? 0 : is_home ? 1 : 2;
            bool is_wanted = !is_foreign || start.size > 1;
            if (of_round == round && is_wanted && begins_with(DOMAINS[i].domain, start)) {
                out_domains[count++] = DOMAINS[i].domain;
            }
        }
    }
    return count;
}

/* --- mending ---------------------------------------------------------------------------------- */

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

/* True if one letter more, one less, another one or two in the wrong order makes the one of the
 * other. */
static bool is_one_slip_away(struct text_view a, struct text_view b)
{
    size_t start = 0;
    while (start < a.size && start < b.size && lower(a.bytes[start]) == b.bytes[start]) {
        start++;
    }
    size_t end = 0;
    while (end < a.size - start && end < b.size - start &&
           lower(a.bytes[a.size - end - 1]) == b.bytes[b.size - end - 1]) {
        end++;
    }
    size_t left_a = a.size - start - end;
    size_t left_b = b.size - start - end;
    bool is_swapped = left_a == 2 && left_b == 2 && lower(a.bytes[start]) == b.bytes[start + 1] &&
                      lower(a.bytes[start + 1]) == b.bytes[start];
    return left_a + left_b > 0 && ((left_a <= 1 && left_b <= 1) || is_swapped);
}

/* A name of this length is hardly another's by one letter: "gmail", not "gmx". */
#define NAME_SIZE_SURE 5

/* Ends that nobody has, and ".com" lies beside them on the keyboard. */
static bool is_slip_of_com(struct text_view end)
{
    static const char *const SLIPS[] = {
        "con", "cmo", "ocm", "comm", "vom", "xom", "cim", "cpm", "co", "cm", "om", "coom", "ccom"};
    for (size_t i = 0; i < ARRAY_LENGTH(SLIPS); i++) {
        if (end.size == strlen(SLIPS[i]) && strncasecmp(end.bytes, SLIPS[i], end.size) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_meant(struct text_view typed, const char *usual)
{
    struct text_view domain = text_view_of(usual);
    size_t name_size = strcspn(usual, ".");
    struct text_view name = {usual, name_size};
    const char *dot = memchr(typed.bytes, '.', typed.size);
    struct text_view typed_name = {
        typed.bytes, dot != NULL ? (size_t)(dot - typed.bytes) : typed.size};
    struct text_view typed_end = {typed.bytes + typed_name.size, typed.size - typed_name.size};
    bool has_same_end = typed_end.size == domain.size - name_size &&
                        strncasecmp(typed_end.bytes, usual + name_size, typed_end.size) == 0;
    bool has_same_name =
        typed_name.size == name_size && strncasecmp(typed_name.bytes, usual, name_size) == 0;
    bool is_com = strcmp(usual + name_size, ".com") == 0;
    if (name_size >= NAME_SIZE_SURE && has_same_end && is_one_slip_away(typed_name, name)) {
        return true;
    }
    if (name_size >= NAME_SIZE_SURE && is_one_slip_away(typed, domain) && !has_same_name) {
        return true; /* "gmailcom" */
    }
    return is_com && has_same_name && typed_end.size > 1 &&
           is_slip_of_com((struct text_view){typed_end.bytes + 1, typed_end.size - 1});
}

bool email_domain_meant(struct text_view domain, char *out_domain, size_t capacity)
{
    for (size_t i = 0; i < ARRAY_LENGTH(DOMAINS); i++) {
        const char *usual = DOMAINS[i].domain;
        if (domain.size == strlen(usual) && strncasecmp(domain.bytes, usual, domain.size) == 0) {
            return false;
        }
    }
    for (size_t i = 0; i < ARRAY_LENGTH(DOMAINS); i++) {
        if (is_meant(domain, DOMAINS[i].domain)) {
            return text_copy(out_domain, capacity, DOMAINS[i].domain);
        }
    }
    return false;
}
