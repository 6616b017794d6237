-- Whether another node has just asked a host: without it every feed of the host was looked at.
CREATE INDEX feed_last_poll ON feed (last_poll);
