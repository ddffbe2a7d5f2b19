-- Of everybody who changed, what is not said any more, or is said otherwise.
delete from affiliation a using change_people c
where a.district_id = $1 and a.source_id = $2 and a.person_id = c.live_id and (c.known or c.joins is not null)
  and not exists (
    select from {{wanted}} w
    where w.person_id = a.person_id and w.org_id = a.org_id and w.feed_role = a.feed_role and w.role_type = a.role_type
      and w.begin_date is not distinct from a.begin_date and w.end_date is not distinct from a.end_date)
