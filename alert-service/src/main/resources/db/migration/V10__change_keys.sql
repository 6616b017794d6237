-- What an index knows a subscription by: also of one that is gone. Whoever writes a change need not
-- name it while the subscription is still there. Listeners hear of each change when it is committed.
ALTER TABLE subscription_change ADD COLUMN key bigint;
UPDATE subscription_change c SET key = s.sequence FROM subscription s WHERE s.id = c.subscription;
DELETE FROM subscription_change WHERE key IS NULL;
ALTER TABLE subscription_change ALTER COLUMN key SET NOT NULL;

CREATE FUNCTION name_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.key IS NULL THEN
    SELECT sequence INTO NEW.key FROM subscription WHERE id = NEW.subscription;
  END IF;
  PERFORM pg_notify('subscription_change', '');
  RETURN NEW;
END $$;
CREATE TRIGGER name_change BEFORE INSERT ON subscription_change
  FOR EACH ROW EXECUTE FUNCTION name_change();

-- What an index reads at its start, in that order.
CREATE INDEX subscription_active ON subscription (sequence) WHERE state = 'active';
