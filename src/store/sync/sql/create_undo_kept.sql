-- What an undo leaves as it is, because somebody or something decided about it since. field '': the record as a whole.
create temporary table undo_kept (roster_table text not null, key text not null, field text not null, because text not null)
