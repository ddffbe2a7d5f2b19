-- But for letters to somebody under hold. $1 district, $2 made before, $3 at most.
delete from outbox where district_id = $1 and id in (
  select o.id from outbox o where o.district_id = $1 and o.state <> 'queued' and o.created_at < $2
    and not exists (select from people_under_hold($1) h join person p on p.district_id = $1 and p.id = h.person_id
      where lower(p.email) = lower(o.recipient))
  order by o.id limit $3)
