-- An open request, kept from whoever else wants to answer it. $1 district, $2 request, $3 now.
select id::text as id, class_id::text as "classId", person_id::text as "personId", asked_by::text as "askedBy",
  community_id::text as "communityId", state, decided_by::text as "decidedBy"
from class_lead_request
where district_id = $1 and id = $2::text::bigint and state in ('waiting_for_lead', 'waiting_for_person') and expires_at > $3
for update
