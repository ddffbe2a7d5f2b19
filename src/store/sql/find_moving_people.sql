-- People known here who leave or come back with the plan and for whom that may matter to a licence.
select c.op, c.live_id as person_id from change_people c
where c.known and c.op in ('retire', 'add') and c.live_id is not null
