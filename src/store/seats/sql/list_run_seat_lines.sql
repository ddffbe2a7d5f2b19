-- What a plan would make of people's seats, in the order in which it is told: $1 district, $2 run, the lines after key $3, at most $4.
select key, after ->> 'licence' as licence, after ->> 'personId' as person_id, after ->> 'sourcedId' as sourced_id,
  after ->> 'move' as move, after ->> 'reason' as reason
from run_change
where district_id = $1 and run_id = $2 and kind = 'seats' and key > $3
order by key
limit $4
