-- What the look at a list has found; a refused one ($3) is not kept.
update upload set state = $3, findings = $4, content = case when $3 = 'refused' then null else content end
where district_id = $1 and id = $2 and state = 'waiting'
