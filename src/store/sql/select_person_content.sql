-- Of somebody whom several records describe, only what is this record's own.
(select s.*, case when other.person_id is null
    then person_content(s.enabled, s.user_ids, s.feed_roles, s.metadata, p.enabled, p.given_name, p.family_name,
      p.middle_name, p.preferred_given_name, p.preferred_family_name, p.username, p.email, p.identifier, p.grades)
    else person_content(s.enabled, s.user_ids, s.feed_roles, s.metadata, null, null, null, null, null, null, null, null,
      null, null) end as content
  from person_source s
  join person p on p.district_id = s.district_id and p.id = s.person_id
  left join {{shared}} other on other.person_id = s.person_id)
