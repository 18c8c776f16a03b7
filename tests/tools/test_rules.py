"""The second computation is itself right: figures worked out by hand, and sums that must hold."""
import random
import sys
import unittest
from datetime import datetime, timezone
from fractions import Fraction

sys.dont_write_bytecode = True
from catalogue import check_digit  # noqa: E402
from rules import Shop, compute, round_half_away, share_by_largest_remainder  # noqa: E402


def line(price, rate, qty="1", discount=""):
    return {"sku": "A", "name": "A", "category": "C", "tax_rate": rate, "qty": qty, "price": price,
            "discount": discount}


class Rules(unittest.TestCase):
    def test_halves_go_away_from_zero(self):
        for value, expected in (("0.5", 1), ("-0.5", -1), ("1.4999", 1), ("2.5", 3), ("-2.5", -3)):
            self.assertEqual(round_half_away(Fraction(value)), expected, value)

    def test_known_figures(self):
        gross, net = Shop(), Shop(prices="net")
        for shop, row, expected in (
                (gross, line(5250, "12"), (4687, 563, 5250)),  # included: the tax is rounded
                (gross, line(780, "7", "0.412"), (300, 21, 321)),
                (gross, line(950, "19", discount="10%"), (718, 137, 855)),
                (net, line(10000, "5+9.975"), (10000, 1498, 11498)),  # 5.00 and 9.975 -> 9.98
                (net, line(105, "50"), (105, 53, 158)),
                (gross, line(0, "19"), (0, 0, 0))):
            (got,) = compute([row], shop)
            self.assertEqual((got.net, got.tax, got.gross), expected, row)

    def test_document_rounds_each_rate_once(self):
        rows = [line(105, "10") for _ in range(3)]  # 3 x 0.105 = 0.315: once it is 0.32
        self.assertEqual([l.tax for l in compute(rows, Shop("net", "document"))], [11, 11, 10])
        self.assertEqual([l.tax for l in compute(rows, Shop("net", "line"))], [11, 11, 11])

    def test_sums_hold_for_random_tickets(self):
        seeded = random.Random(7)
        for prices in ("gross", "net"):
            for rounding in ("line", "document"):
                shop = Shop(prices, rounding)
                for _ in range(300):
                    rows = [line(seeded.randrange(5000), seeded.choice(("7", "19", "5+9.975")),
                                 f"{seeded.randrange(1, 4000) / 1000}",
                                 seeded.choice(("", "10%", "33%"))) for _ in range(9)]
                    for got in compute(rows, shop):
                        self.assertEqual(got.net + got.tax, got.gross)
                        self.assertEqual(sum(got.taxes.values()), got.tax)

    def test_shares_lose_nothing(self):
        seeded = random.Random(8)
        for _ in range(500):
            exact = [Fraction(seeded.randrange(1000), 7) for _ in range(seeded.randrange(1, 9))]
            total = round_half_away(sum(exact))
            shares = share_by_largest_remainder(total, exact)
            self.assertEqual(sum(shares), total)
            self.assertTrue(all(abs(a - b) <= 1 for a, b in zip(shares, exact)))

    def test_business_day_by_zone_and_start(self):
        for at, expected in (((2026, 11, 23, 2, 59), "2026-11-22"), ((2026, 11, 23, 3, 0), "2026-11-23"),
                             ((2026, 7, 1, 1, 59), "2026-06-30"), ((2026, 7, 1, 2, 0), "2026-07-01")):
            self.assertEqual(Shop().business_day(datetime(*at, tzinfo=timezone.utc)), expected)

    def test_check_digits(self):
        for code in ("4006381333931", "96385074", "036000291452"):
            self.assertEqual(check_digit(code[:-1]), code[-1])


if __name__ == "__main__":
    unittest.main()
