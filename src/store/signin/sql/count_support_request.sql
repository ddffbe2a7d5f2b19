-- $1 district, $2 id of the support access.
update support_access set requests = requests + 1 where district_id = $1 and id = $2
