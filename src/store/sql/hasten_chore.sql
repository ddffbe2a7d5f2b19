-- Brings a chore of a district forward. $1 district, $2 kind, $3 when.
insert into chore (district_id, kind, due_at) values ($1, $2, $3)
on conflict (district_id, kind) do update set due_at = least(chore.due_at, excluded.due_at)
