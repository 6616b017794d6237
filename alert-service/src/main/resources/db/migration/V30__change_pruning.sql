-- Changes of subscriptions are kept for a while only. An index that has not seen them by then learns it
-- from the newest one that is gone, and goes through everything there is.
ALTER TABLE subscription_change ADD COLUMN changed timestamptz NOT NULL DEFAULT now();

CREATE TABLE subscription_change_gone (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  sequence bigint NOT NULL
);
INSERT INTO subscription_change_gone (sequence) VALUES (0);
