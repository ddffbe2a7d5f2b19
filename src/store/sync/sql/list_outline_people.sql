-- Whom a source has brought, those too who have left: who comes back is to be known again.
select s.sourced_id, p.email, p.identifier from person_source s
join person p on p.district_id = $1 and p.id = s.person_id
where s.district_id = $1 and s.source_id = $2
order by (s.status = 'active') desc, s.sourced_id
