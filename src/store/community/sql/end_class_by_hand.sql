-- $1 district, $2 class, $3 whether it ends or comes back, $4 now.
update class set status = case when $3::boolean then 'retired' else 'active' end,
  retired_at = case when $3::boolean then $4::timestamptz end
where district_id = $1 and id = $2::text::bigint and source_id = ''
