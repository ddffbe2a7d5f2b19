-- Once per event and recipient. $1 district, $2 channel, $3 event, $4 recipient, $5 message id, $6 message, $7 now.
insert into outbox (district_id, channel, event, recipient, message_id, message, created_at, next_attempt_at)
values ($1, $2, $3, $4, $5, $6, $7, $7)
on conflict (district_id, channel, event, recipient) do nothing
