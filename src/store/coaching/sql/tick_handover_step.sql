-- A step that a coach took over is done, or open again; not one of an interaction with the coach.
-- $1 district, $2 hand-over, $3 interaction, $4 coach, $5 the day or null.
update coach_handover_step s set done_on = $5::date
from coach_handover h
where s.district_id = $1 and s.handover_id = $2::text::bigint and s.interaction_id = $3::text::bigint
  and h.district_id = s.district_id and h.id = s.handover_id and h.to_id = $4::text::bigint and h.undone_at is null
  and not exists (
    select from interaction_about t
    where t.district_id = $1 and t.interaction_id = s.interaction_id and t.person_id = h.to_id)
returning h.educator_id::text as "educatorId"
