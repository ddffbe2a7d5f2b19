-- $1 district, $2 now, $3 drafts too, $4 id or null, $5 number or null.
{{+ invoice_rows}}
cross join (select ($2::timestamptz at time zone timezone)::date::text as today from district where id = $1) d
where i.district_id = $1 and (i.issued_on is not null or $3::boolean)
  and (i.id = $4::text::bigint or i.number = $5::integer)
