-- A row for every chore of every district; new ones are due at once. $1 now, $2 kinds.
insert into chore (district_id, kind, due_at)
select d.id, k.kind, $1
from district d cross join unnest($2::text[]) as k (kind)
where not exists (select from chore c where c.district_id = d.id and c.kind = k.kind)
on conflict do nothing
