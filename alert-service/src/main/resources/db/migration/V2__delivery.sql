-- Articles as they were matched, the alerts they opened, and how these are delivered.

-- Rebuildable from the topic `articles-tagged`.
CREATE TABLE article (
  id              text PRIMARY KEY,
  revision        integer NOT NULL,
  topic_partition integer NOT NULL,
  topic_offset    bigint NOT NULL,
  tagged          timestamptz NOT NULL,
  published       timestamptz,
  fetched         timestamptz NOT NULL,
  feed            text NOT NULL,
  source          text NOT NULL,
  language        text NOT NULL,
  authors         text[] NOT NULL,
  themes          text[] NOT NULL,
  primaries       text[] NOT NULL,
  actors          text[] NOT NULL,
  fingerprint     text,
  bands           integer[] NOT NULL,        -- what near-duplicates share at least one of
  story           text NOT NULL,             -- the article that came first of those that say the same
  vocabulary      text NOT NULL
);
CREATE INDEX article_tagged ON article (tagged);
CREATE INDEX article_bands ON article USING gin (bands) WHERE id = story;

-- What an alert shows, once for all alerts of an article's revision.
CREATE TABLE article_revision (
  article  text NOT NULL REFERENCES article ON DELETE CASCADE,
  revision integer NOT NULL,
  content  jsonb NOT NULL,
  PRIMARY KEY (article, revision)
);

CREATE TABLE alert (
  id           text PRIMARY KEY,             -- hash(article, subscription)
  article      text NOT NULL,
  revision     integer NOT NULL,
  subscription text NOT NULL REFERENCES subscription ON DELETE CASCADE,
  subscriber   text NOT NULL,
  name         text NOT NULL,                -- of the subscription, as it was then
  because      jsonb NOT NULL,               -- the themes, actors and phrases that the query asked for
  phrases      jsonb NOT NULL,               -- where phrases of the query stand, as evidence
  story        text NOT NULL,
  opened       timestamptz NOT NULL,
  delivery     text,
  transaction  xid8 NOT NULL DEFAULT pg_current_xact_id(),  -- readers behind a cursor wait for older ones
  sequence     bigint GENERATED ALWAYS AS IDENTITY,
  UNIQUE (article, subscription),
  FOREIGN KEY (article, revision) REFERENCES article_revision
);
CREATE INDEX alert_by_subscription ON alert (subscription, sequence);
CREATE INDEX alert_by_subscriber ON alert (subscriber, sequence);
CREATE INDEX alert_in_order ON alert (subscriber, transaction, sequence);
CREATE INDEX alert_by_story ON alert (story, subscription);
CREATE INDEX alert_by_delivery ON alert (delivery);

CREATE TABLE delivery (
  id           text PRIMARY KEY,             -- hash(subscription, alert or digest window)
  subscription text NOT NULL REFERENCES subscription ON DELETE CASCADE,
  subscriber   text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('alert', 'digest', 'test')),
  channel      text NOT NULL CHECK (channel IN ('email', 'webhook')),
  target       text NOT NULL,                -- what shares a limit: 'email', or scheme://host:port
  status       text NOT NULL CHECK (status IN ('pending', 'held', 'delivered', 'deferred', 'refused', 'cancelled')),
  reason       text NOT NULL DEFAULT '',     -- why it is held, deferred, refused or cancelled; held to be gathered: digest, quiet, ceiling
  created      timestamptz NOT NULL,
  due          timestamptz NOT NULL,         -- not tried before
  turn         timestamptz NOT NULL,         -- in whose order it is tried; later than due for what is one of many
  window_start timestamptz,
  window_end   timestamptz,
  tries        integer NOT NULL DEFAULT 0,
  first_try    timestamptz,
  lease        text,
  lease_until  timestamptz,
  finished     timestamptz,
  sequence     bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX delivery_open ON delivery (target, turn) WHERE status IN ('pending', 'deferred');
CREATE INDEX delivery_due ON delivery (due) WHERE status IN ('pending', 'deferred');
CREATE INDEX delivery_disabled ON delivery (subscription) WHERE status = 'held' AND reason = 'disabled';
CREATE INDEX delivery_held ON delivery (due) WHERE status = 'held' AND kind = 'digest';
CREATE INDEX delivery_finished ON delivery (finished) WHERE finished IS NOT NULL;
CREATE INDEX delivery_by_subscriber ON delivery (subscriber, sequence);
CREATE INDEX delivery_by_subscription ON delivery (subscription, sequence);

CREATE TABLE attempt (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delivery text NOT NULL REFERENCES delivery ON DELETE CASCADE,
  time     timestamptz NOT NULL,
  outcome  text NOT NULL CHECK (outcome IN ('delivered', 'deferred', 'refused')),
  reason   text NOT NULL,
  status   integer,                          -- of HTTP, or the SMTP reply code
  millis   integer NOT NULL,
  request  text NOT NULL,                    -- what was sent, without secrets and addresses
  answer   text NOT NULL                     -- the first kilobyte of what came back
);
CREATE INDEX attempt_by_delivery ON attempt (delivery, id);
CREATE INDEX attempt_time ON attempt (time);
