-- What was decided about hand-overs, the latest first. $1 district, $2 whom nothing may be about ('0': nobody), $3 one
-- decision or null, $4 limit.
select h.id::text as id,
  (select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
    from person p where p.district_id = $1
      and p.id = case when h.decided_by ~ '^person:[0-9]{1,18}$' then split_part(h.decided_by, ':', 2)::bigint end) as by,
  to_char(h.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, h.undone_at is not null as "isUndone",
  jsonb_build_object('id', e.id::text, 'givenName', coalesce(e.preferred_given_name, e.given_name),
    'familyName', coalesce(e.preferred_family_name, e.family_name)) as educator,
  jsonb_build_object('id', f.id::text, 'givenName', coalesce(f.preferred_given_name, f.given_name),
    'familyName', coalesce(f.preferred_family_name, f.family_name)) as "from",
  case when t.id is not null then jsonb_build_object('id', t.id::text,
    'givenName', coalesce(t.preferred_given_name, t.given_name),
    'familyName', coalesce(t.preferred_family_name, t.family_name)) end as "to"
from coach_handover h
join person e on e.district_id = h.district_id and e.id = h.educator_id
join person f on f.district_id = h.district_id and f.id = h.from_id
left join person t on t.district_id = h.district_id and t.id = h.to_id
where h.district_id = $1 and h.educator_id <> $2::text::bigint and ($3::text is null or h.id = $3::text::bigint)
order by h.decided_at desc, h.id desc
limit $4::int
