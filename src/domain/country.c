#include "domain/country.h"

#include <string.h>

#include "base/compiler.h"

#define GROSS PRICES_GROSS
#define NET PRICES_NET
#define LINE TAX_ROUNDING_LINE
#define DOCUMENT TAX_ROUNDING_DOCUMENT
#define ASKED RECEIPT_ON_REQUEST
#define ALWAYS RECEIPT_ALWAYS

/* Prices to consumers include the tax where a law says so (in the EU Directive 98/6/EC), which is
 * everywhere here but in Canada and the USA. The tax is rounded once a receipt and rate, as
 * invoices state it; Japan demands that (qualified invoices, since October 2023), while Brazil and
 * Mexico compute their electronic receipts item by item. */
static const struct country COUNTRIES[] = {
    /* Price law: Australian Consumer Law s 48; receipts s 100, on request under 75 dollars. */
    {"AU", "Australia", "AUD", GROSS, DOCUMENT, ASKED, 5, "GST", {"10", "0"}, {"en"},
        "Australia/Sydney", "en_AU"},
    /* Receipt with every cash sale: Bundesabgabenordnung s 132a. */
    {"AT", "Austria", "EUR", GROSS, DOCUMENT, ALWAYS, 0, "USt.", {"20", "13", "10", "0"}, {"de"},
        "Europe/Vienna", "de_AT"},
    /* Cash is rounded to 5 cents: Code of Economic Law VI.7/1, since December 2019. */
    {"BE", "Belgium", "EUR", GROSS, DOCUMENT, ASKED, 5, "BTW", {"21", "12", "6", "0"},
        {"nl", "fr", "de"}, "Europe/Brussels", "nl_BE"},
    /* ICMS of the state of Sao Paulo; the receipt is electronic (NFC-e). */
    {"BR", "Brazil", "BRL", GROSS, LINE, ALWAYS, 0, "ICMS", {"18", "12", "7", "0"}, {"pt"},
        "America/Sao_Paulo", "pt_BR"},
    /* GST alone, HST of Ontario and of the Atlantic provinces, GST and PST of British Columbia,
     * GST and QST. No cents since 2013: cash is rounded to 5. */
    {"CA", "Canada", "CAD", NET, DOCUMENT, ASKED, 5, "GST", {"5", "13", "15", "5+7", "5+9.975"},
        {"en", "fr"}, "America/Toronto", "en_CA"},
    /* Two rates since 2024. Receipt on request: Consumer Protection Act 634/1992 s 16. */
    {"CZ", "Czechia", "CZK", GROSS, DOCUMENT, ASKED, 100, "DPH", {"21", "12", "0"}, {"cs"},
        "Europe/Prague", "cs_CZ"},
    {"DK", "Denmark", "DKK", GROSS, DOCUMENT, ASKED, 50, "moms", {"25", "0"}, {"da"},
        "Europe/Copenhagen", "da_DK"},
    /* Receipt: simplified invoices and e-receipts of the tax authority. */
    {"EG", "Egypt", "EGP", GROSS, DOCUMENT, ALWAYS, 0, "VAT", {"14", "5", "0"}, {"ar", "en"},
        "Africa/Cairo", "ar_EG"},
    /* 25.5 since September 2024, 13.5 since January 2026. Receipt must be offered: Act 658/2013.
     * Cash is rounded to 5 cents: Act 890/2000. */
    {"FI", "Finland", "EUR", GROSS, DOCUMENT, ALWAYS, 5, "ALV", {"25.5", "13.5", "10", "0"},
        {"fi", "sv"}, "Europe/Helsinki", "fi_FI"},
    /* Receipts are printed on request since August 2023: Code de l'environnement L541-15-10. */
    {"FR", "France", "EUR", GROSS, DOCUMENT, ASKED, 0, "TVA", {"20", "10", "5.5", "2.1", "0"},
        {"fr"}, "Europe/Paris", "fr_FR"},
    /* Receipt with every sale: Abgabenordnung s 146a (2). Meals 7 % since January 2026. */
    {"DE", "Germany", "EUR", GROSS, DOCUMENT, ALWAYS, 0, "MwSt.", {"19", "7", "0"}, {"de"},
        "Europe/Berlin", "de_DE"},
    /* Receipt with every sale: VAT Act CXXVII of 2007, s 166. Cash is rounded to 5 forints. */
    {"HU", "Hungary", "HUF", GROSS, DOCUMENT, ALWAYS, 500, "ÁFA", {"27", "18", "5", "0"}, {"hu"},
        "Europe/Budapest", "hu_HU"},
    /* Within a state half is central and half the state's. Rates since September 2025. Invoice or
     * bill of supply: CGST Act s 31, from 200 rupees on without being asked. */
    {"IN", "India", "INR", GROSS, DOCUMENT, ALWAYS, 100, "GST",
        {"9+9", "2.5+2.5", "20+20", "1.5+1.5", "0"}, {"en", "hi"}, "Asia/Kolkata", "en_IN"},
    /* Rounding of cash to 5 cents since October 2015, by custom of the trade. */
    {"IE", "Ireland", "EUR", GROSS, DOCUMENT, ASKED, 5, "VAT", {"23", "13.5", "9", "0"}, {"en"},
        "Europe/Dublin", "en_IE"},
    /* Commercial document: DLgs 127/2015 art 2. Cash to 5 cents: DL 50/2017 art 13-quater. */
    {"IT", "Italy", "EUR", GROSS, DOCUMENT, ALWAYS, 5, "IVA", {"22", "10", "5", "4", "0"}, {"it"},
        "Europe/Rome", "it_IT"},
    /* Total prices are shown since April 2021. Receipt on request: Civil Code art 486. */
    {"JP", "Japan", "JPY", GROSS, DOCUMENT, ASKED, 0, "消費税", {"10", "8", "0"}, {"ja"},
        "Asia/Tokyo", "ja_JP"},
    /* No value added tax. Invoice: Consumer Protection Law 39/2014. */
    {"KW", "Kuwait", "KWD", GROSS, DOCUMENT, ALWAYS, 0, "Tax", {"0"}, {"ar", "en"}, "Asia/Kuwait",
        "ar_KW"},
    {"LU", "Luxembourg", "EUR", GROSS, DOCUMENT, ASKED, 0, "TVA", {"17", "14", "8", "3", "0"},
        {"fr", "de", "lb"}, "Europe/Luxembourg", "fr"},
    /* 8 in the border regions. Receipts: Codigo Fiscal art 29 and 29-A. */
    {"MX", "Mexico", "MXN", GROSS, LINE, ALWAYS, 0, "IVA", {"16", "8", "0"}, {"es"},
        "America/Mexico_City", "es_MX"},
    /* Two rates since January 2026: the reform of the Finance Act 2024. */
    {"MA", "Morocco", "MAD", GROSS, DOCUMENT, ALWAYS, 0, "TVA", {"20", "10", "0"}, {"ar", "fr"},
        "Africa/Casablanca", "ar_MA"},
    /* Cash may be rounded to 5 cents, and nearly everybody does. */
    {"NL", "Netherlands", "EUR", GROSS, DOCUMENT, ASKED, 5, "btw", {"21", "9", "0"}, {"nl"},
        "Europe/Amsterdam", "nl_NL"},
    {"NZ", "New Zealand", "NZD", GROSS, DOCUMENT, ASKED, 10, "GST", {"15", "0"}, {"en"},
        "Pacific/Auckland", "en_NZ"},
    /* Receipt with every cash sale: Bookkeeping Regulations s 5a-10. */
    {"NO", "Norway", "NOK", GROSS, DOCUMENT, ALWAYS, 100, "MVA", {"25", "15", "12", "0"},
        {"nb", "no"}, "Europe/Oslo", "nb_NO"},
    /* Fiscal receipt with every sale: VAT Act art 111. */
    {"PL", "Poland", "PLN", GROSS, DOCUMENT, ALWAYS, 0, "VAT", {"23", "8", "5", "0"}, {"pl"},
        "Europe/Warsaw", "pl_PL"},
    /* Invoice with every sale: CIVA art 29; rates of the mainland. */
    {"PT", "Portugal", "EUR", GROSS, DOCUMENT, ALWAYS, 0, "IVA", {"23", "13", "6", "0"}, {"pt"},
        "Europe/Lisbon", "pt_PT"},
    /* Simplified tax invoice with every sale: e-invoicing regulation of ZATCA. */
    {"SA", "Saudi Arabia", "SAR", GROSS, DOCUMENT, ALWAYS, 0, "VAT", {"15", "0"}, {"ar", "en"},
        "Asia/Riyadh", "ar_SA"},
    /* 9 since January 2024. */
    {"SG", "Singapore", "SGD", GROSS, DOCUMENT, ASKED, 5, "GST", {"9", "0"}, {"en", "zh"},
        "Asia/Singapore", "en_SG"},
    /* A written record of each sale: Consumer Protection Act 68 of 2008, s 26. */
    {"ZA", "South Africa", "ZAR", GROSS, DOCUMENT, ALWAYS, 10, "VAT", {"15", "0"}, {"en", "af"},
        "Africa/Johannesburg", "en_ZA"},
    /* Simplified invoice with every sale: RD 1619/2012. The peninsula and the Balearics. */
    {"ES", "Spain", "EUR", GROSS, DOCUMENT, ALWAYS, 0, "IVA", {"21", "10", "4", "0"}, {"es", "ca"},
        "Europe/Madrid", "es_ES"},
    /* Receipt must be offered: Skatteforfarandelagen 39:7. Cash in whole crowns since 2010. */
    {"SE", "Sweden", "SEK", GROSS, DOCUMENT, ALWAYS, 100, "moms", {"25", "12", "6", "0"}, {"sv"},
        "Europe/Stockholm", "sv_SE"},
    /* Rates since January 2024. No coin under 5 rappen. */
    {"CH", "Switzerland", "CHF", GROSS, DOCUMENT, ASKED, 5, "MWST", {"8.1", "2.6", "3.8", "0"},
        {"de", "fr", "it"}, "Europe/Zurich", "de_CH"},
    /* Rates since July 2023. Receipt with every sale: Vergi Usul Kanunu art 229 and on. */
    {"TR", "Turkey", "TRY", GROSS, DOCUMENT, ALWAYS, 0, "KDV", {"20", "10", "1", "0"}, {"tr"},
        "Europe/Istanbul", "tr_TR"},
    /* Prices with VAT: Cabinet Decision 52/2017. Invoice: Federal Law 15/2020. */
    {"AE", "United Arab Emirates", "AED", GROSS, DOCUMENT, ALWAYS, 0, "VAT", {"5", "0"},
        {"ar", "en"}, "Asia/Dubai", "ar_AE"},
    {"GB", "United Kingdom", "GBP", GROSS, DOCUMENT, ASKED, 0, "VAT", {"20", "5", "0"}, {"en"},
        "Europe/London", "en_GB"},
    /* Sales tax is the state's, the county's and the town's: the shop adds its own rate. */
    {"US", "United States", "USD", NET, DOCUMENT, ASKED, 0, "Sales tax", {"0"}, {"en", "es"},
        "America/New_York", "en_US"},
};

const struct country *country_find(const char *code)
{
    for (size_t i = 0; i < ARRAY_LENGTH(COUNTRIES); i++) {
        if (strcmp(COUNTRIES[i].code, code) == 0) {
            return &COUNTRIES[i];
        }
    }
    return NULL;
}

size_t country_count(void)
{
    return ARRAY_LENGTH(COUNTRIES);
}

const struct country *country_at(size_t index)
{
    ASSERT(index < ARRAY_LENGTH(COUNTRIES));
    return &COUNTRIES[index];
}

const struct country *country_of_locale(const char *name)
{
    size_t begin = strcspn(name, "_-");
    char code[3] = "";
    if (name[begin] == '\0' || strcspn(name + begin + 1, ".@") != 2) {
        return NULL;
    }
    code[0] = name[begin + 1];
    code[1] = name[begin + 2];
    return country_find(code);
}
