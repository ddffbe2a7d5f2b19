-- Since when somebody has needed a seat without a real gap is read from the roles that they had before, by person.
create index role_grant_past_by_person on role_grant (district_id, person_id) where status = 'revoked';
