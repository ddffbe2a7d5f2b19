update run set lease_until = now() + $4::int * interval '1 millisecond'
where district_id = $1 and id = $2 and token = $3 and state in ('reading', 'staged', 'planned', 'applying')
