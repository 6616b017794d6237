-- What a look back needs to find exactly what was alerted: whether an article alerts at all, the order
-- in which records were taken in, and where the earlier records of an article stand.
ALTER TABLE article ADD COLUMN backlog boolean NOT NULL DEFAULT false;
CREATE SEQUENCE article_recorded;
ALTER TABLE article ADD COLUMN recorded bigint NOT NULL DEFAULT nextval('article_recorded');
ALTER TABLE article ADD COLUMN earlier_offsets bigint[] NOT NULL DEFAULT '{}';   -- of the same partition
ALTER TABLE article ADD COLUMN earlier_recorded bigint[] NOT NULL DEFAULT '{}';  -- in the same order
CREATE INDEX article_published ON article (published);
CREATE INDEX article_joined ON article (story) WHERE story <> id;
CREATE INDEX article_revised ON article (tagged) WHERE earlier_offsets <> '{}';
