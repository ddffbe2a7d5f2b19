select s.sourced_id as "sourcedId", {{given_name}} as "givenName", {{family_name}} as "familyName", {{username}} as username,
  {{email}} as email, {{identifier}} as identifier, s.status
from person_source s
join person p on p.district_id = s.district_id and p.id = s.person_id
where s.status = 'active' or {{all}}
order by s.sourced_id collate "C", p.given_name collate "C", p.family_name collate "C", p.username collate "C", s.source_id collate "C"
