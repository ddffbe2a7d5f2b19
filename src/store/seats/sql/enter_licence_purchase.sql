-- $1 district, $2 kind, $3 name, $4 quantity, $5 first day, $6 last day, $7 now, $8 who.
insert into licence_purchase (district_id, kind, name, quantity, starts_on, ends_on, entered_at, entered_by)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (district_id, kind, name) do update
set quantity = excluded.quantity, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
  entered_at = excluded.entered_at, entered_by = excluded.entered_by
