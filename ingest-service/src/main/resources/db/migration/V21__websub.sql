-- Subscriptions at hubs (WebSub): who tells of new items instead of being asked for them.
CREATE TABLE push (
  id            text PRIMARY KEY,            -- unguessable, the last part of the callback's address
  feed_id       text NOT NULL,               -- without reference: a feed that is removed is still to be unsubscribed
  hub           text NOT NULL,
  host          text NOT NULL,               -- of the hub, what politeness counts by
  topic         text NOT NULL,
  secret        text NOT NULL,
  leaving       boolean NOT NULL DEFAULT false, -- to be unsubscribed, then forgotten
  asked_at      timestamptz,                 -- the last request, where the hub has not verified it yet
  lease_until   timestamptz,                 -- null: never verified
  trusted       boolean NOT NULL DEFAULT true, -- false: a poll found what the hub had not told
  denied        boolean NOT NULL DEFAULT false,
  next_try      timestamptz NOT NULL,        -- when to ask the hub (again)
  failures      integer NOT NULL DEFAULT 0,  -- requests in a row that were not verified
  last_error    text,
  last_delivery timestamptz,
  deliveries    bigint NOT NULL DEFAULT 0,
  rejected      bigint NOT NULL DEFAULT 0    -- deliveries with a wrong signature
);
CREATE UNIQUE INDEX push_feed ON push (feed_id) WHERE NOT leaving;
CREATE INDEX push_next ON push (next_try);
