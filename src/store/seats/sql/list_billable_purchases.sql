-- What was bought, and what was billed of it by drafts and invoices that are not taken back whole. A line that was brought
-- along without a start day is of whichever term. $1 district.
select p.kind, p.name, p.quantity, p.starts_on::text as "startsOn", p.ends_on::text as "endsOn",
  coalesce(b.billed, 0)::int as billed
from licence_purchase p
left join lateral (
  select sum(l.quantity) as billed from invoice_line l
  join invoice i on i.district_id = l.district_id and i.id = l.invoice_id
  where l.district_id = p.district_id and l.kind = p.kind and l.purchase = p.name
    and (l.starts_on is not distinct from p.starts_on or (l.starts_on is null and i.seller_number is not null))
    and i.credits_id is null
    and not exists (
      select from invoice c where c.district_id = i.district_id and c.credits_id = i.id
      group by c.credits_id having sum(c.total) >= i.total)) b on true
where p.district_id = $1
order by p.kind collate "C", p.starts_on nulls first, p.name collate "C"
