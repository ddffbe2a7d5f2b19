-- A part: how somebody p stands to the roster, as rows of an import ask. $1 district.
  p.id::text as id, p.given_name as "givenName", p.family_name as "familyName",
  array(select distinct a.org_id::text from affiliation a where a.district_id = $1 and a.person_id = p.id) as "schoolIds",
