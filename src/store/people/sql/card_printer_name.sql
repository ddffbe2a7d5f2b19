    -- Null: neither a person of this roster nor an administrator of its customer has printed it.
    case when page.printed_by like 'person:%' then (
      select concat_ws(' ', coalesce(b.preferred_given_name, b.given_name), coalesce(b.preferred_family_name, b.family_name))
      from person b where b.district_id = $1 and b.id = substr(page.printed_by, 8)::bigint)
      when page.printed_by like 'customer_admin:%' then (select a.name from customer_admin a
        join district d on d.id = $1 and d.customer_id = a.customer_id where a.id = substr(page.printed_by, 16)::bigint) end
