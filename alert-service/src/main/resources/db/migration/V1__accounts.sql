-- Subscribers, their consent, their tokens, and what they subscribe to.
CREATE TABLE subscriber (
  id         text PRIMARY KEY,
  email      text NOT NULL,
  email_key  text NOT NULL UNIQUE,           -- the address in lower case
  created    timestamptz NOT NULL,
  confirmed  timestamptz,
  suppressed timestamptz,                    -- mails to it were refused for good
  bounces    integer NOT NULL DEFAULT 0,     -- refused mails in a row
  consent    text                            -- how, with which text and from where it was given
);

CREATE TABLE confirmation (
  token_hash text PRIMARY KEY,
  subscriber text NOT NULL REFERENCES subscriber ON DELETE CASCADE,
  asked      timestamptz NOT NULL,
  asked_from text NOT NULL,                  -- hash of the address of whoever asked
  used       timestamptz
);
CREATE INDEX confirmation_recent ON confirmation (subscriber, asked);
CREATE INDEX confirmation_from ON confirmation (asked_from, asked);

CREATE TABLE api_token (
  id         text PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  subscriber text REFERENCES subscriber ON DELETE CASCADE,  -- null: an analyst's
  name       text NOT NULL,
  created    timestamptz NOT NULL,
  last_used  timestamptz
);

CREATE TABLE subscription (
  id             text PRIMARY KEY,
  subscriber     text NOT NULL REFERENCES subscriber ON DELETE CASCADE,
  name           text NOT NULL,
  query          text NOT NULL,
  channel        text NOT NULL CHECK (channel IN ('email', 'webhook')),
  url            text,
  secret         text,
  old_secret     text,
  old_secret_until timestamptz,
  schedule       text NOT NULL,
  time_zone      text NOT NULL,
  min_score      double precision NOT NULL,
  story          text NOT NULL,
  quiet_from     text,                       -- HH:MM on the subscriber's clock
  quiet_to       text,
  daily_ceiling  integer,
  state          text NOT NULL DEFAULT 'active',
  state_reason   text,
  failing_since  timestamptz,                -- its endpoint has answered nothing well since then
  unsubscribe    text NOT NULL UNIQUE,       -- the token of its unsubscribe link
  feed           text NOT NULL UNIQUE,       -- the token of its Atom feed
  links          text NOT NULL,              -- the key that links to its alerts are signed with
  created        timestamptz NOT NULL,
  sequence       bigint GENERATED ALWAYS AS IDENTITY UNIQUE
);
CREATE INDEX subscription_by_subscriber ON subscription (subscriber, sequence);

-- Each write of a subscription, in the order of commits: what keeps the index of every node current.
CREATE TABLE subscription_change (
  sequence     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscription text NOT NULL
);

-- Mails that are no alerts: confirmations and notices.
CREATE TABLE notice (
  id         text PRIMARY KEY,
  recipient  text NOT NULL,
  subject    text NOT NULL,
  body       text NOT NULL,
  asked      timestamptz NOT NULL,
  due        timestamptz NOT NULL,
  tries      integer NOT NULL DEFAULT 0
);
CREATE INDEX notice_due ON notice (due);
