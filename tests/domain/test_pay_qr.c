/* A banking app reads what we write: each published example comes out byte by byte, and a change
 * of one of its fields is refused with that field's name or changes the code. */

#include "tests/support.h"

#include "base/error.h"
#include "domain/pay_qr.h"

/* One run of a kind: a payload, or the start of the words that it is refused with. */
struct expected {
    const char *label;
    const char *payload; /* NULL: refused */
    const char *words;
};

static void check(
    const struct expected *expected, bool is_done, struct buffer *payload, const struct error *err)
{
    const char *text = payload->bytes != NULL ? payload->bytes : "";
    if (is_done != (expected->payload != NULL)) {
        fail_msg("%s: %s", expected->label, is_done ? text : err->text);
    } else if (is_done && strcmp(text, expected->payload) != 0) {
        fail_msg("%s: %s", expected->label, text);
    } else if (!is_done && (strstr(err->text, expected->words) == NULL || payload->size > 0)) {
        fail_msg("%s: \"%s\"", expected->label, err->text);
    }
    buffer_close(payload);
}

#define RED_CROSS                                                                                  \
    .version = "001", .bic = "BPOTBEB1", .name = "Red Cross of Belgium",                           \
    .iban = "BE72000000001616", .amount = "1", .purpose = "CHAR", .remittance = "Urgency fund",    \
    .information = "Sample EPC QR code"

#define CHARACTERS_60 "123456789012345678901234567890123456789012345678901234567890"
#define CHARACTERS_70 "1234567890123456789012345678901234567890123456789012345678901234567890"

static void writes_epc(void **state)
{
    (void)state;
    static const struct {
        struct expected expected;
        struct pay_qr_epc epc;
    } rows[] = {
        {{"the guideline's example",
             "BCD\n001\n1\nSCT\nBPOTBEB1\nRed Cross of Belgium\nBE72000000001616\nEUR1\nCHAR\n\n"
             "Urgency fund\nSample EPC QR code",
             NULL},
            {RED_CROSS}},
        {{"no BIC, nothing at the end",
             "BCD\n002\n1\nSCT\n\nFranz Mustermänn\nDE71110220330123456789\nEUR12.30\n\n"
             "RF18539007547034",
             NULL},
            {.name = "Franz Mustermänn",
                .iban = "DE71 1102 2033 0123 4567 89",
                .amount = "12.30",
                .reference = "RF18 5390 0754 7034"}},
        {{"in Latin-1",
             "BCD\n002\n2\nSCT\n\nWikimedia "
             "F\xF6rdergesellschaft\nDE33100205000001194700\nEUR20\n\n\n"
             "Spende f\xFCr Wikipedia",
             NULL},
            {.character_set = "2",
                .name = "Wikimedia Fördergesellschaft",
                .iban = "DE33100205000001194700",
                .amount = "20",
                .remittance = "Spende für Wikipedia"}},
        {{"a letter that Latin-1 has not", NULL, "character_set 2"},
            {.character_set = "2", .name = "Ő", .iban = "BE72000000001616"}},
        {{"a set that is none", NULL, "character_set is none"},
            {.character_set = "9", .name = "A", .iban = "BE72000000001616"}},
        {{"most", "BCD\n002\n1\nSCT\n\nA\nBE72000000001616\nEUR999999999.99", NULL},
            {.name = "A", .iban = "BE72000000001616", .amount = "999999999.99"}},
        {{"least", "BCD\n002\n1\nSCT\n\nA\nBE72000000001616\nEUR0.01", NULL},
            {.name = "A", .iban = "BE72000000001616", .amount = "0.01"}},
        {{"IBAN mistyped", NULL, "iban BE72000000001617"},
            {.name = "A", .iban = "BE72000000001617"}},
        {{"IBAN of a wrong length", NULL, "iban"}, {.name = "A", .iban = "BE7200000000161"}},
        {{"no IBAN", NULL, "iban is missing"}, {.name = "A"}},
        {{"no name", NULL, "name is missing"}, {.iban = "BE72000000001616"}},
        {{"long name", NULL, "name has 71"},
            {.name = CHARACTERS_70 "1", .iban = "BE72000000001616"}},
        {{"line break in a name", NULL, "name has a line break"},
            {.name = "A\nB", .iban = "BE72000000001616"}},
        {{"nothing to pay", NULL, "amount is not above 0"},
            {.name = "A", .iban = "BE72000000001616", .amount = "0.00"}},
        {{"too much to pay", NULL, "amount is above 999999999.99"},
            {.name = "A", .iban = "BE72000000001616", .amount = "1000000000.00"}},
        {{"a third decimal", NULL, "amount has 3 decimals"},
            {.name = "A", .iban = "BE72000000001616", .amount = "1.005"}},
        {{"a comma", NULL, "amount is no amount"},
            {.name = "A", .iban = "BE72000000001616", .amount = "1,00"}},
        {{"a refund", NULL, "amount is no amount"},
            {.name = "A", .iban = "BE72000000001616", .amount = "-1.00"}},
        {{"RF mistyped", NULL, "reference RF18539007547035"},
            {.name = "A", .iban = "BE72000000001616", .reference = "RF18539007547035"}},
        {{"no RF", NULL, "reference 123"},
            {.name = "A", .iban = "BE72000000001616", .reference = "123"}},
        {{"two remittances", NULL, "only one of them"}, {.name = "A",
                                                            .iban = "BE72000000001616",
                                                            .reference = "RF18539007547034",
                                                            .remittance = "B"}},
        {{"001 without BIC", NULL, "bic is missing"},
            {.name = "A", .iban = "BE72000000001616", .version = "001"}},
        {{"BIC too short", NULL, "bic is no BIC"},
            {.name = "A", .iban = "BE72000000001616", .bic = "BPOTBE"}},
        {{"version of later", NULL, "version is none"},
            {.name = "A", .iban = "BE72000000001616", .version = "003"}},
        {{"purpose of three", NULL, "purpose is no code"},
            {.name = "A", .iban = "BE72000000001616", .purpose = "DE1"}},
        {{"purpose of five", NULL, "purpose has 5"},
            {.name = "A", .iban = "BE72000000001616", .purpose = "CHARI"}},
        {{"all of it is too long", NULL, "at most 331"},
            {.name = CHARACTERS_70,
                .iban = "BE72000000001616",
                .amount = "12.30",
                .remittance = CHARACTERS_70 CHARACTERS_70,
                .information = CHARACTERS_60 "ÄÖÜäöüßéèê"}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct buffer payload = {0};
        struct error err = {0};
        bool is_done = pay_qr_append_epc(&rows[i].epc, &payload, &err);
        check(&rows[i].expected, is_done, &payload, &err);
    }
}

/* The examples of the implementation guidelines. */
#define MUSTER                                                                                     \
    {                                                                                              \
        .name = "Max Muster & Söhne", .street = "Musterstrasse", .house_number = "123",            \
        .postal_code = "8000", .town = "Seldwyla", .country = "CH"                                 \
    }
#define SIMON                                                                                      \
    {                                                                                              \
        .name = "Simon Muster", .street = "Musterstrasse", .house_number = "1",                    \
        .postal_code = "8000", .town = "Seldwyla", .country = "CH"                                 \
    }
#define MUSTER_LINES "S\r\nMax Muster & Söhne\r\nMusterstrasse\r\n123\r\n8000\r\nSeldwyla\r\nCH\r\n"
#define NOBODY_LINES "\r\n\r\n\r\n\r\n\r\n\r\n\r\n"

static void writes_swiss(void **state)
{
    (void)state;
    static const struct {
        struct expected expected;
        struct pay_qr_swiss swiss;
    } rows[] = {
        {{"QRR",
             "SPC\r\n0200\r\n1\r\nCH6431961000004421557\r\n" MUSTER_LINES NOBODY_LINES
             "50.00\r\nCHF\r\nS\r\nSimon Muster\r\nMusterstrasse\r\n1\r\n8000\r\nSeldwyla\r\nCH\r\n"
             "QRR\r\n000008207791225857421286694\r\nPayment of travel\r\nEPD",
             NULL},
            {.iban = "CH6431961000004421557",
                .creditor = MUSTER,
                .amount = "50.00",
                .currency = "CHF",
                .debtor = SIMON,
                .reference_type = "QRR",
                .reference = "000008207791225857421286694",
                .message = "Payment of travel"}},
        {{"billing information and schemes",
             "SPC\r\n0200\r\n1\r\nCH4431999123000889012\r\n" MUSTER_LINES NOBODY_LINES
             "1949.75\r\nCHF\r\n" NOBODY_LINES
             "QRR\r\n210000000003139471430009017\r\nOrder from 15.10.2020\r\nEPD\r\n"
             "//S1/10/1234/11/201021/30/102673386/32/7.7/40/0:30\r\n"
             "Name AV1: UV;UltraPay005;12345\r\nName AV2: XY;XYService;54321",
             NULL},
            {.iban = "CH44 3199 9123 0008 8901 2",
                .creditor = MUSTER,
                .amount = "1949.75",
                .currency = "CHF",
                .reference = "21 00000 00003 13947 14300 09017",
                .message = "Order from 15.10.2020",
                .billing_information = "//S1/10/1234/11/201021/30/102673386/32/7.7/40/0:30",
                .alternative_schemes = {"Name AV1: UV;UltraPay005;12345",
                    "Name AV2: XY;XYService;54321"}}},
        {{"SCOR",
             "SPC\r\n0200\r\n1\r\nCH5800791123000889012\r\n" MUSTER_LINES NOBODY_LINES
             "199.95\r\nEUR\r\n" NOBODY_LINES "SCOR\r\nRF18539007547034\r\n\r\nEPD",
             NULL},
            {.iban = "CH5800791123000889012",
                .creditor = MUSTER,
                .amount = "199.95",
                .currency = "EUR",
                .reference = "RF18539007547034"}},
        {{"NON, amount left open",
             "SPC\r\n0200\r\n1\r\nCH5204835012345671000\r\n" MUSTER_LINES NOBODY_LINES
             "\r\nCHF\r\n" NOBODY_LINES "NON\r\n\r\n\r\nEPD",
             NULL},
            {.iban = "CH5204835012345671000", .creditor = MUSTER, .currency = "CHF"}},
        {{"QRR mistyped", NULL, "reference 210000000003139471430009018"},
            {.iban = "CH4431999123000889012",
                .creditor = MUSTER,
                .currency = "CHF",
                .reference = "210000000003139471430009018"}},
        {{"QRR without a QR-IBAN", NULL, "needs a QR-IBAN"},
            {.iban = "CH5800791123000889012",
                .creditor = MUSTER,
                .currency = "CHF",
                .reference = "210000000003139471430009017"}},
        {{"QR-IBAN without QRR", NULL, "it needs a QR reference"},
            {.iban = "CH4431999123000889012", .creditor = MUSTER, .currency = "CHF"}},
        {{"SCOR mistyped", NULL, "reference RF18539007547035"},
            {.iban = "CH5800791123000889012",
                .creditor = MUSTER,
                .currency = "CHF",
                .reference = "RF18539007547035"}},
        {{"NON with a reference", NULL, "reference is there"},
            {.iban = "CH5800791123000889012",
                .creditor = MUSTER,
                .currency = "CHF",
                .reference_type = "NON",
                .reference = "RF18539007547034"}},
        {{"IBAN mistyped", NULL, "iban CH5800791123000889013"},
            {.iban = "CH5800791123000889013", .creditor = MUSTER, .currency = "CHF"}},
        {{"IBAN of elsewhere", NULL, "not of Switzerland"},
            {.iban = "BE72000000001616", .creditor = MUSTER, .currency = "CHF"}},
        {{"dollars", NULL, "currency is none of CHF, EUR"},
            {.iban = "CH5800791123000889012", .creditor = MUSTER, .currency = "USD"}},
        {{"one decimal", NULL, "amount has 1 decimals"}, {.iban = "CH5800791123000889012",
                                                             .creditor = MUSTER,
                                                             .currency = "CHF",
                                                             .amount = "1.5"}},
        {{"no town", NULL, "creditor: town is missing"},
            {.iban = "CH5800791123000889012",
                .currency = "CHF",
                .creditor = {.name = "A", .postal_code = "8000", .country = "CH"}}},
        {{"half a debtor", NULL, "debtor: postal_code is missing"},
            {.iban = "CH5800791123000889012",
                .currency = "CHF",
                .creditor = MUSTER,
                .debtor = {.name = "A"}}},
        {{"a letter that banks do not take", NULL, "message has a character"},
            {.iban = "CH5800791123000889012",
                .currency = "CHF",
                .creditor = MUSTER,
                .message = "Спасибо"}},
        {{"words too long together", NULL, "have 141 characters together"},
            {.iban = "CH5800791123000889012",
                .currency = "CHF",
                .creditor = MUSTER,
                .message = CHARACTERS_70,
                .billing_information = CHARACTERS_70 "1"}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct buffer payload = {0};
        struct error err = {0};
        bool is_done = pay_qr_append_swiss(&rows[i].swiss, &payload, &err);
        check(&rows[i].expected, is_done, &payload, &err);
    }
}

#define PARTS(...)                                                                                 \
    .parts = (const struct pay_qr_object[]){__VA_ARGS__},                                          \
    .part_count =                                                                                  \
        sizeof((const struct pay_qr_object[]){__VA_ARGS__}) / sizeof(struct pay_qr_object)
#define OBJECTS(...)                                                                               \
    .objects = (const struct pay_qr_object[]){__VA_ARGS__},                                        \
    .object_count =                                                                                \
        sizeof((const struct pay_qr_object[]){__VA_ARGS__}) / sizeof(struct pay_qr_object)

#define FULANO                                                                                     \
    .scheme = PAY_QR_PIX, .key = "123e4567-e12b-12d1-a456-426655440000", .name = "Fulano de Tal",  \
    .city = "BRASILIA"
#define ACME                                                                                       \
    .scheme = PAY_QR_PAYNOW, .proxy_type = "2", .proxy_value = "S99345678ABCD", .editable = "1",   \
    .expiry = "99991231", .name = "ACME Pte Ltd", .reference = "INV1234"

static void writes_emvco(void **state)
{
    (void)state;
    const struct {
        struct expected expected;
        struct pay_qr_emvco emvco;
    } rows[] = {
        {{"PIX, the manual's static code",
             "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865"
             "802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D",
             NULL},
            {FULANO}},
        {{"PIX, the manual's dynamic code",
             "00020101021226700014br.gov.bcb.pix2548pix.example.com/8b3da2f39a4140d1a91abd93113bd4"
             "415204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***630464E4",
             NULL},
            {.scheme = PAY_QR_PIX,
                .url = "pix.example.com/8b3da2f39a4140d1a91abd93113bd441",
                .name = "Fulano de Tal",
                .city = "BRASILIA"}},
        {{"PIX in plain Latin, cut",
             "00020126230014br.gov.bcb.pix01011520400005303986540510.005802BR"
             "5924Joao Araujo da Conceicao6015Sao Joao da Boa62070503ABC63041D67",
             NULL},
            {.scheme = PAY_QR_PIX,
                .key = "1",
                .amount = "10.00",
                .name = "João Araújo da Conceição Silva",
                .city = "São João da Boa Vista",
                .reference = "ABC"}},
        {{"PayNow of a business",
             "00020101021226520009SG.PAYNOW010120213S99345678ABCD03011040899991231520400005303702"
             "540512.345802SG5912ACME Pte Ltd6009Singapore62110107INV123463041E74",
             NULL},
            {ACME, .amount = "12.34"}},
        {{"PayNow of a mobile number",
             "00020101021126500009SG.PAYNOW010100211+6590901234030100408205004155204000053037025406"
             "888.885802SG5902NA6009Singapore62320128Payment reference XX1234567863046B73",
             NULL},
            {.scheme = PAY_QR_PAYNOW,
                .initiation = "11",
                .proxy_type = "0",
                .proxy_value = "+6590901234",
                .editable = "0",
                .expiry = "20500415",
                .amount = "888.88",
                .name = "NA",
                .reference = "Payment reference XX12345678"}},
        {{"the specification's sample, in its own order",
             "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441"
             "115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.725303156"
             "5502016233030412340603***0708A60086670902ME91320016A01122334499887707081234567863"
             "04A13A",
             NULL},
            {OBJECTS({.id = "01", .value = "12"},
                {.id = "29",
                    PARTS({.id = "00", .value = "D15600000000"},
                        {.id = "05", .value = "A93FO3230Q"})},
                {.id = "31",
                    PARTS(
                        {.id = "00", .value = "D15600000001"}, {.id = "03", .value = "12345678"})},
                {.id = "52", .value = "4111"}, {.id = "58", .value = "CN"},
                {.id = "59", .value = "BEST TRANSPORT"}, {.id = "60", .value = "BEIJING"},
                {.id = "64",
                    PARTS({.id = "00", .value = "ZH"}, {.id = "01", .value = "最佳运输"},
                        {.id = "02", .value = "北京"})},
                {.id = "54", .value = "23.72"}, {.id = "53", .value = "156"},
                {.id = "55", .value = "01"},
                {.id = "62",
                    PARTS({.id = "03", .value = "1234"}, {.id = "06", .value = "***"},
                        {.id = "07", .value = "A6008667"}, {.id = "09", .value = "ME"})},
                {.id = "91",
                    PARTS({.id = "00", .value = "A011223344998877"},
                        {.id = "07", .value = "12345678"})})}},
        {{"no key", NULL, "key is missing"}, {.scheme = PAY_QR_PIX, .name = "A", .city = "B"}},
        {{"txid with a space", NULL, "reference is no txid"}, {FULANO, .reference = "A 1"}},
        {{"no name", NULL, "name is missing"},
            {.scheme = PAY_QR_PIX, .key = "1", .city = "BRASILIA"}},
        {{"a name without Latin letters", NULL, "name is missing, or has no letter"},
            {.scheme = PAY_QR_PIX, .key = "1", .name = "最佳运输", .city = "B"}},
        {{"no city", NULL, "city is missing"}, {.scheme = PAY_QR_PIX, .key = "1", .name = "A"}},
        {{"a key too long", NULL, "key has 78"},
            {.scheme = PAY_QR_PIX, .name = "A", .city = "B", .key = CHARACTERS_70 "12345678"}},
        {{"key and note too long together", NULL, "fields: 26 has"},
            {.scheme = PAY_QR_PIX,
                .name = "A",
                .city = "B",
                .key = CHARACTERS_70,
                .information = "1234567890"}},
        {{"UEN too short", NULL, "proxy_value is no UEN"},
            {.scheme = PAY_QR_PAYNOW, .proxy_type = "2", .proxy_value = "S9", .name = "A"}},
        {{"no account", NULL, "no account of the merchant"},
            {.name = "A", .city = "B", .country = "DE", .currency = "EUR"}},
        {{"currency unknown", NULL, "currency is no ISO 4217"}, {FULANO, .currency = "XYZ"}},
        {{"twice", NULL, "59 stands twice"}, {FULANO, OBJECTS({.id = "59", .value = "B"})}},
        {{"own checksum", NULL, "no number from 01 to 99"},
            {FULANO, OBJECTS({.id = "63", .value = "ABCD"})}},
        {{"a template without its owner", NULL, "does not begin with 00"},
            {FULANO, OBJECTS({.id = "27", PARTS({.id = "01", .value = "B"})})}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct buffer payload = {0};
        struct error err = {0};
        bool is_done = pay_qr_append_emvco(&rows[i].emvco, &payload, &err);
        check(&rows[i].expected, is_done, &payload, &err);
    }
    assert_int_equal(pay_qr_crc16("123456789", 9), 0x29B1); /* the polynomial's check value */
}

static void writes_upi(void **state)
{
    (void)state;
    static const struct {
        struct expected expected;
        struct pay_qr_upi upi;
    } rows[] = {
        {{"the linking specification's example",
             "upi://pay?pa=nadeem@npci&pn=nadeem%20chinna&mc=0000&tid=cxnkjcnkjdfdvjndkjfvn"
             "&tr=4894398cndhcd23&tn=Pay%20to%20mystar%20store&am=10&mam=null&cu=INR"
             "&url=https://mystar.com/orderid=9298yw89e8973e87389e78923ue892",
             NULL},
            {.pa = "nadeem@npci",
                .pn = "nadeem chinna",
                .mc = "0000",
                .tid = "cxnkjcnkjdfdvjndkjfvn",
                .tr = "4894398cndhcd23",
                .tn = "Pay to mystar store",
                .am = "10",
                .mam = "null",
                .cu = "INR",
                .url = "https://mystar.com/orderid=9298yw89e8973e87389e78923ue892"}},
        {{"and its example of a merchant's code",
             "upi://pay?pa=nadeem@npci&pn=nadeem%20chinna&mc=0000&tr=4894398cndhcd23&am=10&cu=INR"
             "&mode=00&sign=aagshd4542bdhhvdshsbvqfqttsvsvsbsjn&orgid=00000&mid=1234&msid=3432"
             "&mtid=1212",
             NULL},
            {.pa = "nadeem@npci",
                .pn = "nadeem chinna",
                .mc = "0000",
                .tr = "4894398cndhcd23",
                .am = "10",
                .mode = "00",
                .sign = "aagshd4542bdhhvdshsbvqfqttsvsvsbsjn",
                .orgid = "00000",
                .mid = "1234",
                .msid = "3432",
                .mtid = "1212"}},
        {{"signs that would end a value",
             "upi://pay?pa=shop@bank&pn=A%26B%20%2B%20%C3%89%23&am=12.30&cu=INR", NULL},
            {.pa = "shop@bank", .pn = "A&B + É#", .am = "12.30"}},
        {{"no address", NULL, "pa is missing"}, {.pn = "A"}},
        {{"no bank", NULL, "pa is no UPI address"}, {.pa = "shop", .pn = "A"}},
        {{"two banks", NULL, "pa is no UPI address"}, {.pa = "shop@bank@bank", .pn = "A"}},
        {{"no name", NULL, "pn is missing"}, {.pa = "shop@bank"}},
        {{"dollars", NULL, "cu is not INR"}, {.pa = "shop@bank", .pn = "A", .cu = "USD"}},
        {{"note too long", NULL, "tn has 51"},
            {.pa = "shop@bank",
                .pn = "A",
                .tn = "123456789012345678901234567890123456789012345678901"}},
        {{"three decimals", NULL, "am has 3"}, {.pa = "shop@bank", .pn = "A", .am = "1.234"}},
        {{"category", NULL, "mc is not"}, {.pa = "shop@bank", .pn = "A", .mc = "12a4"}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct buffer payload = {0};
        struct error err = {0};
        bool is_done = pay_qr_append_upi(&rows[i].upi, &payload, &err);
        check(&rows[i].expected, is_done, &payload, &err);
    }
}

/* What the till makes itself is right by the same checks. */
static void makes_references(void **state)
{
    (void)state;
    char creditor[CREDITOR_REFERENCE_MAX];
    char qr[QR_REFERENCE_MAX];
    creditor_reference_make(text_view_of("539007547034"), creditor);
    assert_string_equal(creditor, "RF18539007547034");
    creditor_reference_make(text_view_of("1b-000124"), creditor);
    assert_true(creditor_reference_is_valid(text_view_of(creditor)));
    qr_reference_make(text_view_of("21000000000313947143000901"), qr);
    assert_string_equal(qr, "210000000003139471430009017");
    qr_reference_make(text_view_of("1-000124"), qr);
    assert_string_equal(qr, "000000000000000000010001246");
    assert_true(qr_reference_is_valid(text_view_of(qr)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_epc),
        cmocka_unit_test(writes_swiss),
        cmocka_unit_test(writes_emvco),
        cmocka_unit_test(writes_upi),
        cmocka_unit_test(makes_references),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
