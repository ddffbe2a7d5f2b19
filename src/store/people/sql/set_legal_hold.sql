-- $1 district, $2 person, $3 the reason, $4 by whom, $5 now. No row where they are under hold already.
insert into legal_hold (district_id, person_id, reason, set_by, set_at)
select $1, $2::text::bigint, $3, $4, $5 where not is_under_hold($1, $2::text::bigint)
on conflict do nothing
