    exists (select from people_under_hold($1) h join person_source s on s.district_id = $1 and s.person_id = h.person_id
      where c.kind = 'people' and s.sourced_id = c.key)
