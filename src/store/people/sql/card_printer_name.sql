    -- Null: no person of this roster has printed it.
    case when page.printed_by like 'person:%' then (
      select concat_ws(' ', coalesce(b.preferred_given_name, b.given_name), coalesce(b.preferred_family_name, b.family_name))
      from person b where b.district_id = $1 and b.id = substr(page.printed_by, 8)::bigint) end
