-- The live rows of which there is a question: the feed does not have them as they were (changed, gone, or never to be
-- known), or it has another row of that name. seen: the row as it was is there, too.
create temporary table near_{{table}} as select l.*, false as seen from {{content}} l with no data
