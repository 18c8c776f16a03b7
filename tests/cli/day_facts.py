"""A day with everything on it, put into a till's file by hand: what the verbs of the till write,
row by row, so that the files of a day can be judged against sums that are made here."""
from datetime import datetime, timezone

NODE = 10**12
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

    def write(self):
        """One of each. What the drawer then has to hold stands in the close."""
        shift = self.node + 1
        self.insert("shift", id=shift, business_day=DAY, opened_at_ms=BASE_MS + 7 * HOUR_MS,
                    staff_name="Cashier 1", currency="EUR", float_minor=15000, is_implied=0)
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
            "SELECT 15000 - 1234 + 500 - 300 + (SELECT sum(iif(f.n IS NULL, p.amount_minor,"
            " -p.change_minor)) FROM payment p LEFT JOIN payment_foreign f USING (sale_id, n)"
            " WHERE p.tender = 'cash')").fetchone()[0]
        self.insert("close", id=self.node + 1, shift_id=shift, business_day=DAY,
                    closed_at_ms=BASE_MS + 20 * HOUR_MS, staff_name="Cashier 1",
                    last_sale_n=self.n, expected_minor=self.expected,
                    counted_minor=self.expected - 100, reason="a coin fell", left_minor=10000,
                    taken_minor=self.expected - 10100, grand_total_minor=99999, body='{"z":1}',
                    signed_head=bytes(32), signature=bytes(64))
        self.db.commit()
