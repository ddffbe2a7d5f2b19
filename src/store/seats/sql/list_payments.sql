-- The latest first. $1 district, $2 invoice (null: all), $3 payment (null: all), $4 way (null: all), $5 reference (null: all), $6 how many (null: all).
select p.id::text, p.invoice_id::text as "invoiceId", i.number as "invoiceNumber", p.refunds_id::text as "refundsId", p.way,
  p.amount::float8, p.currency, p.paid_on::text as "paidOn", p.reference, p.noted_by as "notedBy", p.noted_at as "notedAt",
  coalesce(r.refunded, 0)::float8 as refunded
from payment p
join invoice i on i.district_id = p.district_id and i.id = p.invoice_id
left join lateral (
  select sum(b.amount) as refunded from payment b where b.district_id = p.district_id and b.refunds_id = p.id) r on true
where p.district_id = $1 and ($2::text is null or p.invoice_id = $2::text::bigint)
  and ($3::text is null or p.id = $3::text::bigint)
  and ($4::text is null or p.way = $4) and ($5::text is null or p.reference = $5)
order by p.id desc
limit $6
