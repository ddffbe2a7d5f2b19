-- Of somebody whom several records describe, only what is this record's own.
(select s.*, s.ctid as place,
    case when other.person_id is null then s.own_content # p.content else s.own_content end as content
  from person_source s
  join person p on p.district_id = s.district_id and p.id = s.person_id
  left join {{shared}} other on other.person_id = s.person_id)
