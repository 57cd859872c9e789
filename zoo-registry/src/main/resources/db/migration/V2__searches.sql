-- Runs on H2 and on PostgreSQL. The same columns as of tasks, so that the same statements serve both.

CREATE TABLE search (
  id VARCHAR(200) NOT NULL PRIMARY KEY,
  ordinal BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL UNIQUE,
  request_hash VARCHAR(128) NOT NULL,
  request_json TEXT NOT NULL,
  submitted_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE search_run (
  search_id VARCHAR(200) NOT NULL REFERENCES search (id),
  run INTEGER NOT NULL CHECK (run >= 1),
  ordinal BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL UNIQUE,
  state VARCHAR(16) NOT NULL,
  progress_json TEXT,
  result_json TEXT,
  claimed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  finished_at TIMESTAMP(6) WITH TIME ZONE,
  PRIMARY KEY (search_id, run),
  CHECK ((finished_at IS NULL) = (result_json IS NULL)),
  CHECK ((finished_at IS NULL) = (state IN ('QUEUED', 'RUNNING', 'PAUSED')))
);

-- The log: every evaluation that a search has been told of, in the order of asking.
CREATE TABLE search_evaluation (
  search_id VARCHAR(200) NOT NULL REFERENCES search (id),
  number INTEGER NOT NULL CHECK (number >= 0),
  evaluation_json TEXT NOT NULL,
  recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (search_id, number)
);
