-- Fingerprints of the last applied run that stand in no row of the feed.
create temporary table stage_unseen (roster_table text not null, known bigint not null)
