-- Gives a draft the district's next number. $1 district, $2 invoice, $3 issued on (null: today there), $4 days until it is due
-- (null: as the draft says), $5 now.
with taken as (
  insert into invoice_number (district_id, last) values ($1, 1)
  on conflict (district_id) do update set last = invoice_number.last + 1
  returning last
), d as (
  select coalesce($3::date, ($5::timestamptz at time zone timezone)::date) as day from district where id = $1
)
update invoice i set number = taken.last, issued_on = d.day, due_on = coalesce(d.day + $4::integer, i.due_on, d.day)
from taken, d
where i.district_id = $1 and i.id = $2::text::bigint and i.issued_on is null
returning i.number
