-- One decision, which nobody else takes back in this transaction. $1 district, $2 decision, $3 whom nothing may be about.
select h.educator_id::text as "educatorId", h.from_id::text as "fromId", h.to_id::text as "toId", h.changed,
  h.undone_at is not null as "isUndone",
  exists (select from coach_handover_step s
    where s.district_id = $1 and s.handover_id = h.id and s.done_on is not null) as "isStepDone"
from coach_handover h
where h.district_id = $1 and h.id = $2::text::bigint and h.educator_id <> $3::text::bigint
for update of h
