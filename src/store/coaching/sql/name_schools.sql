-- A part: the schools in scope (reachSchools) at which the person of the row called page is staff, by name.
    coalesce((
      select jsonb_agg(jsonb_build_object('id', o.id::text, 'name', o.name) order by o.name, o.id)
      from org o
      where o.district_id = $1 and o.status = 'active' and o.type = 'school'
        and ($2::boolean or o.id = any($3::text[]::bigint[]))
        and exists (
          select from affiliation a
          where a.district_id = $1 and a.person_id = page.id and a.org_id = o.id
            and a.feed_role not in ('student', 'guardian', 'parent', 'relative'))), '[]')
