-- $1 district, $2 set.
insert into question_set_default (district_id, set_id) values ($1, $2)
on conflict (district_id) do update set set_id = excluded.set_id
