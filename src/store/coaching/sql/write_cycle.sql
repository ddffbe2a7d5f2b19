-- Replaces what a cycle says; its version counts on. $1 district, $2 cycle, $3 focus, $4 scale, $5 texts as an envelope,
-- $6 first day, $7 last day or null, $8 now, $9 whether it is new.
update coaching_cycle set focus_id = $3, scale_id = $4, texts_sealed = $5, started_on = $6::date, ended_on = $7::date,
  changed_at = $8, version = case when $9::boolean then 1 else version + 1 end
where district_id = $1 and id = $2::text::bigint
