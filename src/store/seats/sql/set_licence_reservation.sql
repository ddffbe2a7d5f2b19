-- $1 district, $2 kind, $3 school, $4 quantity: of a school of the district.
insert into licence_reservation (district_id, kind, school_id, quantity)
select district_id, $2, id, $4 from org where district_id = $1 and id = $3 and type = 'school'
on conflict (district_id, kind, school_id) do update set quantity = excluded.quantity
