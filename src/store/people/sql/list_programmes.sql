-- The programmes of an active class, the newest first, or the one of a number. $1 district, $2 class or null, $3 programme
-- or null, $4 now.
select p.id::text as id, p.name, p.starts_on::text as "startsOn", p.ends_on::text as "endsOn",
  ($4::timestamptz at time zone d.timezone)::date::text as today,
  jsonb_build_object('id', c.id::text, 'title', c.title, 'schoolId', o.id::text) as class,
  coalesce((select jsonb_agg(jsonb_build_object('words', r.words, 'points', r.points) order by r.position)
    from programme_reason r where r.district_id = $1 and r.programme_id = p.id), '[]') as reasons
from programme p
join district d on d.id = p.district_id
join class c on c.district_id = p.district_id and c.id = p.class_id and c.status = 'active'
join org o on o.district_id = c.district_id and o.id = c.school_id and o.status = 'active'
where p.district_id = $1 and ($2::text is null or p.class_id = $2::text::bigint)
  and ($3::text is null or p.id = $3::text::bigint)
order by p.starts_on desc, p.id desc
