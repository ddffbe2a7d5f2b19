-- Whether the plan takes the right to sign in from anybody. $1 district.
select from change_people c
join person p on p.district_id = $1 and p.id = c.live_id and p.enabled
where c.op = 'change' and not c.enabled
limit 1
