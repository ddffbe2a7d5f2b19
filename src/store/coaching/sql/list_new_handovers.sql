-- Whom a coach took over since a moment, or gave away, the latest first. $1 district, $2 coach, $3 since, $4 limit.
select jsonb_build_object('id', e.id::text, 'givenName', coalesce(e.preferred_given_name, e.given_name),
    'familyName', coalesce(e.preferred_family_name, e.family_name)) as educator,
  h.to_id = $2::text::bigint as "isMine",
  jsonb_build_object('id', o.id::text, 'givenName', coalesce(o.preferred_given_name, o.given_name),
    'familyName', coalesce(o.preferred_family_name, o.family_name)) as other,
  to_char(h.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
from coach_handover h
join person e on e.district_id = h.district_id and e.id = h.educator_id and e.erased_at is null
join person o on o.district_id = h.district_id
  and o.id = case when h.to_id = $2::text::bigint then h.from_id else h.to_id end
where h.district_id = $1 and $2::text::bigint in (h.from_id, h.to_id) and h.to_id is not null and h.undone_at is null
  and h.decided_at > $3 and h.educator_id <> $2::text::bigint
order by h.decided_at desc, h.id desc
limit $4::int
