-- A step that a coach took over is done, or open again. $1 district, $2 hand-over, $3 interaction, $4 coach, $5 the day or null.
update coach_handover_step s set done_on = $5::date
from coach_handover h
where s.district_id = $1 and s.handover_id = $2::text::bigint and s.interaction_id = $3::text::bigint
  and h.district_id = s.district_id and h.id = s.handover_id and h.to_id = $4::text::bigint and h.undone_at is null
returning h.educator_id::text as "educatorId"
