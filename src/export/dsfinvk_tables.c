#include "export/dsfinvk_tables.h"

#include "base/buffer.h"
#include "export/markup.h"

#define KEYS                                                                                       \
    {"Z_KASSE_ID", DSFINVK_TEXT}, {"Z_ERSTELLUNG", DSFINVK_TEXT},                                  \
    {                                                                                              \
        "Z_NR", 0                                                                                  \
    }
#define KEYS_BON                                                                                   \
    KEYS,                                                                                          \
    {                                                                                              \
        "BON_ID", DSFINVK_TEXT                                                                     \
    }
#define KEYS_LINE                                                                                  \
    KEYS_BON,                                                                                      \
    {                                                                                              \
        "POS_ZEILE", DSFINVK_TEXT                                                                  \
    }

const struct dsfinvk_table_row DSFINVK_TABLES[DSFINVK_TABLE_COUNT] = {
    [DSFINVK_CLOSING] = {"cashpointclosing.csv", "Stamm_Abschluss", "Stammdaten Abschluss",
        {KEYS, {"Z_BUCHUNGSTAG", DSFINVK_TEXT}, {"TAXONOMIE_VERSION", DSFINVK_TEXT},
            {"Z_START_ID", DSFINVK_TEXT}, {"Z_ENDE_ID", DSFINVK_TEXT}, {"NAME", DSFINVK_TEXT},
            {"STRASSE", DSFINVK_TEXT}, {"PLZ", DSFINVK_TEXT}, {"ORT", DSFINVK_TEXT},
            {"LAND", DSFINVK_TEXT}, {"STNR", DSFINVK_TEXT}, {"USTID", DSFINVK_TEXT},
            {"Z_SE_ZAHLUNGEN", 2}, {"Z_SE_BARZAHLUNGEN", 2}}},
    [DSFINVK_LOCATION] = {"location.csv", "Stamm_Orte", "Stammdaten Orte",
        {KEYS, {"LOC_NAME", DSFINVK_TEXT}, {"LOC_STRASSE", DSFINVK_TEXT}, {"LOC_PLZ", DSFINVK_TEXT},
            {"LOC_ORT", DSFINVK_TEXT}, {"LOC_LAND", DSFINVK_TEXT}, {"LOC_USTID", DSFINVK_TEXT}}},
    [DSFINVK_REGISTER] = {"cashregister.csv", "Stamm_Kassen", "Stammdaten Kassen",
        {KEYS, {"KASSE_BRAND", DSFINVK_TEXT}, {"KASSE_MODELL", DSFINVK_TEXT},
            {"KASSE_SERIENNR", DSFINVK_TEXT}, {"KASSE_SW_BRAND", DSFINVK_TEXT},
            {"KASSE_SW_VERSION", DSFINVK_TEXT}, {"KASSE_BASISWAEH_CODE", DSFINVK_TEXT},
            {"KEINE_UST_ZUORDNUNG", DSFINVK_TEXT}}},
    [DSFINVK_SLAVES] = {"slaves.csv", "Stamm_Terminals", "Stammdaten Terminals",
        {KEYS, {"TERMINAL_ID", DSFINVK_TEXT}, {"TERMINAL_BRAND", DSFINVK_TEXT},
            {"TERMINAL_MODELL", DSFINVK_TEXT}, {"TERMINAL_SERIENNR", DSFINVK_TEXT},
            {"TERMINAL_SW_BRAND", DSFINVK_TEXT}, {"TERMINAL_SW_VERSION", DSFINVK_TEXT}}},
    [DSFINVK_AGENCY] = {"pa.csv", "Stamm_Agenturen", "Stammdaten Agenturen",
        {KEYS, {"AGENTUR_ID", 0}, {"AGENTUR_NAME", DSFINVK_TEXT}, {"AGENTUR_STRASSE", DSFINVK_TEXT},
            {"AGENTUR_PLZ", DSFINVK_TEXT}, {"AGENTUR_ORT", DSFINVK_TEXT},
            {"AGENTUR_LAND", DSFINVK_TEXT}, {"AGENTUR_STNR", DSFINVK_TEXT},
            {"AGENTUR_USTID", DSFINVK_TEXT}}},
    [DSFINVK_VAT] = {"vat.csv", "Stamm_USt", "Stammdaten Umsatzsteuer",
        {KEYS, {"UST_SCHLUESSEL", 0}, {"UST_SATZ", 2}, {"UST_BESCHR", DSFINVK_TEXT}}},
    [DSFINVK_TSE] = {"tse.csv", "Stamm_TSE", "Stammdaten TSE: keine angeschlossen",
        {KEYS, {"TSE_ID", 0}, {"TSE_SERIAL", DSFINVK_TEXT}, {"TSE_SIG_ALGO", DSFINVK_TEXT},
            {"TSE_ZEITFORMAT", DSFINVK_TEXT}, {"TSE_PD_ENCODING", DSFINVK_TEXT},
            {"TSE_PUBLIC_KEY", DSFINVK_TEXT}, {"TSE_ZERTIFIKAT_I", DSFINVK_TEXT},
            {"TSE_ZERTIFIKAT_II", DSFINVK_TEXT}}},
    [DSFINVK_CASES] = {"businesscases.csv", "Z_GV_Typ", "Abschluss nach Geschäftsvorfällen",
        {KEYS, {"GV_TYP", DSFINVK_TEXT}, {"GV_NAME", DSFINVK_TEXT}, {"AGENTUR_ID", 0},
            {"UST_SCHLUESSEL", 0}, {"Z_UMS_BRUTTO", 5}, {"Z_UMS_NETTO", 5}, {"Z_UST", 5}}},
    [DSFINVK_PAYMENT] = {"payment.csv", "Z_Zahlart", "Abschluss nach Zahlarten",
        {KEYS, {"ZAHLART_TYP", DSFINVK_TEXT}, {"ZAHLART_NAME", DSFINVK_TEXT},
            {"Z_ZAHLART_BETRAG", 2}}},
    [DSFINVK_CURRENCY] = {"cash_per_currency.csv", "Z_Waehrungen", "Bargeld nach Währungen",
        {KEYS, {"ZAHLART_WAEH", DSFINVK_TEXT}, {"ZAHLART_BETRAG_WAEH", 2}}},
    [DSFINVK_TRANSACTIONS] = {"transactions.csv", "Bonkopf", "Bonkopf",
        {KEYS_BON, {"BON_NR", 0}, {"BON_TYP", DSFINVK_TEXT}, {"BON_NAME", DSFINVK_TEXT},
            {"TERMINAL_ID", DSFINVK_TEXT}, {"BON_STORNO", DSFINVK_TEXT},
            {"BON_START", DSFINVK_TEXT}, {"BON_ENDE", DSFINVK_TEXT}, {"BEDIENER_ID", DSFINVK_TEXT},
            {"BEDIENER_NAME", DSFINVK_TEXT}, {"UMS_BRUTTO", 2}, {"KUNDE_NAME", DSFINVK_TEXT},
            {"KUNDE_ID", DSFINVK_TEXT}, {"KUNDE_TYP", DSFINVK_TEXT},
            {"KUNDE_STRASSE", DSFINVK_TEXT}, {"KUNDE_PLZ", DSFINVK_TEXT},
            {"KUNDE_ORT", DSFINVK_TEXT}, {"KUNDE_LAND", DSFINVK_TEXT},
            {"KUNDE_USTID", DSFINVK_TEXT}, {"BON_NOTIZ", DSFINVK_TEXT}}},
    [DSFINVK_TRANSACTIONS_VAT] = {"transactions_vat.csv", "Bonkopf_USt", "Bonkopf nach Steuern",
        {KEYS_BON, {"UST_SCHLUESSEL", 0}, {"BON_BRUTTO", 5}, {"BON_NETTO", 5}, {"BON_UST", 5}}},
    [DSFINVK_DATAPAYMENT] = {"datapayment.csv", "Bonkopf_Zahlarten", "Bonkopf nach Zahlarten",
        {KEYS_BON, {"ZAHLART_TYP", DSFINVK_TEXT}, {"ZAHLART_NAME", DSFINVK_TEXT},
            {"ZAHLWAEH_CODE", DSFINVK_TEXT}, {"ZAHLWAEH_BETRAG", 2}, {"BASISWAEH_BETRAG", 2}}},
    [DSFINVK_GROUPS] = {"allocation_groups.csv", "Bonkopf_AbrKreis", "Abrechnungskreise",
        {KEYS_BON, {"ABRECHNUNGSKREIS", DSFINVK_TEXT}}},
    [DSFINVK_REFERENCES] = {"references.csv", "Bon_Referenzen", "Verweise auf andere Bons",
        {KEYS_LINE, {"REF_TYP", DSFINVK_TEXT}, {"REF_NAME", DSFINVK_TEXT},
            {"REF_DATUM", DSFINVK_TEXT}, {"REF_Z_KASSE_ID", DSFINVK_TEXT}, {"REF_Z_NR", 0},
            {"REF_BON_ID", DSFINVK_TEXT}}},
    [DSFINVK_TRANSACTIONS_TSE] = {"transactions_tse.csv", "TSE_Transaktionen",
        "TSE-Transaktionen: keine TSE angeschlossen",
        {KEYS_BON, {"TSE_ID", 0}, {"TSE_TANR", 0}, {"TSE_TA_START", DSFINVK_TEXT},
            {"TSE_TA_ENDE", DSFINVK_TEXT}, {"TSE_TA_VORGANGSART", DSFINVK_TEXT}, {"TSE_TA_SIGZ", 0},
            {"TSE_TA_SIG", DSFINVK_TEXT}, {"TSE_TA_FEHLER", DSFINVK_TEXT},
            {"TSE_TA_VORGANGSDATEN", DSFINVK_TEXT}}},
    [DSFINVK_LINES] = {"lines.csv", "Bonpos", "Bonpositionen",
        {KEYS_LINE, {"GUTSCHEIN_NR", DSFINVK_TEXT}, {"ARTIKELTEXT", DSFINVK_TEXT},
            {"POS_TERMINAL_ID", DSFINVK_TEXT}, {"GV_TYP", DSFINVK_TEXT}, {"GV_NAME", DSFINVK_TEXT},
            {"INHAUS", DSFINVK_TEXT}, {"P_STORNO", DSFINVK_TEXT}, {"AGENTUR_ID", 0},
            {"ART_NR", DSFINVK_TEXT}, {"GTIN", DSFINVK_TEXT}, {"WARENGR_ID", DSFINVK_TEXT},
            {"WARENGR", DSFINVK_TEXT}, {"MENGE", 3}, {"FAKTOR", 3}, {"EINHEIT", DSFINVK_TEXT},
            {"STK_BR", 5}}},
    [DSFINVK_LINES_VAT] = {"lines_vat.csv", "Bonpos_USt", "Bonpositionen nach Steuern",
        {KEYS_LINE, {"UST_SCHLUESSEL", 0}, {"POS_BRUTTO", 5}, {"POS_NETTO", 5}, {"POS_UST", 5}}},
    [DSFINVK_ITEMAMOUNTS] = {"itemamounts.csv", "Bonpos_Preisfindung",
        "Preisfindung: Rabatte sind in den Positionen verrechnet",
        {KEYS_LINE, {"TYP", DSFINVK_TEXT}, {"UST_SCHLUESSEL", 0}, {"PF_BRUTTO", 5}, {"PF_NETTO", 5},
            {"PF_UST", 5}}},
    [DSFINVK_SUBITEMS] = {"subitems.csv", "Bonpos_Zusatzinfo", "Zusammensetzungen",
        {KEYS_LINE, {"ZI_ART_NR", DSFINVK_TEXT}, {"ZI_GTIN", DSFINVK_TEXT},
            {"ZI_NAME", DSFINVK_TEXT}, {"ZI_WARENGR_ID", DSFINVK_TEXT},
            {"ZI_WARENGR", DSFINVK_TEXT}, {"ZI_MENGE", 3}, {"ZI_FAKTOR", 3},
            {"ZI_EINHEIT", DSFINVK_TEXT}, {"ZI_UST_SCHLUESSEL", 0}, {"ZI_BASISPREIS_BRUTTO", 5},
            {"ZI_BASISPREIS_NETTO", 5}, {"ZI_BASISPREIS_UST", 5}}},
};

static const char HEAD[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!DOCTYPE DataSet SYSTEM \"gdpdu-01-09-2004.dtd\">\n"
    "<!-- Nicht zertifiziert: dieses Kassensystem hat keine technische Sicherheitseinrichtung\n"
    "     (TSE). Not certified: this till has no technical security device. -->\n";

static const char NOT_CERTIFIED[] =
    "NICHT ZERTIFIZIERT: Daten in der Form der DSFinV-K 2.3 ohne technische "
    "Sicherheitseinrichtung (TSE).";

static void append_column(struct buffer *out, const struct dsfinvk_column *column)
{
    buffer_format(out, "          <VariableColumn><Name>%s</Name>", column->name);
    if (column->decimals == DSFINVK_TEXT) {
        buffer_append_text(out, "<AlphaNumeric/>");
    } else {
        buffer_format(out, "<Numeric><Accuracy>%d</Accuracy></Numeric>", column->decimals);
    }
    buffer_append_text(out, "</VariableColumn>\n");
}

static void append_table(struct buffer *out, const struct dsfinvk_table_row *table)
{
    buffer_format(out,
        "    <Table>\n      <URL>%s</URL>\n      <Name>%s</Name>\n      <Description>%s"
        "</Description>\n      <UTF8/>\n      <DecimalSymbol>,</DecimalSymbol>\n"
        "      <DigitGroupingSymbol>.</DigitGroupingSymbol>\n"
        "      <Range><From>2</From></Range>\n      <VariableLength>\n"
        "          <ColumnDelimiter>;</ColumnDelimiter>\n"
        "          <RecordDelimiter>&#13;&#10;</RecordDelimiter>\n"
        "          <TextEncapsulator>\"</TextEncapsulator>\n",
        table->file, table->name, table->description);
    for (size_t i = 0; i < DSFINVK_COLUMNS_MAX && table->columns[i].name != NULL; i++) {
        append_column(out, &table->columns[i]);
    }
    buffer_append_text(out, "      </VariableLength>\n    </Table>\n");
}

void dsfinvk_append_index(struct buffer *out, const char *shop)
{
    buffer_append_text(out, HEAD);
    buffer_append_text(out, "<DataSet>\n  <Version>1.0</Version>\n  <DataSupplier>\n    <Name>");
    markup_append_text(out, shop);
    buffer_format(out,
        "</Name>\n    <Location></Location>\n    <Comment>%s</Comment>\n  </DataSupplier>\n"
        "  <Media>\n    <Name>Tilltale</Name>\n",
        NOT_CERTIFIED);
    for (int table = 0; table < DSFINVK_TABLE_COUNT; table++) {
        append_table(out, &DSFINVK_TABLES[table]);
    }
    buffer_append_text(out, "  </Media>\n</DataSet>\n");
}
