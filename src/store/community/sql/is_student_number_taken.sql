-- Whether somebody at work in the district has this number. $1 district, $2 number.
select exists (select from person p where p.district_id = $1 and p.identifier = $2 and p.status = 'active') as taken
