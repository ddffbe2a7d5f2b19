-- Where records stand whose row as it was is not in the feed. known: their fingerprint; null: they had none.
create temporary table stage_unseen (roster_table text not null, place tid not null, known bigint)
