-- Opens a notice, or freshens the open one: it isn't told again. $1 district, $2 kind, $3 key, $4 source, $5 run,
-- $6 detail, $7 now, $8 tell at, $9 when it was told already (null: it is to be told).
insert into notice (district_id, kind, key, source_id, run_id, detail, opened_at, tell_at, told_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (district_id, kind, key) where resolved_at is null
do update set run_id = excluded.run_id, detail = excluded.detail, tell_at = least(notice.tell_at, excluded.tell_at)
where (notice.run_id, notice.detail) is distinct from (excluded.run_id, excluded.detail) or notice.tell_at > excluded.tell_at
