-- $1 district, $2 kind, $3 state, $4 how many: those who came last.
select person_id, state, since, until, place
from seat
where district_id = $1 and kind = $2 and state = $3
order by place desc
limit $4
