-- The whole till and the end of the day: staff, shifts, closing, refunds, voids, tenders of every
-- kind, products with options and deposits, stock.
--
-- Rules as in 0001. What most sales do not have stands in tables of its own, so that a plain sale
-- stays as small as it was. A shift's sales are not marked one by one: those of a till are
-- counted without gaps and only one shift is open at a time, so they are the receipt numbers
-- after the close before it up to its own close.

-- office ---------------------------------------------------------------------------------------

ALTER TABLE staff ADD COLUMN pin_hash TEXT;       -- argon2id over the PIN under the key file's pepper; NULL none yet
ALTER TABLE staff ADD COLUMN pin_set_at_ms INTEGER;

ALTER TABLE category ADD COLUMN colour INTEGER;   -- 1 to 8, of the design's row; NULL by position

ALTER TABLE product ADD COLUMN kind TEXT;         -- NULL item; bundle; deposit: a levy per unit
ALTER TABLE product ADD COLUMN deposit_product_id INTEGER; -- the deposit that comes with each unit
ALTER TABLE product ADD COLUMN asks TEXT;         -- NULL nothing; serial; age:18
ALTER TABLE product ADD COLUMN favourite INTEGER; -- place in the grid of All, from 1; NULL none
ALTER TABLE product ADD COLUMN is_stocked INTEGER;      -- 1: counted; NULL or 0: not
ALTER TABLE product ADD COLUMN low_stock_milli INTEGER; -- warn at or below; NULL never

-- Size, milk, extras: how many choices of a group a sold product has.
CREATE TABLE option_group (
    id       INTEGER NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    minimum  INTEGER NOT NULL CHECK (minimum >= 0),
    maximum  INTEGER NOT NULL CHECK (maximum >= minimum AND maximum > 0),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE option_choice (
    id          INTEGER NOT NULL PRIMARY KEY,
    group_id    INTEGER NOT NULL REFERENCES option_group (id),
    name        TEXT NOT NULL,
    price_minor INTEGER NOT NULL, -- added to the unit price, may be negative
    position    INTEGER NOT NULL,
    is_active   INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    UNIQUE (group_id, name)
) STRICT;

CREATE TABLE product_option (
    product_id INTEGER NOT NULL REFERENCES product (id),
    group_id   INTEGER NOT NULL REFERENCES option_group (id),
    position   INTEGER NOT NULL,
    PRIMARY KEY (product_id, group_id)
) STRICT, WITHOUT ROWID;

-- What is in a bundle, and how much of it.
CREATE TABLE bundle_item (
    bundle_id      INTEGER NOT NULL REFERENCES product (id),
    product_id     INTEGER NOT NULL REFERENCES product (id),
    quantity_milli INTEGER NOT NULL CHECK (quantity_milli > 0),
    PRIMARY KEY (bundle_id, product_id)
) STRICT, WITHOUT ROWID;

-- Other prices for a time; of several that hold, the one with the highest id counts.
CREATE TABLE price_list (
    id           INTEGER NOT NULL PRIMARY KEY,
    name         TEXT NOT NULL UNIQUE,
    starts_on    TEXT,             -- business days, both included; NULL open
    ends_on      TEXT,
    weekdays     INTEGER NOT NULL, -- bits, 1 Monday to 64 Sunday; 127 all
    from_minute  INTEGER NOT NULL, -- of the local day, included
    until_minute INTEGER NOT NULL, -- excluded; 1440 the end of the day
    is_active    INTEGER NOT NULL CHECK (is_active IN (0, 1))
) STRICT;

CREATE TABLE price_list_price (
    price_list_id INTEGER NOT NULL REFERENCES price_list (id),
    product_id    INTEGER NOT NULL REFERENCES product (id),
    price_minor   INTEGER NOT NULL,
    PRIMARY KEY (price_list_id, product_id)
) STRICT, WITHOUT ROWID;

-- Foreign cash: what one unit of it is worth in the shop's currency.
CREATE TABLE exchange_rate (
    currency  TEXT NOT NULL PRIMARY KEY, -- ISO 4217
    rate      TEXT NOT NULL,             -- decimal, e.g. 0.9214
    set_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who buys on account.
CREATE TABLE account (
    id        INTEGER NOT NULL PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1))
) STRICT;

-- Where the bookkeeper wants a thing to go.
CREATE TABLE ledger_account (
    role    TEXT NOT NULL PRIMARY KEY, -- cash, card, revenue, revenue:19, tax:19, tip ... (export/ledger.h)
    account TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- fact -----------------------------------------------------------------------------------------

ALTER TABLE sale ADD COLUMN tip_minor INTEGER;    -- NULL none; to pay = gross + cash rounding + tip

ALTER TABLE sale_line ADD COLUMN kind TEXT;       -- NULL an item; deposit; voucher (sold, a debt of the shop); account (a debt paid)
ALTER TABLE sale_line ADD COLUMN parent_n INTEGER; -- the line that this deposit belongs to

-- What a line has beside its figures.
CREATE TABLE sale_line_detail (
    sale_id      INTEGER NOT NULL,
    line_n       INTEGER NOT NULL,
    n            INTEGER NOT NULL,
    kind         TEXT NOT NULL, -- option, note, serial, price (it was overridden), part (of a bundle)
    text         TEXT NOT NULL,
    amount_minor INTEGER NOT NULL, -- of an option: its price; of a price: what it was before; else 0
    PRIMARY KEY (sale_id, line_n, n),
    FOREIGN KEY (sale_id, line_n) REFERENCES sale_line (sale_id, n)
) STRICT, WITHOUT ROWID;

-- A line of negative quantity that takes goods back: which line of which sale it undoes. The sale
-- may be another till's. Without a receipt of_sale_id is NULL.
CREATE TABLE sale_refund (
    sale_id    INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    of_sale_id INTEGER,
    of_line_n  INTEGER,
    restock    INTEGER NOT NULL CHECK (restock IN (0, 1)), -- the goods are back on the shelf
    reason     TEXT NOT NULL,
    PRIMARY KEY (sale_id, n),
    FOREIGN KEY (sale_id, n) REFERENCES sale_line (sale_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX sale_refund_of ON sale_refund (of_sale_id) WHERE of_sale_id IS NOT NULL;

-- Cash of another currency: payment.tendered_minor is what it was worth.
CREATE TABLE payment_foreign (
    sale_id        INTEGER NOT NULL,
    n              INTEGER NOT NULL,
    currency       TEXT NOT NULL,
    tendered_minor INTEGER NOT NULL, -- of that currency
    rate           TEXT NOT NULL,
    PRIMARY KEY (sale_id, n),
    FOREIGN KEY (sale_id, n) REFERENCES payment (sale_id, n)
) STRICT, WITHOUT ROWID;

-- Somebody looked whether a bank transfer came. The latest counts; none: nobody looked.
CREATE TABLE transfer_check (
    id            INTEGER NOT NULL PRIMARY KEY,
    sale_id       INTEGER NOT NULL,
    payment_n     INTEGER NOT NULL,
    has_arrived   INTEGER NOT NULL CHECK (has_arrived IN (0, 1)),
    staff_id      INTEGER,
    staff_name    TEXT NOT NULL,
    checked_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX transfer_check_sale ON transfer_check (sale_id);

-- The drawer's time from opening to closing. Its n is its number.
CREATE TABLE shift (
    id           INTEGER NOT NULL PRIMARY KEY,
    business_day TEXT NOT NULL,
    opened_at_ms INTEGER NOT NULL,
    staff_id     INTEGER,
    staff_name   TEXT NOT NULL,
    currency     TEXT NOT NULL,
    float_minor  INTEGER NOT NULL,
    is_implied   INTEGER NOT NULL CHECK (is_implied IN (0, 1)) -- 1: by the first act, with what was left in the drawer
) STRICT;

CREATE TABLE cash_movement (
    id           INTEGER NOT NULL PRIMARY KEY,
    shift_id     INTEGER NOT NULL REFERENCES shift (id),
    kind         TEXT NOT NULL, -- pay_in, pay_out
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency     TEXT NOT NULL,
    reason       TEXT NOT NULL,
    staff_id     INTEGER,
    staff_name   TEXT NOT NULL,
    moved_at_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX cash_movement_shift ON cash_movement (shift_id);

CREATE TABLE cash_count (
    id            INTEGER NOT NULL PRIMARY KEY,
    shift_id      INTEGER NOT NULL REFERENCES shift (id),
    total_minor   INTEGER NOT NULL, -- of the shop's currency
    staff_id      INTEGER,
    staff_name    TEXT NOT NULL,
    counted_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX cash_count_shift ON cash_count (shift_id);

CREATE TABLE cash_count_piece (
    count_id    INTEGER NOT NULL REFERENCES cash_count (id),
    n           INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    value_minor INTEGER NOT NULL, -- a note or a coin; 0: pieces is a sum in minor units
    pieces      INTEGER NOT NULL,
    PRIMARY KEY (count_id, n)
) STRICT, WITHOUT ROWID;

-- The end of a shift, and its Z report. Its n is the number of the Z.
CREATE TABLE close (
    id                INTEGER NOT NULL PRIMARY KEY,
    shift_id          INTEGER NOT NULL REFERENCES shift (id),
    business_day      TEXT NOT NULL,
    closed_at_ms      INTEGER NOT NULL,
    staff_id          INTEGER,
    staff_name        TEXT NOT NULL,
    last_sale_n       INTEGER NOT NULL, -- receipts after the close before up to this one; 0 none yet
    expected_minor    INTEGER NOT NULL,
    counted_minor     INTEGER,          -- NULL not counted
    reason            TEXT NOT NULL,    -- of the difference; '' none
    left_minor        INTEGER NOT NULL, -- stays in the drawer: the next float
    taken_minor       INTEGER NOT NULL,
    terminal_minor    INTEGER,          -- the card terminal's total; NULL not said
    grand_total_minor INTEGER NOT NULL, -- of everything that this till ever sold, refunds not taken off
    body              TEXT NOT NULL,    -- the Z as canonical JSON (domain/z_report.h)
    signed_head       BLOB NOT NULL CHECK (length(signed_head) = 32), -- head of this till's chain before this entry
    signature         BLOB NOT NULL CHECK (length(signature) = 64)    -- Ed25519 over head and body
) STRICT;
CREATE INDEX close_shift ON close (shift_id);
CREATE INDEX close_business_day ON close (business_day);

-- What was taken off a ticket after it was rung up, or a whole ticket that was thrown away.
CREATE TABLE void (
    id           INTEGER NOT NULL PRIMARY KEY,
    shift_id     INTEGER NOT NULL REFERENCES shift (id),
    kind         TEXT NOT NULL, -- line, ticket
    reason       TEXT NOT NULL,
    gross_minor  INTEGER NOT NULL,
    staff_id     INTEGER,
    staff_name   TEXT NOT NULL,
    voided_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX void_shift ON void (shift_id);

CREATE TABLE void_line (
    void_id          INTEGER NOT NULL REFERENCES void (id),
    n                INTEGER NOT NULL,
    product_id       INTEGER,
    sku              TEXT NOT NULL,
    name             TEXT NOT NULL,
    quantity_milli   INTEGER NOT NULL,
    unit_price_minor INTEGER NOT NULL,
    gross_minor      INTEGER NOT NULL,
    PRIMARY KEY (void_id, n)
) STRICT, WITHOUT ROWID;

-- The tender of a payment was another one: amount goes from one to the other.
CREATE TABLE tender_correction (
    id              INTEGER NOT NULL PRIMARY KEY,
    sale_id         INTEGER NOT NULL REFERENCES sale (id),
    payment_n       INTEGER NOT NULL,
    shift_id        INTEGER NOT NULL,
    from_tender     TEXT NOT NULL,
    to_tender       TEXT NOT NULL,
    amount_minor    INTEGER NOT NULL,
    reference       TEXT NOT NULL,
    staff_id        INTEGER,
    staff_name      TEXT NOT NULL,
    corrected_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX tender_correction_shift ON tender_correction (shift_id);
CREATE INDEX tender_correction_sale ON tender_correction (sale_id);

-- Acts that leave no other row, and rights that were lent for one act.
CREATE TABLE act (
    id            INTEGER NOT NULL PRIMARY KEY,
    kind          TEXT NOT NULL, -- open_drawer, reprint, sign_in, sign_out, lend ...
    detail        TEXT NOT NULL, -- of a lent right: its name (domain/right.h)
    sale_id       INTEGER,
    staff_id      INTEGER,
    staff_name    TEXT NOT NULL,
    by_staff_id   INTEGER,       -- who lent the right; NULL nobody had to
    by_staff_name TEXT NOT NULL,
    acted_at_ms   INTEGER NOT NULL
) STRICT;
CREATE INDEX act_sale ON act (sale_id) WHERE sale_id IS NOT NULL;

-- A gift card or voucher. Its id's n is the n of its token; its balance is the sum of its movements.
CREATE TABLE voucher (
    id           INTEGER NOT NULL PRIMARY KEY,
    currency     TEXT NOT NULL,
    issued_at_ms INTEGER NOT NULL,
    expires_on   TEXT -- business day, included; NULL never
) STRICT;

CREATE TABLE voucher_movement (
    id           INTEGER NOT NULL PRIMARY KEY,
    voucher_id   INTEGER NOT NULL, -- of any till
    sale_id      INTEGER,          -- of this till: sold, redeemed or refunded with it
    amount_minor INTEGER NOT NULL, -- above 0 put on, below 0 spent
    moved_at_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX voucher_movement_voucher ON voucher_movement (voucher_id, amount_minor);
CREATE INDEX voucher_movement_sale ON voucher_movement (sale_id) WHERE sale_id IS NOT NULL;

CREATE TABLE account_movement (
    id           INTEGER NOT NULL PRIMARY KEY,
    account_id   INTEGER NOT NULL, -- the office's
    sale_id      INTEGER,
    amount_minor INTEGER NOT NULL, -- above 0 owed by the customer, below 0 paid
    moved_at_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX account_movement_account ON account_movement (account_id, amount_minor);
CREATE INDEX account_movement_sale ON account_movement (sale_id) WHERE sale_id IS NOT NULL;

-- What is on the shelf is the sum. A stocktake writes what it found missing or too much.
CREATE TABLE stock_movement (
    id             INTEGER NOT NULL PRIMARY KEY,
    product_id     INTEGER NOT NULL, -- the office's
    kind           TEXT NOT NULL,    -- sale, refund, delivery, count, loss
    quantity_milli INTEGER NOT NULL, -- signed
    counted_milli  INTEGER,          -- count: what was there
    sale_id        INTEGER,
    note           TEXT NOT NULL,
    staff_name     TEXT NOT NULL,
    moved_at_ms    INTEGER NOT NULL
) STRICT;
CREATE INDEX stock_movement_product ON stock_movement (product_id, quantity_milli);

-- local ----------------------------------------------------------------------------------------

-- Wrong PINs since the last right one.
CREATE TABLE pin_attempt (
    staff_id       INTEGER NOT NULL PRIMARY KEY,
    wrong_count    INTEGER NOT NULL,
    wrong_at_ms    INTEGER NOT NULL,
    mac            BLOB NOT NULL
) STRICT;

-- Files that are to be written to a folder or a stick, until they are.
CREATE TABLE export_job (
    id           INTEGER NOT NULL PRIMARY KEY,
    target       TEXT NOT NULL, -- name of the target (device setting)
    format       TEXT NOT NULL,
    first_day    TEXT NOT NULL, -- business days, both included
    last_day     TEXT NOT NULL,
    close_id     INTEGER NOT NULL, -- 0: not of a close
    state        TEXT NOT NULL, -- waiting, done
    problem      TEXT NOT NULL, -- of the last try; '' none
    queued_at_ms INTEGER NOT NULL,
    done_at_ms   INTEGER NOT NULL, -- 0 not yet
    mac          BLOB NOT NULL
) STRICT;

-- Facts are never changed and never deleted.
CREATE TRIGGER sale_line_detail_keeps BEFORE UPDATE ON sale_line_detail BEGIN SELECT RAISE(ABORT, 'sale_line_detail is insert-only'); END;
CREATE TRIGGER sale_line_detail_stays BEFORE DELETE ON sale_line_detail BEGIN SELECT RAISE(ABORT, 'sale_line_detail is insert-only'); END;
CREATE TRIGGER sale_refund_keeps BEFORE UPDATE ON sale_refund BEGIN SELECT RAISE(ABORT, 'sale_refund is insert-only'); END;
CREATE TRIGGER sale_refund_stays BEFORE DELETE ON sale_refund BEGIN SELECT RAISE(ABORT, 'sale_refund is insert-only'); END;
CREATE TRIGGER payment_foreign_keeps BEFORE UPDATE ON payment_foreign BEGIN SELECT RAISE(ABORT, 'payment_foreign is insert-only'); END;
CREATE TRIGGER payment_foreign_stays BEFORE DELETE ON payment_foreign BEGIN SELECT RAISE(ABORT, 'payment_foreign is insert-only'); END;
CREATE TRIGGER transfer_check_keeps BEFORE UPDATE ON transfer_check BEGIN SELECT RAISE(ABORT, 'transfer_check is insert-only'); END;
CREATE TRIGGER transfer_check_stays BEFORE DELETE ON transfer_check BEGIN SELECT RAISE(ABORT, 'transfer_check is insert-only'); END;
CREATE TRIGGER shift_keeps BEFORE UPDATE ON shift BEGIN SELECT RAISE(ABORT, 'shift is insert-only'); END;
CREATE TRIGGER shift_stays BEFORE DELETE ON shift BEGIN SELECT RAISE(ABORT, 'shift is insert-only'); END;
CREATE TRIGGER cash_movement_keeps BEFORE UPDATE ON cash_movement BEGIN SELECT RAISE(ABORT, 'cash_movement is insert-only'); END;
CREATE TRIGGER cash_movement_stays BEFORE DELETE ON cash_movement BEGIN SELECT RAISE(ABORT, 'cash_movement is insert-only'); END;
CREATE TRIGGER cash_count_keeps BEFORE UPDATE ON cash_count BEGIN SELECT RAISE(ABORT, 'cash_count is insert-only'); END;
CREATE TRIGGER cash_count_stays BEFORE DELETE ON cash_count BEGIN SELECT RAISE(ABORT, 'cash_count is insert-only'); END;
CREATE TRIGGER cash_count_piece_keeps BEFORE UPDATE ON cash_count_piece BEGIN SELECT RAISE(ABORT, 'cash_count_piece is insert-only'); END;
CREATE TRIGGER cash_count_piece_stays BEFORE DELETE ON cash_count_piece BEGIN SELECT RAISE(ABORT, 'cash_count_piece is insert-only'); END;
CREATE TRIGGER close_keeps BEFORE UPDATE ON close BEGIN SELECT RAISE(ABORT, 'close is insert-only'); END;
CREATE TRIGGER close_stays BEFORE DELETE ON close BEGIN SELECT RAISE(ABORT, 'close is insert-only'); END;
CREATE TRIGGER void_keeps BEFORE UPDATE ON void BEGIN SELECT RAISE(ABORT, 'void is insert-only'); END;
CREATE TRIGGER void_stays BEFORE DELETE ON void BEGIN SELECT RAISE(ABORT, 'void is insert-only'); END;
CREATE TRIGGER void_line_keeps BEFORE UPDATE ON void_line BEGIN SELECT RAISE(ABORT, 'void_line is insert-only'); END;
CREATE TRIGGER void_line_stays BEFORE DELETE ON void_line BEGIN SELECT RAISE(ABORT, 'void_line is insert-only'); END;
CREATE TRIGGER tender_correction_keeps BEFORE UPDATE ON tender_correction BEGIN SELECT RAISE(ABORT, 'tender_correction is insert-only'); END;
CREATE TRIGGER tender_correction_stays BEFORE DELETE ON tender_correction BEGIN SELECT RAISE(ABORT, 'tender_correction is insert-only'); END;
CREATE TRIGGER act_keeps BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'act is insert-only'); END;
CREATE TRIGGER act_stays BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'act is insert-only'); END;
CREATE TRIGGER voucher_keeps BEFORE UPDATE ON voucher BEGIN SELECT RAISE(ABORT, 'voucher is insert-only'); END;
CREATE TRIGGER voucher_stays BEFORE DELETE ON voucher BEGIN SELECT RAISE(ABORT, 'voucher is insert-only'); END;
CREATE TRIGGER voucher_movement_keeps BEFORE UPDATE ON voucher_movement BEGIN SELECT RAISE(ABORT, 'voucher_movement is insert-only'); END;
CREATE TRIGGER voucher_movement_stays BEFORE DELETE ON voucher_movement BEGIN SELECT RAISE(ABORT, 'voucher_movement is insert-only'); END;
CREATE TRIGGER account_movement_keeps BEFORE UPDATE ON account_movement BEGIN SELECT RAISE(ABORT, 'account_movement is insert-only'); END;
CREATE TRIGGER account_movement_stays BEFORE DELETE ON account_movement BEGIN SELECT RAISE(ABORT, 'account_movement is insert-only'); END;
CREATE TRIGGER stock_movement_keeps BEFORE UPDATE ON stock_movement BEGIN SELECT RAISE(ABORT, 'stock_movement is insert-only'); END;
CREATE TRIGGER stock_movement_stays BEFORE DELETE ON stock_movement BEGIN SELECT RAISE(ABORT, 'stock_movement is insert-only'); END;
