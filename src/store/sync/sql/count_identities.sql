-- How many people have several active records, and how many pairs wait for somebody to say whether they are one.
select
  (select count(*)::int from (select person_id from person_source where district_id = $1 and not speaks group by person_id) several) as shared,
  (select count(*)::int from person_match_proposal where district_id = $1 and status = 'open') as proposals
