-- Who somebody is, for themself: by the name that they show, where they have one. $1 district, $2 person.
select p.id::text as id,
  coalesce(i.name, p.preferred_given_name, p.given_name) as "givenName",
  case when i.name is null then coalesce(p.preferred_family_name, p.family_name) else '' end as "familyName",
  (select s.sourced_id from person_source s
    where s.district_id = p.district_id and s.person_id = p.id and s.status = 'active'
    order by s.source_id, s.sourced_id limit 1) as "sourcedId"
from person p
left join display_identity i on i.district_id = p.district_id and i.person_id = p.id and i.is_shown
where p.district_id = $1 and p.id = $2::text::bigint
