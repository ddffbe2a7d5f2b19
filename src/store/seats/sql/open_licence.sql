-- A licence of which nothing is bought yet, where there is none.
insert into licence (district_id, kind, bought)
values ($1, $2, 0)
on conflict (district_id, kind) do nothing
