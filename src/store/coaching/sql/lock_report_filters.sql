-- Takes turns with whoever else keeps filters for this person. $1 district, $2 the person.
select from person p where p.district_id = $1 and p.id = $2::text::bigint for no key update
