-- Of somebody who coaches; none where they don't. $1 district, $2 coach, $3 name, $4 now.
insert into caseload (district_id, coach_id, name, changed_at)
select $1, p.id, $3, $4 from person p
where p.district_id = $1 and p.id = $2::text::bigint and p.status = 'active' and exists (
  select from role_grant g where g.district_id = $1 and g.person_id = p.id and g.role = 'coach' and g.status = 'active')
returning id::text as id
