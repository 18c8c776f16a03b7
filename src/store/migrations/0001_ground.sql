-- The ground: catalogue, campaigns, sales, leads' seals, and the journal that proves them.
--
-- Classes (store/class.c names the class of each table; a test compares):
--   office  updated by key, journaled in chain 0 by whoever holds the pen
--   fact    insert-only, journaled in the chain of the till where it happened
--   local   this file only; `mac` is the keyed check over the other columns
--   sealed  travels with its lead's entry; `mac` as above
-- Ids are node * 10^12 + n. No reference reaches into another node's rows: what a sale needs of
-- the catalogue is copied into it. Words that later schemas extend (kinds, tenders, roles) are
-- checked in C, for a CHECK could never be widened.

-- office ---------------------------------------------------------------------------------------

CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY, -- e.g. shop_name, currency, timezone
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who may write chain 0. The first row is the genesis of chain 0; each further one hands the pen
-- over and is signed by the holder before it. The row with the highest id holds.
CREATE TABLE pen (
    id             INTEGER NOT NULL PRIMARY KEY,
    shop_id        BLOB NOT NULL CHECK (length(shop_id) = 16),
    holder         TEXT NOT NULL,              -- for people: "till 1", "the office"
    public_key     BLOB NOT NULL CHECK (length(public_key) = 32), -- Ed25519
    nonce          BLOB NOT NULL CHECK (length(nonce) = 32),
    signed_head    BLOB CHECK (length(signed_head) = 32), -- head of chain 0 before the handing over
    signature      BLOB CHECK (length(signature) = 64),   -- by the holder before, over shop, head and key
    handed_over_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE staff (
    id        INTEGER NOT NULL PRIMARY KEY,
    name      TEXT NOT NULL,
    role      TEXT NOT NULL, -- cashier, manager, booth
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1))
) STRICT;

CREATE TABLE category (
    id       INTEGER NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL -- order of the chips, and of the colours of the design
) STRICT;

CREATE TABLE tax_rate (
    id   INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE -- percents joined by +, e.g. 19 or 5+9.975 (GST and PST)
) STRICT;

CREATE TABLE product (
    id          INTEGER NOT NULL PRIMARY KEY,
    sku         TEXT NOT NULL UNIQUE, -- compares exactly, byte by byte
    name        TEXT NOT NULL,
    category_id INTEGER REFERENCES category (id),
    unit        TEXT NOT NULL,        -- each, kg, l, m
    price_minor INTEGER,              -- NULL: typed at the till
    tax_rate_id INTEGER NOT NULL REFERENCES tax_rate (id),
    cost_minor  INTEGER,              -- NULL: unknown
    position    INTEGER NOT NULL,     -- order in the grid
    is_active   INTEGER NOT NULL CHECK (is_active IN (0, 1))
) STRICT;

CREATE TABLE barcode (
    code       TEXT NOT NULL PRIMARY KEY, -- a GTIN as 14 digits, any other code as it is
    product_id INTEGER NOT NULL REFERENCES product (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX barcode_product ON barcode (product_id);

CREATE TABLE campaign (
    id           INTEGER NOT NULL PRIMARY KEY,
    code         TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    channel      TEXT NOT NULL, -- event, print, e-mail ...
    starts_on    TEXT,          -- business days, both included; NULL: open
    ends_on      TEXT,
    budget_minor INTEGER,       -- NULL: none stated
    offer        TEXT NOT NULL, -- canonical form of domain/offer.h; '' none
    landing_url  TEXT NOT NULL,
    headline     TEXT NOT NULL
) STRICT;

-- A placement of a campaign: one flyer, one poster. Its id's n is the n of its token.
CREATE TABLE link (
    id            INTEGER NOT NULL PRIMARY KEY,
    campaign_id   INTEGER NOT NULL REFERENCES campaign (id),
    content       TEXT NOT NULL, -- flyer, poster ...; '' the campaign itself
    created_at_ms INTEGER NOT NULL,
    UNIQUE (campaign_id, content)
) STRICT;

-- fact -----------------------------------------------------------------------------------------

-- The genesis of a till's chain: covered by its first hash.
CREATE TABLE till (
    id           INTEGER NOT NULL PRIMARY KEY,
    node         INTEGER NOT NULL UNIQUE, -- till + 1000 * incarnation
    number       INTEGER NOT NULL,        -- 1 to 999
    incarnation  INTEGER NOT NULL,        -- 0 to 15
    role         TEXT NOT NULL,           -- shop, booth
    shop_id      BLOB NOT NULL CHECK (length(shop_id) = 16),
    public_key   BLOB NOT NULL CHECK (length(public_key) = 32),
    nonce        BLOB NOT NULL CHECK (length(nonce) = 32),
    joined_at_ms INTEGER NOT NULL
) STRICT;

-- A paid ticket. Its id's n is the receipt number.
CREATE TABLE sale (
    id                  INTEGER NOT NULL PRIMARY KEY,
    business_day        TEXT NOT NULL, -- YYYY-MM-DD by the shop's zone and day start
    sold_at_ms          INTEGER NOT NULL,
    staff_id            INTEGER,
    staff_name          TEXT NOT NULL,
    kind                TEXT NOT NULL, -- sale, refund
    currency            TEXT NOT NULL, -- ISO 4217
    prices              TEXT NOT NULL, -- gross: tax included in prices; net: added
    rounding            TEXT NOT NULL, -- of the tax: line, document
    net_minor           INTEGER NOT NULL,
    tax_minor           INTEGER NOT NULL,
    gross_minor         INTEGER NOT NULL CHECK (gross_minor = net_minor + tax_minor),
    cash_rounding_minor INTEGER NOT NULL, -- to pay = gross + this
    ref                 TEXT,    -- of other software; asked for inside the transaction, not UNIQUE:
                                 -- two tills may both have rung it offline
    return_campaign_id  INTEGER, -- whose code the thanks screen shows
    clock_doubt         TEXT     -- NULL; back: before the till's newest entry; ahead: a day or more
) STRICT;
CREATE INDEX sale_business_day ON sale (business_day);
CREATE INDEX sale_ref ON sale (ref) WHERE ref IS NOT NULL;

CREATE TABLE sale_line (
    sale_id               INTEGER NOT NULL REFERENCES sale (id),
    n                     INTEGER NOT NULL CHECK (n BETWEEN 1 AND 1000),
    product_id            INTEGER, -- NULL: typed item
    sku                   TEXT NOT NULL,
    name                  TEXT NOT NULL,
    category              TEXT NOT NULL,
    unit                  TEXT NOT NULL,
    quantity_milli        INTEGER NOT NULL,
    unit_price_minor      INTEGER NOT NULL,
    discount_minor        INTEGER NOT NULL, -- of the line and its share of the ticket's; >= 0 takes off
    discount_words        TEXT,             -- what for: a campaign's name or a percent; NULL none
    discount_campaign_id  INTEGER,
    net_minor             INTEGER NOT NULL,
    tax_minor             INTEGER NOT NULL,
    gross_minor           INTEGER NOT NULL CHECK (gross_minor = net_minor + tax_minor),
    tax_code              TEXT NOT NULL,    -- as tax_rate.code
    cost_minor            INTEGER,          -- of one unit, when sold
    PRIMARY KEY (sale_id, n)
) STRICT, WITHOUT ROWID;

-- Only for lines with several taxes; one tax is the line's own tax_minor.
CREATE TABLE sale_line_tax (
    sale_id   INTEGER NOT NULL,
    line_n    INTEGER NOT NULL,
    n         INTEGER NOT NULL,
    rate_ppm  INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    PRIMARY KEY (sale_id, line_n, n),
    FOREIGN KEY (sale_id, line_n) REFERENCES sale_line (sale_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment (
    sale_id        INTEGER NOT NULL REFERENCES sale (id),
    n              INTEGER NOT NULL,
    tender         TEXT NOT NULL,    -- cash, card
    amount_minor   INTEGER NOT NULL, -- what the sale got: tendered less change
    tendered_minor INTEGER NOT NULL,
    change_minor   INTEGER NOT NULL,
    currency       TEXT NOT NULL,
    reference      TEXT NOT NULL,    -- of the card terminal; '' none
    paid_at_ms     INTEGER NOT NULL,
    PRIMARY KEY (sale_id, n),
    CHECK (amount_minor = tendered_minor - change_minor)
) STRICT, WITHOUT ROWID;

-- A contact between a person and a campaign. The campaign's words are copied.
CREATE TABLE touch (
    id            INTEGER NOT NULL PRIMARY KEY,
    sale_id       INTEGER REFERENCES sale (id),
    n             INTEGER NOT NULL, -- order on the ticket, from 1
    kind          TEXT NOT NULL,    -- till: scanned at the till; typed; chosen ...
    campaign_id   INTEGER NOT NULL,
    campaign_code TEXT NOT NULL,
    campaign_name TEXT NOT NULL,
    channel       TEXT NOT NULL,
    link_id       INTEGER,          -- the placement, if the code was a link's
    content       TEXT NOT NULL,    -- the placement's word; '' none
    from_sale_id  INTEGER,          -- the sale whose code came back
    touched_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX touch_sale ON touch (sale_id) WHERE sale_id IS NOT NULL;

CREATE TABLE satisfaction (
    id            INTEGER NOT NULL PRIMARY KEY,
    sale_id       INTEGER NOT NULL REFERENCES sale (id),
    score         INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5), -- 1 bad, 5 great; the latest counts
    answered_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX satisfaction_sale ON satisfaction (sale_id);

-- A code that no longer counts.
CREATE TABLE revocation (
    id            INTEGER NOT NULL PRIMARY KEY,
    token_kind    TEXT NOT NULL, -- link, sale
    target_id     INTEGER NOT NULL,
    reason        TEXT NOT NULL,
    revoked_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX revocation_target ON revocation (target_id);

CREATE TABLE lead (
    id             INTEGER NOT NULL PRIMARY KEY,
    captured_at_ms INTEGER NOT NULL,
    business_day   TEXT NOT NULL,
    campaign_id    INTEGER,
    secret_hash    BLOB NOT NULL CHECK (length(secret_hash) = 32) -- BLAKE2b-256 of the sealed key
) STRICT;

CREATE TABLE erasure (
    id           INTEGER NOT NULL PRIMARY KEY,
    lead_id      INTEGER NOT NULL,
    reason       TEXT NOT NULL,
    erased_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX erasure_lead ON erasure (lead_id);

-- sealed ---------------------------------------------------------------------------------------

CREATE TABLE lead_secret (
    lead_id    INTEGER NOT NULL PRIMARY KEY,
    sealed_key BLOB NOT NULL, -- the lead's key, sealed to the shop's public key
    box        BLOB NOT NULL, -- name, e-mail, phone, badge, notes under that key
    index_hash BLOB,          -- finds the same person again, where the index key is known
    mac        BLOB NOT NULL
) STRICT;

-- The one trigger that reaches into another node's rows: erased is erased, in any order.
CREATE TRIGGER erasure_wipes AFTER INSERT ON erasure BEGIN
    DELETE FROM lead_secret WHERE lead_id = new.lead_id;
END;
CREATE TRIGGER erased_stays_erased BEFORE INSERT ON lead_secret
WHEN EXISTS (SELECT 1 FROM erasure WHERE lead_id = new.lead_id) BEGIN
    SELECT RAISE(IGNORE);
END;

-- journal --------------------------------------------------------------------------------------

-- Entries of all nodes known here; store/entry.h tells the bytes. One number is the key, so that
-- an entry is appended to a full page and not put into half of one. at_ms and kind repeat what
-- the entry says, for reading; verify compares them.
CREATE TABLE journal (
    id    INTEGER NOT NULL PRIMARY KEY, -- node * 10^12 + sequence in its chain, from 1
    at_ms INTEGER NOT NULL,
    kind  TEXT NOT NULL,
    entry BLOB NOT NULL,
    hash  BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- local ----------------------------------------------------------------------------------------

-- Open tickets: name instead of a number. body is the ticket as JSON (till/ticket_store).
CREATE TABLE ticket (
    slot          INTEGER NOT NULL PRIMARY KEY, -- 0: the one on the screen
    name          TEXT NOT NULL,
    body          TEXT NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    mac           BLOB NOT NULL
) STRICT;

CREATE TABLE device_setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    mac   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- How far the received entries of another node have been applied to the tables here.
CREATE TABLE applied (
    node     INTEGER NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL,
    mac      BLOB NOT NULL
) STRICT;

-- The last talk with a peer, for the screen and for people; never what it has.
CREATE TABLE sync_state (
    peer       TEXT NOT NULL PRIMARY KEY,
    synced_at_ms INTEGER NOT NULL,
    problem    TEXT NOT NULL,
    mac        BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Facts and journal rows are never changed and never deleted.
CREATE TRIGGER till_keeps BEFORE UPDATE ON till BEGIN SELECT RAISE(ABORT, 'till is insert-only'); END;
CREATE TRIGGER till_stays BEFORE DELETE ON till BEGIN SELECT RAISE(ABORT, 'till is insert-only'); END;
CREATE TRIGGER sale_keeps BEFORE UPDATE ON sale BEGIN SELECT RAISE(ABORT, 'sale is insert-only'); END;
CREATE TRIGGER sale_stays BEFORE DELETE ON sale BEGIN SELECT RAISE(ABORT, 'sale is insert-only'); END;
CREATE TRIGGER sale_line_keeps BEFORE UPDATE ON sale_line BEGIN SELECT RAISE(ABORT, 'sale_line is insert-only'); END;
CREATE TRIGGER sale_line_stays BEFORE DELETE ON sale_line BEGIN SELECT RAISE(ABORT, 'sale_line is insert-only'); END;
CREATE TRIGGER sale_line_tax_keeps BEFORE UPDATE ON sale_line_tax BEGIN SELECT RAISE(ABORT, 'sale_line_tax is insert-only'); END;
CREATE TRIGGER sale_line_tax_stays BEFORE DELETE ON sale_line_tax BEGIN SELECT RAISE(ABORT, 'sale_line_tax is insert-only'); END;
CREATE TRIGGER payment_keeps BEFORE UPDATE ON payment BEGIN SELECT RAISE(ABORT, 'payment is insert-only'); END;
CREATE TRIGGER payment_stays BEFORE DELETE ON payment BEGIN SELECT RAISE(ABORT, 'payment is insert-only'); END;
CREATE TRIGGER touch_keeps BEFORE UPDATE ON touch BEGIN SELECT RAISE(ABORT, 'touch is insert-only'); END;
CREATE TRIGGER touch_stays BEFORE DELETE ON touch BEGIN SELECT RAISE(ABORT, 'touch is insert-only'); END;
CREATE TRIGGER satisfaction_keeps BEFORE UPDATE ON satisfaction BEGIN SELECT RAISE(ABORT, 'satisfaction is insert-only'); END;
CREATE TRIGGER satisfaction_stays BEFORE DELETE ON satisfaction BEGIN SELECT RAISE(ABORT, 'satisfaction is insert-only'); END;
CREATE TRIGGER revocation_keeps BEFORE UPDATE ON revocation BEGIN SELECT RAISE(ABORT, 'revocation is insert-only'); END;
CREATE TRIGGER revocation_stays BEFORE DELETE ON revocation BEGIN SELECT RAISE(ABORT, 'revocation is insert-only'); END;
CREATE TRIGGER lead_keeps BEFORE UPDATE ON lead BEGIN SELECT RAISE(ABORT, 'lead is insert-only'); END;
CREATE TRIGGER lead_stays BEFORE DELETE ON lead BEGIN SELECT RAISE(ABORT, 'lead is insert-only'); END;
CREATE TRIGGER erasure_keeps BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'erasure is insert-only'); END;
CREATE TRIGGER erasure_stays BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'erasure is insert-only'); END;
CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is insert-only'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is insert-only'); END;
