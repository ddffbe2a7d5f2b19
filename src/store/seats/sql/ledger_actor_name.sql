-- A part, inside coalesce(): who did what the entry page tells, by name. $1 district.
      (select nullif(concat_ws(' ', coalesce(a.preferred_given_name, a.given_name), coalesce(a.preferred_family_name, a.family_name)), '')
        from person a where a.district_id = $1
          and a.id = case when page.actor ~ '^person:[0-9]{1,18}$' then split_part(page.actor, ':', 2)::bigint end),
      (select c.name from customer_admin c join district d on d.id = $1 and d.customer_id = c.customer_id
        where page.actor = 'customer_admin:' || c.id)
