-- What a plan would make of people's seats, in the order in which it is told. $1 district, $2 run, $3 licence, $4 the people.
insert into run_change (district_id, run_id, kind, op, key, after)
select $1, $2, 'seats',
  case when w.move in ('assign', 'return', 'keep') then 'add' when w.move in ('wait', 'over') then 'change' else 'retire' end,
  $3 || ' ' || lpad(w.place::text, 9, '0'),
  jsonb_build_object('licence', $3::text, 'personId', w.person_id, 'sourcedId', w.sourced_id, 'move', w.move, 'reason', w.reason)
from rows from (jsonb_to_recordset($4::jsonb) as (person_id text, sourced_id text, move text, reason text))
  with ordinality as w (person_id, sourced_id, move, reason, place)
on conflict (district_id, run_id, kind, key) do update set op = excluded.op, after = excluded.after
