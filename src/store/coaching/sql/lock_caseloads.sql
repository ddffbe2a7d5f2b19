-- Takes turns with whoever else changes caseloads of this coach. $1 district, $2 the coach.
select from person p where p.district_id = $1 and p.id = $2::text::bigint for no key update
