update class l set {{column}} = r.{{column}} from jsonb_populate_record(null::class, $3::text::jsonb) as r
where l.district_id = $1 and l.id = $2::text::bigint
