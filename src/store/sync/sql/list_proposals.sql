-- Open pairs, the oldest first, each side with the records it is known by.
select m.id::text as id, m.because, m.run_id::text as "runId", m.created_at as "proposedAt",
  m.person_id::text as "personId", m.other_id::text as "otherId", known.ids as "knownBy", other.ids as "otherKnownBy"
from person_match_proposal m
cross join lateral (
  select coalesce(array_agg(s.source_id || '/' || s.sourced_id order by s.status, s.source_id, s.sourced_id), '{}') as ids
  from person_source s where s.district_id = $1 and s.person_id = m.person_id) known
cross join lateral (
  select coalesce(array_agg(s.source_id || '/' || s.sourced_id order by s.status, s.source_id, s.sourced_id), '{}') as ids
  from person_source s where s.district_id = $1 and s.person_id = m.other_id) other
where m.district_id = $1 and m.status = 'open'
order by m.id
limit $2
