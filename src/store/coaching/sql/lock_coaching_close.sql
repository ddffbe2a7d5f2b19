-- How far the district is closed, for whoever closes more of it. $1 district.
insert into coaching_close (district_id) values ($1)
on conflict (district_id) do update set closed_to = coaching_close.closed_to
returning closed_to::text as "closedTo", cycles_closed_to::text as "cyclesClosedTo",
  (select min(c.started_on)::text from coaching_cycle c where c.district_id = $1) as "firstCycle",
  (select min(i.held_on)::text from interaction i where i.district_id = $1) as first
