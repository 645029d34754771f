-- The store of Paragraf. Offsets are half-open, in code points of document.text.
-- sort_key columns sort as a Swedish list does with SQLite's own binary order.

CREATE TABLE document (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    text TEXT NOT NULL,
    pages TEXT NOT NULL,               -- JSON list of offsets
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    extractor TEXT NOT NULL,           -- what decides whether to extract again: version, model, rules
    copy_of TEXT,
    search_first INTEGER NOT NULL,     -- its rows in search
    search_last INTEGER NOT NULL
);
CREATE INDEX document_sha256 ON document (sha256);
CREATE INDEX document_path ON document (path);

-- Every path a document was met under: two files of one content are one document.
CREATE TABLE file (
    path TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE
);

CREATE TABLE put_aside (
    path TEXT PRIMARY KEY,
    reason TEXT NOT NULL
);

CREATE TABLE part (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT,
    organisation TEXT,
    date TEXT,
    starts TEXT,
    ends TEXT,
    place TEXT,
    adjusted TEXT,
    posted TEXT,
    unposted TEXT,
    copy_of TEXT,
    whose TEXT,                        -- the body under one name for all its meetings (resolve)
    whose_of TEXT,                     -- and what it belongs to
    body_sort TEXT NOT NULL,           -- body and organisation as a sort key, to look for
    PRIMARY KEY (document, id)
);
CREATE INDEX part_date ON part (date);

CREATE TABLE section (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    part TEXT, section TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,
    rule TEXT NOT NULL, score REAL,
    number TEXT,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    "case" TEXT,
    stop INTEGER NOT NULL
);

CREATE TABLE mention (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    part TEXT, section TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,
    rule TEXT NOT NULL, score REAL,
    label TEXT NOT NULL,
    value,
    entity TEXT
);

CREATE TABLE attendance (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    part TEXT, section TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,
    rule TEXT NOT NULL, score REAL,
    person TEXT NOT NULL,
    organisation TEXT,
    roles TEXT NOT NULL,               -- JSON list
    party TEXT,
    standing TEXT NOT NULL,
    present INTEGER,
    remote INTEGER NOT NULL,
    sections TEXT,                     -- JSON list, NULL when present throughout
    replaces TEXT
);

CREATE TABLE decision (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    part TEXT, section TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,
    rule TEXT NOT NULL, score REAL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    decider TEXT,
    votes TEXT,                        -- JSON
    reservations TEXT NOT NULL,        -- JSON list
    reservation_motives TEXT NOT NULL, -- JSON list
    "case" TEXT,
    proposal TEXT,
    amounts TEXT NOT NULL,             -- JSON list of ids
    mandates TEXT NOT NULL             -- JSON list of ids
);

CREATE TABLE mandate (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    part TEXT, section TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,
    rule TEXT NOT NULL, score REAL,
    giver TEXT,
    assignees TEXT NOT NULL,           -- JSON list
    task TEXT NOT NULL,
    deadline TEXT,
    due TEXT,
    status TEXT NOT NULL,
    reported_in TEXT NOT NULL          -- JSON list of section ids
);

CREATE TABLE amount (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    part TEXT, section TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,
    rule TEXT NOT NULL, score REAL,
    value REAL NOT NULL,
    unit TEXT NOT NULL,
    value_to REAL,
    purpose TEXT
);

CREATE TABLE table_cell (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    part TEXT, section TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,
    rule TEXT NOT NULL, score REAL,
    "table" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    value REAL NOT NULL,
    unit TEXT
);

CREATE TABLE warning (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    source INTEGER NOT NULL,           -- 1: given by read, 0: by a later stage
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    start INTEGER
);

CREATE INDEX section_document ON section (document);
CREATE INDEX mention_document ON mention (document);
CREATE INDEX mention_entity ON mention (entity);
CREATE INDEX attendance_document ON attendance (document);
CREATE INDEX decision_document ON decision (document);
CREATE INDEX mandate_document ON mandate (document);
CREATE INDEX amount_document ON amount (document);
CREATE INDEX table_cell_document ON table_cell (document);
CREATE INDEX warning_document ON warning (document);

CREATE TABLE entity (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL
);
CREATE INDEX entity_sort ON entity (kind, sort_key);

CREATE TABLE spelling (
    entity TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    spelling TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (entity, spelling)
);

-- What public lists know an organisation by: organisationsnummer, kommunkod.
CREATE TABLE identifier (
    entity TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    list TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (entity, list)
);

-- The names of an organisation that was renamed and stands under an old name too.
CREATE TABLE dated_name (
    entity TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    since TEXT,
    until TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (entity, name)
);

-- The profiles that make up an entity; kept when the entity goes, so that ids come back.
CREATE TABLE member (
    key TEXT PRIMARY KEY,
    entity TEXT NOT NULL,
    current INTEGER NOT NULL           -- 1 when the last resolution still had it
);

-- An id given once to a profile (person) or to a name (organisation, body); number is its age, 1 the oldest.
-- An entity goes by the oldest id of its members. key changes when a name is read otherwise (heir).
CREATE TABLE identity (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    key TEXT NOT NULL
);

-- Keys that are gone, and the key under which the same name goes now.
CREATE TABLE heir (
    key TEXT PRIMARY KEY,
    heir TEXT NOT NULL
);

-- The profiles of the last run, as JSON: what persons judge without a new run.
CREATE TABLE profile (
    key TEXT PRIMARY KEY,
    record TEXT NOT NULL
);

-- Ids that no entity goes by: where the person is found (merged into another, or never alone).
CREATE TABLE redirect (
    entity TEXT PRIMARY KEY,
    target TEXT NOT NULL
);

-- A part of an entity that has become one of its own.
CREATE TABLE split_off (
    entity TEXT NOT NULL,
    part TEXT NOT NULL,
    PRIMARY KEY (entity, part)
);

-- Append-only. Of a pair the newest judgement holds, a person's before the program's. A row that undoes
-- another takes it back and says nothing else.
CREATE TABLE judgement (
    number INTEGER PRIMARY KEY,
    left_key TEXT NOT NULL,
    right_key TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT,                           -- when a person judged (UTC); the program leaves it NULL
    version TEXT NOT NULL DEFAULT '',  -- the program's
    evidence TEXT NOT NULL DEFAULT '[]',  -- JSON list of what the program weighed: kind, score, reason
    sides TEXT,                        -- JSON: whom a person judged, all keys on each side and where they stand
    undoes INTEGER REFERENCES judgement (number)
);
CREATE INDEX judgement_pair ON judgement (left_key, right_key);
CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement
BEGIN SELECT RAISE(ABORT, 'judgements are never changed'); END;
CREATE TRIGGER judgement_is_kept BEFORE DELETE ON judgement
BEGIN SELECT RAISE(ABORT, 'judgements are never deleted'); END;

-- The program's judgements of its last run; what it thought earlier stays in the book.
CREATE TABLE standing (number INTEGER PRIMARY KEY);

-- Organisations as lists of those present write them → the name to show.
CREATE TABLE appointer (
    written TEXT PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE unresolved (mention TEXT PRIMARY KEY);

-- Search: every fact under its id, in its own words and as stems. å is not a, ä not a, ö not o.
CREATE VIRTUAL TABLE search USING fts5 (
    words, stems, kind UNINDEXED, fact UNINDEXED, document UNINDEXED,
    tokenize = "unicode61 remove_diacritics 0"
);

-- form → lemma, as the lemmatiser or the stemmer gave it; a query is looked up here first.
CREATE TABLE lemma (
    form TEXT PRIMARY KEY,
    lemma TEXT NOT NULL
);
