-- How a person signs in here. $1 district, $2 person.
select a.person_id is not null as "hasPassword", f.confirmed_at is not null as "hasFactor",
  coalesce((select jsonb_agg(jsonb_build_object(
      'since', to_char(l.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'seenAt', to_char(l.seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    ) order by l.created_at) from sso_link l where l.district_id = $1 and l.person_id = $2), '[]') as "links"
from person p
left join account a on a.district_id = p.district_id and a.person_id = p.id
left join second_factor f on f.district_id = p.district_id and f.person_id = p.id
where p.district_id = $1 and p.id = $2
