-- $1 district, $2 school, $3 person, $4 as what.
insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
values ($1, $2, $3, '', $4, 'primary')
on conflict do nothing
