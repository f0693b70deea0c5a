-- The packs a database was made with, file by file, so that the program needs no folder but
-- its own to run, and `init` can tell what changed. Files of sample/ are not kept.
CREATE TABLE packs_pack (
  id        TEXT {bytes} PRIMARY KEY,
  position  BIGINT NOT NULL,                -- Later packs override earlier ones by key.
  loaded_at BIGINT NOT NULL
);

CREATE TABLE packs_file (
  pack    TEXT {bytes} NOT NULL REFERENCES packs_pack (id),
  path    TEXT {bytes} NOT NULL,            -- Below the pack's folder: "codes/sex.csv".
  content TEXT NOT NULL,
  PRIMARY KEY (pack, path)
);
