-- Puts an open notice away for one reader. $1 district, $2 notice, $3 reader.
insert into notice_dismissal (district_id, notice_id, actor)
select district_id, id, $3 from notice where district_id = $1 and id = $2::bigint and resolved_at is null
on conflict do nothing
