-- Runs on H2 and on PostgreSQL. JSON documents are opaque text: their records carry their own version.

CREATE TABLE store (
  singleton SMALLINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
  id VARCHAR(36) NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- The claim: which request owns a task id. Locked while a run number is given out.
CREATE TABLE task (
  id VARCHAR(200) NOT NULL PRIMARY KEY,
  ordinal BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL UNIQUE,
  request_hash VARCHAR(128) NOT NULL,
  request_json TEXT NOT NULL,
  submitted_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE task_run (
  task_id VARCHAR(200) NOT NULL REFERENCES task (id),
  run INTEGER NOT NULL CHECK (run >= 1),
  ordinal BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL UNIQUE,
  state VARCHAR(16) NOT NULL,
  progress_json TEXT,
  result_json TEXT,
  claimed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  finished_at TIMESTAMP(6) WITH TIME ZONE,
  PRIMARY KEY (task_id, run),
  CHECK ((finished_at IS NULL) = (result_json IS NULL)),
  CHECK ((finished_at IS NULL) = (state IN ('QUEUED', 'RUNNING', 'PAUSED')))
);

CREATE TABLE zoo_entry (
  name VARCHAR(100) NOT NULL PRIMARY KEY,
  architecture TEXT NOT NULL,
  stem VARCHAR(32) NOT NULL,
  resolution INTEGER NOT NULL,
  classes INTEGER NOT NULL,
  class_names_json TEXT NOT NULL,
  parameters BIGINT NOT NULL,
  macs BIGINT NOT NULL,
  weights_sha256 VARCHAR(64) NOT NULL,
  role VARCHAR(32) NOT NULL,
  card_json TEXT NOT NULL,
  row_sha256 VARCHAR(64) NOT NULL
);

CREATE TABLE step_time (
  architecture VARCHAR(1000) NOT NULL,
  stem VARCHAR(32) NOT NULL,
  resolution INTEGER NOT NULL,
  frozen_stages INTEGER NOT NULL,
  batch_size INTEGER NOT NULL,
  device VARCHAR(64) NOT NULL,
  threads INTEGER NOT NULL,
  median_seconds DOUBLE PRECISION NOT NULL CHECK (median_seconds > 0),
  samples BIGINT NOT NULL CHECK (samples >= 1),
  measured_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (architecture, stem, resolution, frozen_stages, batch_size, device, threads)
);

CREATE TABLE experience (
  ordinal BIGINT NOT NULL PRIMARY KEY,
  deployment VARCHAR(100) NOT NULL,
  task_id VARCHAR(200) NOT NULL,
  run INTEGER NOT NULL CHECK (run >= 1),
  schema_version INTEGER NOT NULL CHECK (schema_version >= 1),
  experience_json TEXT NOT NULL,
  recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  UNIQUE (deployment, task_id, run)
);
