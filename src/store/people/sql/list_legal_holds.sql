-- Who is under hold, the newest first. $1 district, $2 how many, $3 after how many.
with page as materialized (
  select h.id, h.reason, h.set_by, h.set_at, coalesce(p.merged_into, p.id) as person_id
  from legal_hold h join person p on p.district_id = h.district_id and p.id = h.person_id
  where h.district_id = $1 and h.lifted_at is null order by h.id desc limit $2::int offset $3::int
)
select (select count(*)::int from legal_hold h where h.district_id = $1 and h.lifted_at is null) as total,
  coalesce((select jsonb_agg(jsonb_build_object('personId', page.person_id::text, 'reason', page.reason,
      'setAt', page.set_at, 'givenName', coalesce(q.preferred_given_name, q.given_name),
      'familyName', coalesce(q.preferred_family_name, q.family_name),
      'setByName', (select concat_ws(' ', coalesce(b.preferred_given_name, b.given_name),
          coalesce(b.preferred_family_name, b.family_name))
        from person b where b.district_id = $1 and page.set_by = 'person:' || b.id)) order by page.id desc)
    from page join person q on q.district_id = $1 and q.id = page.person_id), '[]') as items
