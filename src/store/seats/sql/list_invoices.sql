-- $1 district, $2 now, $3 drafts too, $4 how many (null: all). The latest first.
{{+ invoice_rows}}
cross join (select ($2::timestamptz at time zone timezone)::date::text as today from district where id = $1) d
where i.district_id = $1 and (i.issued_on is not null or $3::boolean)
order by i.issued_on desc nulls first, i.id desc
limit $4
