-- What was so is so no more. $1 district, $2 kinds, $3 source (null: of any), $4 keys (null: any), $5 keys that stay
-- open, $6 now.
update notice set resolved_at = $6
where district_id = $1 and resolved_at is null and kind = any ($2) and ($3::text is null or source_id = $3)
  and ($4::text[] is null or key = any ($4)) and key <> all ($5::text[])
returning id, kind, key
