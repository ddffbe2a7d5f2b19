(select s.district_id, s.source_id, s.sourced_id, s.status, s.row_hash, s.enabled, p.given_name, p.family_name,
    p.middle_name, p.preferred_given_name, p.preferred_family_name, p.username, p.email, p.identifier, p.grades,
    s.user_ids, s.feed_roles, s.metadata
  from person_source s
  join person p on p.district_id = s.district_id and p.id = s.person_id)
