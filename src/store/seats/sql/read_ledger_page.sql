-- $1 district, $2 kind, $3 the last number that was read, $4 how many.
select seq, at, move, person_id, reason, until, quantity
from seat_ledger
where district_id = $1 and kind = $2 and seq > $3
order by seq
limit $4
