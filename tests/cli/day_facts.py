"""A day with everything on it, put into a till's file by hand: what the verbs of the till write,
row by row, so that the files of a day can be judged against sums that are made here."""
import json
from datetime import datetime, timezone

NODE = 10**12


def money(minor):
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}"


DAY = "2026-11-23"
BASE_MS = int(datetime(2026, 11, 23, tzinfo=timezone.utc).timestamp() * 1000)
HOUR_MS = 3600 * 1000


class Day:
    """Rows of one till on one business day, and the sums that a bookkeeper expects of them."""

    def __init__(self, connection, node=1):
        self.db, self.node = connection, node * NODE
        self.n = (connection.execute("SELECT max(id) FROM sale WHERE id / ? = ?",
                                     (NODE, node)).fetchone()[0] or self.node) - self.node

    def insert(self, table, **values):
        self.db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES "
                        f"({', '.join('?' * len(values))})", tuple(values.values()))

    def sale(self, lines, payments, tip=0, rounding=0, foreign=(), kind="sale", taxes=(),
             hour=15, staff="Cashier 2"):
        """lines: (name, quantity, net, tax, code, kind); payments: (tender, tendered, change)."""
        self.n += 1
        sale_id, at_ms = self.node + self.n, BASE_MS + hour * HOUR_MS
        net, tax = sum(line[2] for line in lines), sum(line[3] for line in lines)
        self.insert("sale", id=sale_id, business_day=DAY, sold_at_ms=at_ms, staff_name=staff,
                    kind=kind, currency="EUR", prices="gross", rounding="line", net_minor=net,
                    tax_minor=tax, gross_minor=net + tax, cash_rounding_minor=rounding,
                    tip_minor=tip or None)
        for n, (name, quantity, net, tax, code, line_kind) in enumerate(lines, 1):
            self.insert("sale_line", sale_id=sale_id, n=n, sku=name, name=name, category="Things",
                        unit="each", quantity_milli=quantity * 1000,
                        unit_price_minor=(net + tax) // quantity, discount_minor=0, net_minor=net,
                        tax_minor=tax, gross_minor=net + tax, tax_code=code, kind=line_kind)
            for k, (rate_ppm, amount) in enumerate(taxes, 1):
                self.insert("sale_line_tax", sale_id=sale_id, line_n=n, n=k, rate_ppm=rate_ppm,
                            tax_minor=amount)
        for n, (tender, tendered, change) in enumerate(payments, 1):
            self.insert("payment", sale_id=sale_id, n=n, tender=tender,
                        amount_minor=tendered - change, tendered_minor=tendered,
                        change_minor=change, currency="EUR", reference="", paid_at_ms=at_ms)
        for n, currency, amount, rate in foreign:
            self.insert("payment_foreign", sale_id=sale_id, n=n, currency=currency,
                        tendered_minor=amount, rate=rate)
        return sale_id

    def shift(self):
        """The till's open shift, or one with a float of 150.00."""
        (shift,), = self.db.execute("SELECT max(id) FROM shift WHERE id / ? = ?",
                                    (NODE, self.node // NODE))
        if shift is None:
            shift = self.node + 1
            self.insert("shift", id=shift, business_day=DAY, opened_at_ms=BASE_MS + 7 * HOUR_MS,
                        staff_name="Cashier 1", currency="EUR", float_minor=15000, is_implied=0)
        return shift

    def one(self, sql, *values):
        return self.db.execute(sql, values).fetchone()

    def counted(self, count, minor):
        return {"count": count, "amount": money(minor)}

    def report(self, opened):
        """The Z of all receipts so far, by sums of our own."""
        revenue = "(kind IS NULL OR kind = 'deposit')"
        net, tax = self.one(f"SELECT sum(net_minor), sum(tax_minor) FROM sale_line WHERE {revenue}")
        codes = self.db.execute(
            f"SELECT tax_code, count(*), sum(net_minor), sum(tax_minor), sum(gross_minor)"
            f" FROM sale_line WHERE {revenue} GROUP BY tax_code ORDER BY tax_code").fetchall()
        rates = self.db.execute(
            f"SELECT tax_code, sum(net_minor), sum(tax_minor) FROM sale_line WHERE {revenue}"
            f" AND tax_code NOT LIKE '%+%' GROUP BY tax_code").fetchall()
        tenders = self.db.execute("SELECT tender, count(*), sum(amount_minor) FROM payment"
                                  " GROUP BY tender ORDER BY tender").fetchall()
        kinds = {kind: (count, minor) for kind, count, minor in self.db.execute(
            "SELECT kind, count(*), sum(gross_minor) FROM sale GROUP BY kind")}
        return {
            "version": 1, "report": "z", "number": 1, "shift": 1, "node": self.node // NODE,
            "till": "Till 1", "shop": "Harbour Coffee", "business_day": DAY,
            "opened_at": f"{DAY}T07:00:00Z", "closed_at": f"{DAY}T20:00:00Z",
            "timezone": "Europe/Berlin", "opened_by": "Cashier 1", "closed_by": "Cashier 1",
            "currency": "EUR",
            "receipts": {"first": "1-000001", "last": f"1-{self.n:06d}", "first_day": DAY,
                         "last_day": DAY},
            "sales": self.counted(*kinds["sale"]), "refunds": self.counted(*kinds["refund"]),
            "line_refunds": self.counted(1, -1190), "void_lines": self.counted(0, 0),
            "void_tickets": self.counted(0, 0), "discounts": self.counted(0, 0),
            "net": money(net), "tax": money(tax), "gross": money(net + tax),
            "tax_codes": [{"code": code, "lines": lines, "net": money(n), "tax": money(t),
                           "gross": money(g)} for code, lines, n, t, g in codes],
            "taxes": [{"rate": rate, "net": money(n), "tax": money(t)} for rate, n, t in rates],
            "vouchers_sold": self.counted(1, 5000), "vouchers_redeemed": money(1500),
            "on_account": money(880), "accounts_paid": self.counted(1, 1000),
            "rounding": self.counted(1, 3), "tips": self.counted(1, 60),
            "tenders": [{"tender": tender, "count": count, "rung": money(minor), "moved": money(0),
                         "amount": money(minor)} for tender, count, minor in tenders],
            "corrections": 1,
            "drawer": {"float": money(opened), "float_is_implied": False,
                       "cash_sales": money(self.expected - opened + 1190 + 300 - 500 + 1234),
                       "cash_refunds": money(-1190), "corrected": money(-300),
                       "pay_in": self.counted(1, 500), "pay_out": self.counted(1, 1234),
                       "expected": money(self.expected), "counted": money(self.expected - 100),
                       "difference": money(-100), "reason": "a coin fell", "left": money(10000),
                       "taken": money(self.expected - 10100)},
            "movements": [{"kind": "pay_out", "currency": "EUR", "amount": "12.34",
                           "reason": 'Milk; and "sugar" | more', "staff": "Cashier 1",
                           "at": f"{DAY}T12:00:00Z"},
                          {"kind": "pay_in", "currency": "EUR", "amount": "5.00", "reason": "",
                           "staff": "Cashier 1", "at": f"{DAY}T13:00:00Z"}],
            "pieces": [],
            "foreign": [{"currency": "USD", "count": 1, "float": "0.00", "received": "20.00",
                         "worth": "18.42", "pay_in": "0.00", "pay_out": "0.00",
                         "expected": "20.00", "counted": "19.00", "left": "4.00",
                         "taken": "15.00"}],
            "terminal": {"total": None, "difference": "0.00"},
            "transfers": [], "parked": [],
            "campaigns": [{"code": "", "name": "", "sales": kinds["sale"][0],
                           "amount": money(net + tax)}],
            "leads": 0, "grand_total": "999.99", "last_lead": 0, "last_transfer_check": 0,
            "chain_head": "ab" * 32,
        }

    def write(self):
        """One of each. What the drawer then has to hold stands in the close."""
        shift = self.shift()
        (opened,), = self.db.execute("SELECT float_minor FROM shift WHERE id = ?", (shift,))
        self.sale([("Bread", 1, 1000, 190, "19", None)], [("card", 1250, 0)], tip=60)
        cash = self.sale([("Gift card", 1, 5000, 0, "0", "voucher")], [("cash", 5000, 0)])
        self.sale([("Lamp", 2, 2000, 380, "19", None)], [("voucher", 1500, 0), ("account", 880, 0)])
        self.sale([("Debt", 1, 1000, 0, "0", "account")], [("transfer", 1000, 0)])
        self.sale([("Bread", 1, 1000, 190, "19", None)], [("cash", 1842, 652)],
                  foreign=[(1, "USD", 2000, "0.921")])
        self.sale([("Bread", -1, -1000, -190, "19", None)], [("cash", -1190, 0)], kind="refund")
        self.sale([("Müsli; \"Bär\"", 1, 1000, 150, "5+9.975", None)], [("cash", 1150, 0)],
                  taxes=[(50000, 50), (99750, 100)])
        self.sale([("Nail", 1, 2, 0, "7", None)], [("cash", 5, 0)], rounding=3)
        self.insert("cash_movement", id=self.node + 1, shift_id=shift, kind="pay_out",
                    amount_minor=1234, currency="EUR", reason='Milk; and "sugar" | more',
                    staff_name="Cashier 1", moved_at_ms=BASE_MS + 12 * HOUR_MS)
        self.insert("cash_movement", id=self.node + 2, shift_id=shift, kind="pay_in",
                    amount_minor=500, currency="EUR", reason="", staff_name="Cashier 1",
                    moved_at_ms=BASE_MS + 13 * HOUR_MS)
        self.insert("tender_correction", id=self.node + 1, sale_id=cash, payment_n=1,
                    shift_id=shift, from_tender="cash", to_tender="card", amount_minor=300,
                    reference="", staff_name="Manager", corrected_at_ms=BASE_MS + 14 * HOUR_MS)
        self.expected = self.db.execute(
            "SELECT ? - 1234 + 500 - 300 + (SELECT sum(iif(f.n IS NULL, p.amount_minor,"
            " -p.change_minor)) FROM payment p LEFT JOIN payment_foreign f USING (sale_id, n)"
            " WHERE p.tender = 'cash')", (opened,)).fetchone()[0]
        self.insert("close", id=self.node + 1, shift_id=shift, business_day=DAY,
                    closed_at_ms=BASE_MS + 20 * HOUR_MS, staff_name="Cashier 1",
                    last_sale_n=self.n, expected_minor=self.expected,
                    counted_minor=self.expected - 100, reason="a coin fell", left_minor=10000,
                    taken_minor=self.expected - 10100, grand_total_minor=99999,
                    body=json.dumps(self.report(opened), separators=(",", ":"), ensure_ascii=False),
                    signed_head=bytes(32), signature=bytes(64))
        self.db.commit()
