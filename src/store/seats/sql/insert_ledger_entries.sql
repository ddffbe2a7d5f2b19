-- $1 district, $2 kind, $3 run, $4 actor, then one array a column.
insert into seat_ledger (district_id, kind, seq, at, move, person_id, reason, until, quantity, purchase, run_id, actor)
select $1, $2, e.seq, e.at, e.move, e.person_id, e.reason, e.until, e.quantity, e.purchase, $3, $4
from unnest($5::bigint[], $6::timestamptz[], $7::text[], $8::bigint[], $9::text[], $10::timestamptz[], $11::integer[], $12::text[])
  as e (seq, at, move, person_id, reason, until, quantity, purchase)
