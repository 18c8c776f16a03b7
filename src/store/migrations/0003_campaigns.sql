-- Campaigns and leads: what was spent, where codes hang, who left details and what they agreed to.
--
-- Rules as in 0001. Nothing here says who a person is: names, addresses, badges and free text stand
-- only in lead_secret and lead_note_secret, sealed to the shop's key, and go with an erasure.

-- office ---------------------------------------------------------------------------------------

ALTER TABLE campaign ADD COLUMN offer_limit TEXT;   -- NULL none; person, token: the offer once for each
ALTER TABLE campaign ADD COLUMN offer_stacks INTEGER; -- 1: applies beside other offers; NULL or 0: the best one does
ALTER TABLE campaign ADD COLUMN utm TEXT;           -- utm_source=...&utm_campaign=..., as online orders name it; NULL none
ALTER TABLE campaign ADD COLUMN form_url TEXT;      -- the same form on the web; NULL: nothing to do on a phone
ALTER TABLE campaign ADD COLUMN ground_colour TEXT; -- RRGGBB of attract, thanks and lead done; NULL the design's
ALTER TABLE campaign ADD COLUMN button_colour TEXT;
ALTER TABLE campaign ADD COLUMN languages TEXT;     -- "en,de,ar", the first is the one it begins in; NULL the shop's

ALTER TABLE link ADD COLUMN ends_on TEXT;           -- business day, included; NULL with its campaign
ALTER TABLE link ADD COLUMN hear_words TEXT;        -- an answer to "how did you hear of us"; NULL not asked
ALTER TABLE link ADD COLUMN hear_position INTEGER;  -- 1 to 6

-- What a campaign says, by language: headline, subline, button, done (on lead done), offer.
CREATE TABLE campaign_text (
    campaign_id INTEGER NOT NULL REFERENCES campaign (id),
    language    TEXT NOT NULL, -- ISO 639-1
    name        TEXT NOT NULL,
    text        TEXT NOT NULL,
    PRIMARY KEY (campaign_id, language, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign_picture (
    campaign_id INTEGER NOT NULL PRIMARY KEY REFERENCES campaign (id),
    png         BLOB NOT NULL CHECK (length(png) <= 1048576)
) STRICT;

-- Money that went into a campaign. What was wrong is taken back by a row below 0.
CREATE TABLE spend (
    id           INTEGER NOT NULL PRIMARY KEY,
    campaign_id  INTEGER NOT NULL REFERENCES campaign (id),
    content      TEXT NOT NULL, -- the placement's word; '' the campaign itself
    spent_on     TEXT NOT NULL, -- business day
    amount_minor INTEGER NOT NULL,
    note         TEXT NOT NULL,
    ref          TEXT,          -- of other software or a file's row: never booked twice
    entered_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX spend_campaign ON spend (campaign_id, spent_on);
CREATE UNIQUE INDEX spend_ref ON spend (ref) WHERE ref IS NOT NULL;

-- The questions of a booth (domain/lead_form.h), one of the shop and one of each campaign that has its own.
CREATE TABLE form (
    id            INTEGER NOT NULL PRIMARY KEY,
    campaign_id   INTEGER NOT NULL UNIQUE, -- 0: the shop's
    body          TEXT NOT NULL,           -- JSON
    changed_at_ms INTEGER NOT NULL
) STRICT;

-- The shop's public lead keys; the newest seals, all of them open what they sealed.
CREATE TABLE lead_key (
    id            INTEGER NOT NULL PRIMARY KEY,
    public_key    BLOB NOT NULL CHECK (length(public_key) = 32), -- X25519
    created_at_ms INTEGER NOT NULL
) STRICT;

-- Orders of a web shop that came after a code.
CREATE TABLE conversion (
    id             INTEGER NOT NULL PRIMARY KEY,
    order_ref      TEXT NOT NULL UNIQUE,
    business_day   TEXT NOT NULL,
    ordered_at_ms  INTEGER NOT NULL,
    gross_minor    INTEGER NOT NULL, -- below 0: given back
    net_minor      INTEGER NOT NULL, -- as the file says, else gross
    currency       TEXT NOT NULL,
    campaign_id    INTEGER, -- NULL: it named none that the shop has
    link_id        INTEGER,
    lead_id        INTEGER, -- the code was a lead's
    from_sale_id   INTEGER, -- the code was a receipt's
    utm            TEXT NOT NULL, -- as it came; '' none
    imported_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX conversion_business_day ON conversion (business_day);
CREATE INDEX conversion_lead ON conversion (lead_id) WHERE lead_id IS NOT NULL;

-- fact -----------------------------------------------------------------------------------------

ALTER TABLE lead ADD COLUMN link_id INTEGER;        -- the placement: this booth, that newsletter
ALTER TABLE lead ADD COLUMN content TEXT;           -- its word; NULL none
ALTER TABLE lead ADD COLUMN campaign_code TEXT;     -- the campaign's words, copied
ALTER TABLE lead ADD COLUMN campaign_name TEXT;
ALTER TABLE lead ADD COLUMN channel TEXT;
ALTER TABLE lead ADD COLUMN source TEXT;            -- form, staff, scan, file
ALTER TABLE lead ADD COLUMN has TEXT;               -- which details are in the box: "name,company,email,phone,badge"; no detail itself
ALTER TABLE lead ADD COLUMN ref TEXT;               -- of other software: never added twice
ALTER TABLE lead ADD COLUMN staff_id INTEGER;
ALTER TABLE lead ADD COLUMN staff_name TEXT;
CREATE INDEX lead_business_day ON lead (business_day);
CREATE INDEX lead_ref ON lead (ref) WHERE ref IS NOT NULL;

-- What was learned of a lead later. The latest of a kind counts; nothing is overwritten.
CREATE TABLE lead_note (
    id          INTEGER NOT NULL PRIMARY KEY,
    lead_id     INTEGER NOT NULL, -- of any till
    kind        TEXT NOT NULL,    -- rating (hot, warm, cold), interests (JSON array), follow_up (ISO date, '' none);
                                  -- fields, note: in the box, text is ''
    text        TEXT NOT NULL,
    secret_hash BLOB,             -- of lead_note_secret.sealed_key; NULL: nothing sealed
    staff_id    INTEGER,
    staff_name  TEXT NOT NULL,
    noted_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX lead_note_lead ON lead_note (lead_id);

-- Two leads are the same person: a link of a chain, in any order. The latest of a pair counts.
CREATE TABLE lead_match (
    id            INTEGER NOT NULL PRIMARY KEY,
    lead_id       INTEGER NOT NULL,
    other_lead_id INTEGER NOT NULL,
    is_same       INTEGER NOT NULL CHECK (is_same IN (0, 1)),
    matched_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX lead_match_lead ON lead_match (lead_id);
CREATE INDEX lead_match_other ON lead_match (other_lead_id);

-- Evidence of a consent or of its withdrawal. A withdrawal wins whatever comes later by a merge.
CREATE TABLE consent (
    id          INTEGER NOT NULL PRIMARY KEY,
    lead_id     INTEGER NOT NULL,
    purpose     TEXT NOT NULL,    -- email, phone, ads ... as the form names it
    given       INTEGER NOT NULL CHECK (given IN (0, 1)), -- 0: asked and not given, or withdrawn
    is_withdrawal INTEGER NOT NULL CHECK (is_withdrawal IN (0, 1)),
    wording     TEXT NOT NULL,    -- what was read
    version     TEXT NOT NULL,
    language    TEXT NOT NULL,
    channel     TEXT NOT NULL,    -- form, staff, file, erase
    device      TEXT NOT NULL,    -- the till, for people
    staff_id    INTEGER,
    staff_name  TEXT NOT NULL,
    given_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_lead ON consent (lead_id);

-- Personal data left the house: what for, how many, to where.
CREATE TABLE lead_export (
    id             INTEGER NOT NULL PRIMARY KEY,
    format         TEXT NOT NULL, -- hubspot, salesforce, vcard, csv, xlsx, mautic, google, meta, person
    purpose        TEXT NOT NULL,
    lead_count     INTEGER NOT NULL,
    left_out_count INTEGER NOT NULL,
    target         TEXT NOT NULL, -- name of the file, without its folder
    staff_id       INTEGER,
    staff_name     TEXT NOT NULL,
    exported_at_ms INTEGER NOT NULL
) STRICT;

-- Whose code was on the ticket: the sale is this person's.
CREATE TABLE sale_lead (
    sale_id INTEGER NOT NULL, -- a sale of this till, perhaps rung before
    lead_id INTEGER NOT NULL, -- of any till
    PRIMARY KEY (sale_id, lead_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sale_lead_lead ON sale_lead (lead_id);

ALTER TABLE touch ADD COLUMN lead_id INTEGER;      -- whose contact it is; of any till
ALTER TABLE touch ADD COLUMN from_lead_id INTEGER; -- a friend's code: this person recommended the shop
ALTER TABLE touch ADD COLUMN uncredited TEXT;      -- NULL counts; ended: the code was over; removed: its discount was taken off, and the contact too
CREATE INDEX touch_lead ON touch (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX touch_person ON touch (touched_at_ms) WHERE sale_id IS NULL OR lead_id IS NOT NULL;
CREATE INDEX touch_from_sale ON touch (from_sale_id) WHERE from_sale_id IS NOT NULL;

-- sealed ---------------------------------------------------------------------------------------

CREATE TABLE lead_note_secret (
    note_id    INTEGER NOT NULL PRIMARY KEY,
    lead_id    INTEGER NOT NULL,
    sealed_key BLOB NOT NULL, -- the note's key, sealed to the shop's public key
    box        BLOB NOT NULL, -- text or fields under that key
    mac        BLOB NOT NULL
) STRICT;
CREATE INDEX lead_note_secret_lead ON lead_note_secret (lead_id);

-- local ----------------------------------------------------------------------------------------

-- Finds a person again by keyed hashes of e-mail and phone; filled only where the secret key is
-- opened, and made anew from the boxes at any time.
CREATE TABLE lead_index (
    hash    BLOB NOT NULL CHECK (length(hash) = 32),
    lead_id INTEGER NOT NULL,
    mac     BLOB NOT NULL,
    PRIMARY KEY (hash, lead_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_index_lead ON lead_index (lead_id);

-- Erased is erased, in any order.
CREATE TRIGGER erasure_wipes_notes AFTER INSERT ON erasure BEGIN
    DELETE FROM lead_note_secret WHERE lead_id = new.lead_id;
    DELETE FROM lead_index WHERE lead_id = new.lead_id;
END;
CREATE TRIGGER erased_note_stays_erased BEFORE INSERT ON lead_note_secret
WHEN EXISTS (SELECT 1 FROM erasure WHERE lead_id = new.lead_id) BEGIN
    SELECT RAISE(IGNORE);
END;
CREATE TRIGGER erased_index_stays_erased BEFORE INSERT ON lead_index
WHEN EXISTS (SELECT 1 FROM erasure WHERE lead_id = new.lead_id) BEGIN
    SELECT RAISE(IGNORE);
END;

-- Facts are never changed and never deleted.
CREATE TRIGGER lead_note_keeps BEFORE UPDATE ON lead_note BEGIN SELECT RAISE(ABORT, 'lead_note is insert-only'); END;
CREATE TRIGGER lead_note_stays BEFORE DELETE ON lead_note BEGIN SELECT RAISE(ABORT, 'lead_note is insert-only'); END;
CREATE TRIGGER lead_match_keeps BEFORE UPDATE ON lead_match BEGIN SELECT RAISE(ABORT, 'lead_match is insert-only'); END;
CREATE TRIGGER lead_match_stays BEFORE DELETE ON lead_match BEGIN SELECT RAISE(ABORT, 'lead_match is insert-only'); END;
CREATE TRIGGER consent_keeps BEFORE UPDATE ON consent BEGIN SELECT RAISE(ABORT, 'consent is insert-only'); END;
CREATE TRIGGER consent_stays BEFORE DELETE ON consent BEGIN SELECT RAISE(ABORT, 'consent is insert-only'); END;
CREATE TRIGGER lead_export_keeps BEFORE UPDATE ON lead_export BEGIN SELECT RAISE(ABORT, 'lead_export is insert-only'); END;
CREATE TRIGGER lead_export_stays BEFORE DELETE ON lead_export BEGIN SELECT RAISE(ABORT, 'lead_export is insert-only'); END;
CREATE TRIGGER sale_lead_keeps BEFORE UPDATE ON sale_lead BEGIN SELECT RAISE(ABORT, 'sale_lead is insert-only'); END;
CREATE TRIGGER sale_lead_stays BEFORE DELETE ON sale_lead BEGIN SELECT RAISE(ABORT, 'sale_lead is insert-only'); END;
