-- The community that a one-time link leads to, kept from others; none: it is for something else. $1 district, $2 hash of the
-- secret. Everybody who changes invitations of a community takes it before them, and so does whoever uses one up.
select from community k
where k.district_id = $1 and k.id = (
  select i.community_id from community_invitation i
  join invitation l on l.district_id = i.district_id and l.id = i.invitation_id
  where l.district_id = $1 and l.token_hash = $2)
for update
