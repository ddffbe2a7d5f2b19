-- Two first launches at once link the same person once. An earlier link stays, unless its person has left (districts
-- that renumber their roster would otherwise lock everybody out), it was made by an e-mail address and this is better, or
-- it says the same and this one is vouched for.
insert into lti_user_link as link (district_id, registration_id, sub, person_id, linked_by, vouched)
values ($1, $2, $3, $4, $5, $6)
on conflict (district_id, registration_id, sub) do update set
  person_id = excluded.person_id, linked_by = excluded.linked_by, vouched = excluded.vouched, created_at = now()
where (link.linked_by = 'email' and excluded.linked_by <> 'email')
  or (not link.vouched and excluded.vouched and link.person_id = excluded.person_id)
  or exists (select from person p where p.district_id = link.district_id and p.id = link.person_id
    and (p.status <> 'active' or not p.enabled))
