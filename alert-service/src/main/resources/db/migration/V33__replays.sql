-- Analysts' replays: what is asked for, how far each is, and under whose lease it is sent.
CREATE TABLE replay (
  id           text PRIMARY KEY,
  analyst      text REFERENCES api_token ON DELETE CASCADE,  -- whose token asked for it; null: the operator's
  by_time      text NOT NULL CHECK (by_time IN ('tagged', 'published')),
  range_from   timestamptz NOT NULL,
  range_to     timestamptz NOT NULL,
  query        text,                         -- null: everything
  url          text,                         -- of the webhook; null: it is downloaded
  secret       text,
  rate         double precision,             -- articles a second; null: as fast as they are taken
  state        text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
  reason       text,                         -- why it failed, and what to do
  begins       text NOT NULL,                -- bookmarks: where it began, stands, and ends
  position     text NOT NULL,
  ends         text NOT NULL,
  matched      bigint NOT NULL DEFAULT 0,
  sent         bigint NOT NULL DEFAULT 0,
  failed       bigint NOT NULL DEFAULT 0,    -- articles that were given up
  failed_in_row integer NOT NULL DEFAULT 0,
  tries        integer NOT NULL DEFAULT 0,   -- of the article it stands before
  due          timestamptz NOT NULL,         -- not gone on with before
  lease        text,
  lease_until  timestamptz,
  created      timestamptz NOT NULL,
  finished     timestamptz,
  sequence     bigint GENERATED ALWAYS AS IDENTITY UNIQUE
);
CREATE INDEX replay_running ON replay (due) WHERE state = 'running' AND url IS NOT NULL;
CREATE INDEX replay_by_analyst ON replay (analyst, sequence);

-- Articles that a replay's endpoint did not take.
CREATE TABLE replay_failure (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  replay   text NOT NULL REFERENCES replay ON DELETE CASCADE,
  article  text NOT NULL,
  revision integer NOT NULL,
  time     timestamptz NOT NULL,
  reason   text NOT NULL,
  status   integer,
  answer   text NOT NULL                     -- the first kilobyte of what came back
);
CREATE INDEX replay_failure_of ON replay_failure (replay, id);
