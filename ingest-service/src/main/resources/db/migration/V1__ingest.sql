-- The catalogue of feeds and the state of their polls.
CREATE TABLE feed (
  id             text PRIMARY KEY,
  url            text NOT NULL UNIQUE,         -- as registered
  location       text,                         -- where it has moved for good; null: it has not
  host           text NOT NULL,                -- host:port it is requested from, what politeness counts by
  title          text,
  language       text,
  poll_every     bigint,                       -- seconds; null: the poller decides
  backlog        text NOT NULL DEFAULT 'alert',
  headers        text,                         -- own headers of its requests, a JSON object
  status         text NOT NULL DEFAULT 'new',
  registered     timestamptz NOT NULL,
  next_poll      timestamptz,                  -- null: never
  not_before     timestamptz,                  -- Retry-After: also a poll that is asked for waits
  last_poll      timestamptz,
  last_success   timestamptz,
  failures       integer NOT NULL DEFAULT 0,
  last_error     text,
  items          bigint NOT NULL DEFAULT 0,
  feed_title     text,                         -- as the feed says it
  feed_language  text,
  etag           text,
  last_modified  text,
  body_hash      text,
  last_body      timestamptz,                  -- when a whole document was last read
  ttl            bigint,                       -- seconds the document asks to be left alone
  skip_hours     integer[] NOT NULL DEFAULT '{}', -- hours of the day (UTC) and days of the week (1 = Monday)
  skip_days      integer[] NOT NULL DEFAULT '{}', -- when it asks not to be polled
  rhythm         bigint,                       -- seconds between its items, as it dates them
  window_pause   bigint,                       -- seconds after which its window may have passed unseen
  moving_to      text,                         -- a permanent redirect seen on the last polls, how often
  moving_seen    integer NOT NULL DEFAULT 0,   -- in a row, and since when
  moving_since   timestamptz,
  furniture      text[] NOT NULL DEFAULT '{}', -- hashes of the lines it repeats
  lease_owner    text,
  lease_until    timestamptz,
  lease_token    bigint NOT NULL DEFAULT 0
);
CREATE INDEX feed_due ON feed (next_poll);
CREATE INDEX feed_host ON feed (host);
CREATE INDEX feed_order ON feed (registered, id);
CREATE INDEX feed_owner ON feed (lease_owner) WHERE lease_until IS NOT NULL;

-- Every key an item was ever known by, and the article it is.
CREATE TABLE item_key (
  feed_id    text NOT NULL REFERENCES feed ON DELETE CASCADE,
  key        text NOT NULL,
  article_id text NOT NULL,
  PRIMARY KEY (feed_id, key)
);

-- What was seen: the current revision of each article.
CREATE TABLE seen (
  article_id text PRIMARY KEY,
  feed_id    text NOT NULL REFERENCES feed ON DELETE CASCADE,
  revision   integer NOT NULL,
  content    text NOT NULL,
  backlog    boolean NOT NULL,
  first_seen timestamptz NOT NULL
);
CREATE INDEX seen_feed ON seen (feed_id);

-- What is still to be published.
CREATE TABLE outbox (
  seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  article_id text NOT NULL,
  revision   integer NOT NULL,
  feed_id    text NOT NULL,
  fetched    timestamptz NOT NULL,
  article    bytea NOT NULL
);

CREATE TABLE poll (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  feed_id  text NOT NULL REFERENCES feed ON DELETE CASCADE,
  started  timestamptz NOT NULL,
  millis   integer NOT NULL,
  outcome  text NOT NULL,
  status   integer,
  items    integer NOT NULL,
  fresh    integer NOT NULL,
  changed  integer NOT NULL,
  detail   text
);
CREATE INDEX poll_feed ON poll (feed_id, id DESC);
