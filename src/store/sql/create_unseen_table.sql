-- Live rows that the feed does not have as they were: changed, gone, or never to be known.
create temporary table unseen_{{table}} as select l.* from {{content}} l with no data
