-- Active people of whom some record has a role with a date, or who were given a product until one, by all their records, as list_person_records has them. $1 district.
select s.person_id, s.sourced_id, p.enabled, p.given_name, p.family_name, p.username, p.email, p.identifier, p.grades, s.feed_roles, s.metadata, s.source_id
from person_source s
join person p on p.district_id = s.district_id and p.id = s.person_id
where s.district_id = $1 and s.status = 'active' and s.person_id = any(array(
  select d.person_id from person_source d
  where d.district_id = $1 and d.status = 'active' and exists (
    select from jsonb_to_recordset(d.feed_roles) as f("beginDate" text, "endDate" text)
    where f."beginDate" is not null or f."endDate" is not null)
  union
  select a.person_id from product_assignment a where a.district_id = $1 and a.until_on is not null))
order by s.source_id, s.sourced_id
