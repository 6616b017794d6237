-- What operators are told of feeds that are read but not as they were.
ALTER TABLE feed ADD COLUMN last_item timestamptz;   -- when a new item was last seen
ALTER TABLE feed ADD COLUMN language_before text;    -- declared until it declared another; null: seen by the operator
