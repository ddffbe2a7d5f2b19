-- Enrolments that were taken out by hand, as the feed has them now ('null': it names them no longer).
create temporary table sticky_member (record text not null, feed jsonb not null)
