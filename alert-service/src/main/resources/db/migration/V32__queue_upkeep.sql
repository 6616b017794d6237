-- Each article asks for its bands as soon as it is there: a list of what is still to be added to the
-- index would be read through every time.
ALTER INDEX article_bands SET (fastupdate = off);

-- What is written and finished all the time is looked after as often.
ALTER TABLE delivery SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- What is due is found by target and turn alone. By this index a database that does not know yet how much
-- is due would read all of it, for each target.
DROP INDEX delivery_due;
