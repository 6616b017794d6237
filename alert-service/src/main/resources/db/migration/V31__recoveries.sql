-- What an owner asked to be sent again, and which deliveries that is.
CREATE TABLE recovery (
  id           text PRIMARY KEY,
  subscription text NOT NULL REFERENCES subscription ON DELETE CASCADE,
  subscriber   text NOT NULL,
  since        timestamptz NOT NULL,
  asked        timestamptz NOT NULL,
  deliveries   integer NOT NULL,
  sequence     bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX recovery_by_subscription ON recovery (subscription, sequence);

ALTER TABLE delivery ADD COLUMN recovery text;    -- the last one that it was part of
CREATE INDEX delivery_by_recovery ON delivery (recovery) WHERE recovery IS NOT NULL;
