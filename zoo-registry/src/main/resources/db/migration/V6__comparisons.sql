-- Runs on H2 and on PostgreSQL. The same columns as of other long work, so that the same statements serve all.

CREATE TABLE comparison (
  id VARCHAR(200) NOT NULL PRIMARY KEY,
  ordinal BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL UNIQUE,
  request_hash VARCHAR(128) NOT NULL,
  request_json TEXT NOT NULL,
  submitted_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE comparison_run (
  comparison_id VARCHAR(200) NOT NULL REFERENCES comparison (id),
  run INTEGER NOT NULL CHECK (run >= 1),
  ordinal BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL UNIQUE,
  state VARCHAR(16) NOT NULL,
  progress_json TEXT,
  result_json TEXT,
  claimed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  finished_at TIMESTAMP(6) WITH TIME ZONE,
  PRIMARY KEY (comparison_id, run),
  CHECK ((finished_at IS NULL) = (result_json IS NULL)),
  CHECK ((finished_at IS NULL) = (state IN ('QUEUED', 'RUNNING', 'PAUSED')))
);

-- What each piece of a comparison gave: the calibration and its cells.
CREATE TABLE comparison_piece (
  comparison_id VARCHAR(200) NOT NULL REFERENCES comparison (id),
  number INTEGER NOT NULL CHECK (number >= 0),
  piece_json TEXT NOT NULL,
  recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (comparison_id, number)
);
