/* schema.h - the tables of a store in an SQLite file.
 *
 *   meta      contract, contract-hash, semantics, tables, granularity: written once; text: the hash of
 *             the text under which the last record was taken, once that amends the first one
 *   record    seq, body, chain: the truth; a body is one line of JSON (journal_text.h)
 *   snapshot  folded states      } caches: may be deleted at any time
 *   cursor    named positions    }
 *   journal   a view for people: select * from journal */
#ifndef RUNTIME_STORE_SCHEMA_H
#define RUNTIME_STORE_SCHEMA_H

/* journal shows each record's body as columns; the body stays the only place of each fact. */
static const char schema_sql[] =
    "PRAGMA application_id = 1214608495;"
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE record(seq INTEGER PRIMARY KEY CHECK (seq > 0), body TEXT NOT NULL,"
    "  chain BLOB NOT NULL CHECK (length(chain) = 32)) STRICT;"
    "CREATE TABLE snapshot(name TEXT NOT NULL, tick INTEGER NOT NULL,"
    "  seq INTEGER REFERENCES record(seq), bytes BLOB NOT NULL, digest BLOB NOT NULL,"
    "  PRIMARY KEY (name, tick)) STRICT;"
    "CREATE TABLE cursor(name TEXT PRIMARY KEY, seq INTEGER REFERENCES record(seq),"
    "  tick INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE VIEW journal AS SELECT seq,"
    "  json_extract(body, '$.recorded') AS recorded, json_extract(body, '$.kind') AS kind,"
    "  json_extract(body, '$.refused') AS refused, json_extract(body, '$.source') AS source,"
    "  json_extract(body, '$.id') AS id, json_extract(body, '$.at') AS at,"
    "  json_extract(body, '$.actor') AS actor, json_extract(body, '$.act') AS act,"
    "  json_extract(body, '$.to') AS receiver, json_extract(body, '$.object') AS object,"
    "  json_extract(body, '$.quantity') AS quantity, json_extract(body, '$.unit') AS unit,"
    "  json_extract(body, '$.detail') AS detail, lower(hex(chain)) AS chain"
    "  FROM record ORDER BY seq;";

#endif
