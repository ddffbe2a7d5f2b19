-- Copies of one interaction, the latest first; of one that lay in the outbox for too long the outbox knows it.
-- $1 district, $2 interaction.
select jsonb_build_object('id', p.id::text,
    'givenName', coalesce(p.preferred_given_name, p.given_name),
    'familyName', coalesce(p.preferred_family_name, p.family_name)) as educator,
  m.version, m.asked_at as "askedAt", m.sent_at as "sentAt",
  coalesce(m.failure_code, (
    select max(o.failure_code) from outbox o
    where o.district_id = m.district_id and o.channel = 'mail' and o.event = 'interaction_copy:' || m.id and o.state = 'dead'
  )) as "failureCode",
  m.letter_sealed as "letterSealed"
from interaction_mail m
join person p on p.district_id = m.district_id and p.id = m.person_id
where m.district_id = $1 and m.interaction_id = $2::text::bigint
order by m.id desc
